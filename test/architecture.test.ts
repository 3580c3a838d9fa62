import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')

/** design.md, section 2: module -> what it may import at run time besides itself. */
const ALLOWED: Record<string, readonly string[]> = {
  lib: [],
  protocol: [],
  core: ['lib'],
  store: ['core', 'lib'],
  table: ['core', 'lib'],
  gate: ['core', 'protocol', 'lib'],
  role: ['core', 'store', 'table', 'protocol', 'lib'],
  board: ['core', 'store', 'table', 'protocol', 'lib'],
  room: ['core', 'store', 'table', 'protocol', 'lib'],
  agent: ['core', 'role', 'protocol', 'lib'],
  watchdog: ['core', 'store', 'lib'],
  ops: ['core', 'protocol', 'lib'],
  kit: ['core', 'role', 'room', 'board', 'table', 'agent', 'protocol', 'lib'],
  game: ['kit', 'protocol'],
  web: ['protocol'],
  etc: ['config'],
  config: ['core', 'lib'],
  main: ['*'],
}

/** The files that know every other: the composition roots and the command-line tools beside them. */
const ROOTS = /^server\/(main|server|worker|warnings|[a-z-]+-cli)\.ts$/

function moduleOf(file: string): string {
  const [top, second] = file.split('/')
  if (ROOTS.test(file)) return 'main'
  if (/^server\/(load-)?config\.ts$/.test(file)) return 'config'
  return top === 'server' ? second! : top!
}

interface Edge {
  from: string
  to: string
  typeOnly: boolean
}

function sources(dir: string): string[] {
  return readdirSync(join(root, dir), { recursive: true, encoding: 'utf8' })
    .filter(name => /\.tsx?$/.test(name))
    .map(name => join(dir, name))
}

const isTypeOnly = (node: ts.ImportDeclaration | ts.ExportDeclaration): boolean =>
  ts.isImportDeclaration(node)
    ? node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword
    : node.isTypeOnly

function edgesOf(file: string): Edge[] {
  const tree = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest)
  const edges: Edge[] = []
  const add = (specifier: ts.Expression | undefined, typeOnly: boolean) => {
    if (!specifier || !ts.isStringLiteral(specifier) || !specifier.text.startsWith('.')) return
    edges.push({ from: file, to: relative(root, resolve(root, dirname(file), specifier.text)), typeOnly })
  }
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node))
      add(node.moduleSpecifier, isTypeOnly(node))
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0], false)
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return edges
}

const edges = ['server', 'protocol', 'web', 'etc'].flatMap(sources).flatMap(edgesOf)
const runtime = edges.filter(edge => !edge.typeOnly)

/** Strongly connected files (Tarjan), those of more than one file. */
function cycles(): string[][] {
  const next = new Map<string, string[]>()
  for (const { from, to } of runtime) next.set(from, [...(next.get(from) ?? []), to])
  const index = new Map<string, number>()
  const low = new Map<string, number>()
  const stack: string[] = []
  const found: string[][] = []
  const visit = (file: string): void => {
    index.set(file, index.size)
    low.set(file, index.get(file)!)
    stack.push(file)
    for (const to of next.get(file) ?? []) {
      if (!index.has(to)) visit(to)
      if (stack.includes(to)) low.set(file, Math.min(low.get(file)!, low.get(to)!))
    }
    if (low.get(file) !== index.get(file)) return
    const group = stack.splice(stack.indexOf(file))
    if (group.length > 1) found.push(group)
  }
  for (const file of next.keys()) if (!index.has(file)) visit(file)
  return found
}

describe('the house', () => {
  test('no module imports one that it may not', () => {
    const wrong = runtime.filter(({ from, to }) => {
      const [a, b] = [moduleOf(from), moduleOf(to)]
      if (a === b || to === 'protocol/errors.ts') return false
      const allowed = ALLOWED[a]
      return !allowed?.includes('*') && !allowed?.includes(b)
    })
    expect(wrong.map(({ from, to }) => `${from} -> ${to}`)).toEqual([])
  })

  test('only the composition roots name the game, and only by the config key', () => {
    const naming = edges.filter(
      ({ from, to }) => to.startsWith('server/game/') && !from.startsWith('server/game/'),
    )
    expect(naming.filter(({ from }) => moduleOf(from) !== 'main')).toEqual([])
  })

  test('a game imports the kit by its one public edge, and of the rest only its messages', () => {
    const inner = edges.filter(
      ({ from, to }) =>
        from.startsWith('server/game/') && !/^(server\/(game\/|kit\/index\.ts)|protocol\/)/.test(to),
    )
    expect(inner).toEqual([])
  })

  test('files do not import each other in a circle', () => {
    expect(cycles()).toEqual([])
  })

  test('the codec imports nothing outside its folder', () => {
    const outside = runtime.filter(
      e => e.from.startsWith('protocol/sproto/') && !e.to.startsWith('protocol/sproto/'),
    )
    expect(outside).toEqual([])
  })

  test('the time of day is read in one place', () => {
    // The demo tells it to clients; table/replace/orders.ts waits for an answer by it.
    const readers = sources('server')
      .filter(file => !/^server\/(game\/.*|lib\/clock|table\/orders|role\/unsaved-file)(\.ts)?$/.test(file))
      .filter(file => /\bDate\.now\(|new Date\(\)/.test(readFileSync(join(root, file), 'utf8')))
    expect(readers).toEqual([])
  })

  test('the environment is read in the configuration only', () => {
    const readers = sources('server')
      .filter(file => file !== 'server/config.ts' && file !== 'server/gate/transport/upgrade-limit.ts')
      .filter(file => readFileSync(join(root, file), 'utf8').includes('process.env'))
    expect(readers).toEqual([])
  })
})
