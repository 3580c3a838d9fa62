// The manual is true, as far as reading tells: links and paths lead somewhere, snippets compile, what is generated is
// fresh, and both languages say the same. That its commands run is shown by test/fault/process/manual-commands.test.ts.

import { cpSync, existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { freshPages } from '../docs/generate/pages.ts'
import { generate } from '../protocol/generate.ts'
import { KIT_ERRORS } from '../protocol/kit-errors.ts'
import { slugOf } from '../server/ops/manual/render.ts'
import {
  applyDiff,
  type Block,
  chinese,
  commandsOf,
  english,
  fileOf,
  type Page,
  proseOf,
  ROOT,
  schemaOf,
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

  test('compile, in a project that has the messages and fields which the manual adds', () => {
    const virtual = new Map([...changedFiles(), ...generatedFiles()])
    const roots = snippets.map((block, i) => {
      const path = join(ROOT, dirname(fileOf(block)), `manual-snippet-${i}.ts`)
      virtual.set(path, block.text)
      return path
    })
    // A snippet that another imports stands for the file it names.
    for (const block of snippets) {
      const path = join(ROOT, fileOf(block))
      if (!existsSync(path)) virtual.set(path, block.text)
    }
    expect(problemsOf(roots, virtual)).toEqual([])
  }, 240_000)

  test('changes that are shown as a diff fit the files', () => {
    for (const page of english) for (const [file, text] of changesOf(page)) expect(text, file).not.toBe('')
  })
})

/** File -> its text after the changes that a page shows. */
function changesOf(page: Page): Map<string, string> {
  const files = new Map<string, string>()
  for (const block of page.blocks.filter(({ language }) => language === 'diff')) {
    const path = join(ROOT, fileOf(block))
    files.set(path, applyDiff(files.get(path) ?? readFileSync(path, 'utf8'), block))
  }
  return files
}

const changedFiles = (): Map<string, string> =>
  changesOf(english.find(({ file }) => file === 'docs/en/tutorial.md')!)

/** protocol/generated/ with the messages that pages add. */
function generatedFiles(): Map<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-manual-'))
  try {
    cpSync(join(ROOT, 'protocol'), folder, { recursive: true, filter: path => !/\.ts$/.test(path) })
    for (const block of english.flatMap(({ blocks }) => blocks)) {
      if (block.language !== 'sproto') continue
      const file = join(folder, fileOf(block).replace('protocol/', ''))
      writeFileSync(file, `${readFileSync(file, 'utf8')}\n${schemaOf(block)}`)
    }
    return new Map(
      [...generate(folder)].map(([name, text]) => [join(ROOT, 'protocol/generated', name), text]),
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function problemsOf(roots: readonly string[], virtual: ReadonlyMap<string, string>): string[] {
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile)
  const parsed = ts.parseJsonConfigFileContent(config, ts.sys, ROOT).options
  const { tsBuildInfoFile: _, ...options } = parsed
  const host = ts.createCompilerHost(options)
  const { readFile, fileExists } = host
  host.readFile = file => virtual.get(file) ?? readFile(file)
  host.fileExists = file => virtual.has(file) || fileExists(file)
  const program = ts.createProgram(roots, { ...options, incremental: false, noUnusedLocals: false }, host)
  const problems = roots.flatMap(file => {
    const source = program.getSourceFile(file)
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]
  })
  return problems.map(({ file, messageText }) => {
    const name = virtual.get(file?.fileName ?? '')?.split('\n')[0]
    return `${name}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`
  })
}
