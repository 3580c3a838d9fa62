// A page of the manual from Markdown to HTML. The text is the project's own; HTML in it is shown as text all the same.

import { Marked, type Token, type Tokens } from 'marked'
import { highlight } from './highlight.ts'
import { escapeHtml } from './html.ts'
import { type ManualLanguage, pathOf } from './paths.ts'

export interface RenderedPage {
  title: string
  html: string
  sections: Section[]
}

/** What the search finds: a heading with what stands below it. */
export interface Section {
  path: string
  page: string
  heading: string
  text: string
}

interface PageName {
  name: string
  language: ManualLanguage
}

export function renderPage(source: string, page: PageName): RenderedPage {
  const slugs = new Slugs()
  const marked = new Marked({
    renderer: {
      heading(token) {
        const slug = slugs.next(token.text)
        const text = this.parser.parseInline(token.tokens)
        const link = `<a class="anchor" href="#${slug}" aria-label="# ${escapeHtml(token.text)}">#</a>`
        return `<h${token.depth} id="${slug}">${text}${token.depth > 1 ? link : ''}</h${token.depth}>\n`
      },
      code: ({ text, lang = '' }) => `<pre tabindex="0"><code>${highlight(text, lang)}</code></pre>\n`,
      html: ({ text }) => (text.trim().startsWith('<!--') ? '' : escapeHtml(text)),
      link({ href, tokens }) {
        return `<a href="${escapeHtml(hrefOf(href, page.language))}">${this.parser.parseInline(tokens)}</a>`
      },
      table(token) {
        const head = token.header.map(cell => `<th>${this.parser.parseInline(cell.tokens)}</th>`)
        const rows = token.rows.map(row =>
          row.map(cell => `<td>${this.parser.parseInline(cell.tokens)}</td>`),
        )
        const body = rows.map(cells => `<tr>${cells.join('')}</tr>`).join('\n')
        const hasHead = token.header.some(cell => cell.text !== '')
        const top = hasHead ? `<thead><tr>${head.join('')}</tr></thead>` : ''
        return `<div class="table" tabindex="0"><table>${top}<tbody>\n${body}\n</tbody></table></div>\n`
      },
    },
  })
  const tokens = marked.lexer(source)
  const html = marked.parser(tokens)
  const sections = sectionsOf(tokens, page)
  return { title: sections[0]?.page ?? page.name, html, sections }
}

/** Anchors as GitHub makes them. */
class Slugs {
  readonly #seen = new Map<string, number>()

  next(heading: string): string {
    const slug = slugOf(heading)
    const count = this.#seen.get(slug) ?? 0
    this.#seen.set(slug, count + 1)
    return count === 0 ? slug : `${slug}-${count}`
  }
}

export const slugOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-')

/** `rooms.md#order`, `../zh/rooms.md`: to where the page is served. */
function hrefOf(href: string, language: ManualLanguage): string {
  const [, other, name, anchor = ''] = /^(?:\.\.\/(en|zh)\/)?([\w-]+)\.md(#.*)?$/.exec(href) ?? []
  return name ? pathOf((other as ManualLanguage) ?? language, name) + anchor : href
}

function sectionsOf(tokens: readonly Token[], { name, language }: PageName): Section[] {
  const slugs = new Slugs()
  const sections: Section[] = []
  for (const token of tokens) {
    if (token.type !== 'heading') {
      if (sections.length > 0) sections.at(-1)!.text += ` ${plain(token.raw)}`
      continue
    }
    const { text, depth } = token as Tokens.Heading
    const slug = slugs.next(text)
    const path = pathOf(language, name) + (depth === 1 ? '' : `#${slug}`)
    sections.push({ path, page: sections[0]?.page ?? plain(text), heading: plain(text), text: '' })
  }
  return sections
}

/** Markdown without its marks, in one line. */
const plain = (markdown: string): string =>
  markdown
    .replace(/<!--.*?-->|^```\w*$|^\|[-|]+\|$/gms, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[`*|]|^#+ |\\(?=[|*])/gm, ' ')
    .replace(/\s+/g, ' ')
    .trim()
