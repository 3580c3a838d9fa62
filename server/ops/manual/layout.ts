// The frame of a page of the manual: bar, contents, search, the text, the pages before and after it. All of it works
// without a script but the search and the theme (web/manual/manual.ts).

import { escapeHtml } from './html.ts'
import { type ManualLanguage, pathOf } from './paths.ts'
import type { RenderedPage } from './render.ts'

/** The groups of pages that index.md lists, in its order. */
export type Contents = { title: string; pages: { name: string; title: string }[] }[]

const WORDS = {
  en: {
    manual: 'Manual',
    tester: 'Tester',
    skip: 'Skip to the content',
    search: 'Search the manual',
    contents: 'Contents',
    found: 'Search results',
    theme: 'Theme',
    themes: ['System', 'Light', 'Dark'],
    other: '中文',
    turn: 'Previous and next page',
  },
  zh: {
    manual: '手册',
    tester: '测试页面',
    skip: '跳到内容',
    search: '搜索手册',
    contents: '目录',
    found: '搜索结果',
    theme: '主题',
    themes: ['跟随系统', '浅色', '深色'],
    other: 'English',
    turn: '上一页与下一页',
  },
}

export function contentsOf(index: string): Contents {
  return index
    .split(/^## /m)
    .slice(1)
    .map(part => ({
      title: part.slice(0, part.indexOf('\n')),
      pages: [...part.matchAll(/^- \[(.+?)\]\(([\w-]+)\.md\)/gm)].map(([, title, name]) => ({
        title: title!,
        name: name!,
      })),
    }))
}

export interface LayoutOptions {
  name: string
  page: RenderedPage
  language: ManualLanguage
  contents: Contents
}

export function layOut({ name, page, language, contents }: LayoutOptions): string {
  const words = WORDS[language]
  const other = language === 'en' ? 'zh' : 'en'
  return `<!doctype html>
<html lang="${language}" data-manual>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(page.title)} · Gatehouse</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<script src="/assets/theme.js"></script>
<link rel="stylesheet" href="/assets/manual.css">
<script src="/assets/manual.js" defer></script>
</head>
<body>
<a class="skip" href="#content">${words.skip}</a>
<header class="manual-bar">
<a class="brand" href="${pathOf(language, 'index')}"><img src="/icon.svg" alt="" width="22" height="22">Gatehouse</a>
<span class="manual-name">${words.manual}</span>
<a href="/">${words.tester}</a>
<a href="${pathOf(other, name)}" lang="${other}" hreflang="${other}">${words.other}</a>
<select id="theme" aria-label="${words.theme}">${themeOptions(words.themes)}</select>
</header>
<div class="manual">
<div class="side">
<search><input id="search" type="search" placeholder="${words.search}" aria-label="${words.search}" autocomplete="off"></search>
<div id="found" role="region" aria-label="${words.found}" aria-live="polite" hidden></div>
<details class="contents" open>
<summary>${words.contents}</summary>
<nav aria-label="${words.contents}">${contents.map(group => groupOf(group, language, name)).join('')}</nav>
</details>
</div>
<main id="content" tabindex="-1">
${page.html}
${turn(contents, language, name)}
</main>
</div>
</body>
</html>
`
}

const themeOptions = (names: readonly string[]): string =>
  ['system', 'light', 'dark'].map((value, i) => `<option value="${value}">${names[i]}</option>`).join('')

function groupOf({ title, pages }: Contents[number], language: ManualLanguage, current: string): string {
  const items = pages.map(each => {
    const mark = each.name === current ? ' aria-current="page"' : ''
    return `<li><a href="${pathOf(language, each.name)}"${mark}>${escapeHtml(each.title)}</a></li>`
  })
  return `<h2>${escapeHtml(title)}</h2><ul>${items.join('')}</ul>`
}

/** Links to the pages before and after this one. */
function turn(contents: Contents, language: ManualLanguage, current: string): string {
  const pages = contents.flatMap(group => group.pages)
  const at = pages.findIndex(page => page.name === current)
  const link = (index: number, relation: 'prev' | 'next') => {
    const page = pages[index]
    if (!page) return '<span></span>'
    const title = relation === 'prev' ? `← ${page.title}` : `${page.title} →`
    return `<a rel="${relation}" href="${pathOf(language, page.name)}">${escapeHtml(title)}</a>`
  }
  const links = `${link(at - 1, 'prev')}${link(at + 1, 'next')}`
  return `<nav class="turn" aria-label="${WORDS[language].turn}">${links}</nav>`
}
