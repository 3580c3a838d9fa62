// The manual is true, as far as reading tells: links and paths lead somewhere, what is generated is fresh, and both languages
// say the same. That its snippets compile is shown by test/fault/types/snippets.test.ts, and that its commands run by
// test/fault/process/manual-commands.test.ts and manual-followed.test.ts.

import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { freshPages } from '../docs/generate/pages.ts'
import { KIT_ERRORS } from '../protocol/kit-errors.ts'
import { WAYS } from '../server/kit/live-game.ts'
import { slugOf } from '../server/ops/manual/render.ts'
import {
  type Block,
  changesOf,
  chinese,
  commandsOf,
  english,
  fileOf,
  type Page,
  proseOf,
  ROOT,
} from './support/manual.ts'

const all = [...english, ...chinese]
const pairs = english.map((page, i) => [page.file, page, chinese[i]!] as const)

describe('both languages', () => {
  test('have the same pages', () => {
    const names = (pages: readonly Page[]) => pages.map(({ file }) => file.replace(/\/(en|zh)\/|\.zh/, ''))
    expect(names(chinese)).toEqual(names(english))
  })

  test.each(pairs)('have the same headings, tables and code: %s', (_, ours, theirs) => {
    expect(levelsOf(theirs)).toEqual(levelsOf(ours))
    expect(shapesOf(theirs)).toEqual(shapesOf(ours))
    expect(theirs.blocks.map(withoutComments)).toEqual(ours.blocks.map(withoutComments))
  })
})

const levelsOf = (page: Page): number[] =>
  [...proseOf(page).matchAll(/^(#+) /gm)].map(([, signs]) => signs!.length)

/** Of each table the number of its columns, row by row. */
const shapesOf = (page: Page): number[][] =>
  [...proseOf(page).matchAll(/(?:^\|.*\|\n)+/gm)].map(([rows]) =>
    rows
      .trim()
      .split('\n')
      .map(row => row.split(/(?<!\\)\|/).length - 2),
  )

function withoutComments({ language, text }: Block): string {
  if (!['ts', 'sh', 'sproto', 'diff'].includes(language)) return text
  return text.replace(/\s*(\/\/|#) .*$|(?<=#[!?]) .*$/gm, '').replace(/\/\*\*.*?\*\//g, '')
}

test.each(['README.md', 'README.zh.md'])('%s can be read at once', name => {
  const { text } = all.find(({ file }) => file === name)!
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(8192)
})

test('what is generated into the pages is fresh; `npm run docs` brings it up to date', () => {
  const stale = [...freshPages()].filter(([, { before, text }]) => before !== text).map(([file]) => file)
  expect(stale).toEqual([])
})

test.each(all.map(page => [page.file, page] as const))('links of %s lead somewhere', (_, page) => {
  const links = [...proseOf(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, to]) => to!)
  expect(links.filter(to => !to.startsWith('https://') && !leads(page, to))).toEqual([])
})

function leads(from: Page, to: string): boolean {
  const [path = '', anchor] = to.split('#')
  const file = path === '' ? from.file : join(dirname(from.file), path)
  if (anchor === undefined) return existsSync(join(ROOT, file))
  const page = all.find(each => each.file === file)
  const headings = page ? [...proseOf(page).matchAll(/^#+ (.+)$/gm)] : []
  return headings.some(([, title]) => slugOf(title!) === decodeURIComponent(anchor))
}

test.each(all.map(page => [page.file, page] as const))('files that %s names are there', (_, page) => {
  const named = proseOf(page).matchAll(/(?<![\w./-])(?:server|protocol|web|etc|data|test|docs)\/[\w./*-]*/g)
  const paths = [...named].map(([path]) => path.replace(/\.$/, ''))
  const isThere = (path: string) => path.endsWith('.local.ts') || globSync(path, { cwd: ROOT }).length > 0
  expect(paths.filter(path => !isThere(path))).toEqual([])
})

test.each([english, chinese])('every page is in the index of its language', (...pages) => {
  const index = pages.find(({ file }) => file.endsWith('/index.md'))!
  const names = pages.map(({ file }) => file.split('/').at(-1)!).filter(name => !/^(README|index)/.test(name))
  expect(names.filter(name => !new RegExp(`^- \\[.+\\]\\(${name}\\)`, 'm').test(index.text))).toEqual([])
})

test('every script of package.json is in the manual, and every suite that a command names is there', () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>
  }
  const text = english.map(page => page.text).join('\n')
  expect(Object.keys(scripts).filter(name => !new RegExp(`npm (run )?${name}\\b`).test(text))).toEqual([])
  const suites = [...text.matchAll(/npm run (bench|fault) -- ([a-z]+)/g)]
  const missing = suites.filter(([, kind, name]) => !existsSync(join(ROOT, `test/${kind}/${name}.ts`)))
  expect(missing.map(([command]) => command).filter(command => !command.endsWith(' all'))).toEqual([])
})

test('every code of the kit is used', () => {
  const sources = globSync(['server/**/*.ts', 'protocol/client/**/*.ts'], { cwd: ROOT })
    .map(file => readFileSync(join(ROOT, file), 'utf8'))
    .join('\n')
  expect(Object.keys(KIT_ERRORS).filter(code => !sources.includes(`'${code}'`))).toEqual([])
})

describe('the snippets', () => {
  const snippets = english.flatMap(({ blocks }) => blocks.filter(({ language }) => language === 'ts'))

  test('say which file they belong to', () => {
    expect(snippets.filter(block => fileOf(block) === '')).toEqual([])
    expect(english.flatMap(commandsOf).length).toBeGreaterThan(20)
  })

  test('changes that are shown as a diff fit the files', () => {
    for (const page of english) for (const [file, text] of changesOf(page)) expect(text, file).not.toBe('')
  })
})

test.each(['en', 'zh'])(
  'docs/%s/code.md says of every part of a game whether it can be replaced',
  language => {
    const page = all.find(({ file }) => file === `docs/${language}/code.md`)!
    const rows = [...proseOf(page).matchAll(/^\| (.*?) \| (.*?) \|.*\|$/gm)]
    const named = (found: typeof rows) =>
      new Set(found.flatMap(([, what = '']) => [...what.matchAll(/`(\w+)`/g)].map(([, name]) => name!)))
    const [anywhere, refused] = [
      named(rows),
      named(rows.filter(([, , how = '']) => /^refused|^拒绝/.test(how))),
    ]
    expect(Object.keys(WAYS).filter(name => !anywhere.has(name))).toEqual([])
    const fixed = Object.entries(WAYS).filter(([, way]) => way === 'fixed')
    expect(fixed.map(([name]) => name).filter(name => !refused.has(name))).toEqual([])
  },
)
