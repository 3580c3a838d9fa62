import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')

/** Beside the folders of server/: the files that everything else of it is put together in. They may import anything. */
const ROOTS = /^server\/((main|server|login-server|serve|worker)\.ts|cli\/)/

/** The folder of server/ that a file is in, or the top one. */
function folderOf(file: string): string {
  const [top, second] = file.split('/')
  if (ROOTS.test(file)) return 'root'
  if (file === 'server/config.ts') return 'config'
  return top === 'server' ? second! : top!
}

/** What may import what: the table of ARCHITECTURE.md. */
function tableOfImports(): Map<string, string[]> {
  const rows = page('ARCHITECTURE.md').matchAll(/^\| (?!folder)(?:server\/)?(\w+) \| [^|]+ \| ([\w, ]*)\|/gm)
  return new Map(
    [...rows].map(([, name, imports]) => [
      name!,
      imports!
        .split(',')
        .map(each => each.trim())
        .filter(Boolean),
    ]),
  )
}

const page = (name: string): string => readFileSync(join(root, name), 'utf8')

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

/** `import type …`, or one of only `{ type … }`: nothing is left of it at run time. */
function isTypeOnly(node: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(node)) return node.isTypeOnly
  const clause = node.importClause
  if (!clause || clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return clause !== undefined
  const names = clause.namedBindings
  if (clause.name || !names || !ts.isNamedImports(names)) return false
  return names.elements.every(each => each.isTypeOnly)
}

function edgesOf(file: string): Edge[] {
  const text = readFileSync(join(root, file), 'utf8')
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest)
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
    if (node === tree || text.includes('import(')) ts.forEachChild(node, visit)
  }
  visit(tree)
  return edges
}

/** Files whose types know each other; in a game its kit knows the rooms, whose classes extend the kit's. */
const CIRCLES = [
  // A form holds forms.
  [
    'web/play/message/array-input.tsx',
    'web/play/message/map-input.tsx',
    'web/play/message/scalar-input.tsx',
    'web/play/message/struct-form.tsx',
  ],
]

const edges = ['server', 'protocol', 'web', 'etc'].flatMap(sources).flatMap(edgesOf)
const runtime = edges.filter(edge => !edge.typeOnly)

/** Strongly connected files (Tarjan), those of more than one file. */
function cycles(of: readonly Edge[]): string[][] {
  const next = new Map<string, string[]>()
  for (const { from, to } of of) next.set(from, [...(next.get(from) ?? []), to])
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
  test('every folder imports exactly what ARCHITECTURE.md says, types included', () => {
    const found = new Map<string, Set<string>>()
    for (const { from, to } of edges) {
      const [a, b] = [folderOf(from), folderOf(to)]
      if (a === 'root' || a === 'config' || a === b) continue
      found.set(a, (found.get(a) ?? new Set()).add(b))
    }
    const wanted = tableOfImports()
    // What the demo imports, another game need not.
    for (const to of wanted.get('game') ?? []) found.get('game')?.add(to)
    const folders = [...new Set([...found.keys(), ...wanted.keys()])].sort()
    const asRows = (imports: ReadonlyMap<string, Iterable<string>>) =>
      folders.map(folder => `${folder}: ${[...(imports.get(folder) ?? [])].sort().join(', ')}`)
    expect(asRows(found)).toEqual(asRows(wanted))
  })

  test('nothing imports the roots, and only they name the assemblies of the folders and the game', () => {
    const wrong = edges.filter(
      ({ from, to }) =>
        folderOf(from) !== 'root' &&
        (folderOf(to) === 'root' || (to.startsWith('server/game/') && folderOf(from) !== 'game')),
    )
    expect(wrong).toEqual([])
    const assembled = runtime.filter(
      ({ from, to }) => /\/on-(main|thread)\.ts$/.test(to) && folderOf(from) !== 'root',
    )
    expect(assembled).toEqual([])
  })

  test('the lists of what a server is made of can be read in a minute', () => {
    for (const file of ['server/server.ts', 'server/login-server.ts', 'server/serve.ts', 'server/worker.ts'])
      expect(page(file).trimEnd().split('\n').length, file).toBeLessThanOrEqual(80)
  })

  test('what is read before an old Node is told that it is old names nothing that it lacks', () => {
    const early = ['node-check', 'compile-cache', 'core/code/stripped', 'start', 'run'].map(name =>
      page(`server/${name}.js`),
    )
    expect(early.filter(text => /import \{[^}]*\} from 'node:module'/.test(text))).toEqual([])
  })

  test('no folder has more than 15 files at one level', () => {
    const counts = new Map<string, number>()
    for (const file of ['server', 'protocol', 'web'].flatMap(sources)) {
      const folder = dirname(file)
      counts.set(folder, (counts.get(folder) ?? 0) + 1)
    }
    expect([...counts].filter(([, count]) => count > 15)).toEqual([])
  })

  test('settings of the kit are declared with zod and the kinds of settings, and nothing else', () => {
    const declared = edges.filter(({ from }) => /^server\/(?!game\/)\w+\/settings\.ts$/.test(from))
    expect(declared.length).toBeGreaterThan(5)
    expect(declared.filter(({ to }) => !to.startsWith('server/lib/'))).toEqual([])
  })

  test('every path that ARCHITECTURE.md names exists', () => {
    const named = page('ARCHITECTURE.md').matchAll(/\b(?:server|protocol|test|web|etc)(?:\/[\w.-]+)+\/?/g)
    const missing = [...named]
      .map(([path]) => path.replace(/\.$/, ''))
      .filter(path => !existsSync(join(root, path)))
    expect(missing).toEqual([])
  })

  test('a game imports the kit by its one public edge, and of the rest only its messages', () => {
    const inner = edges.filter(
      ({ from, to }) =>
        from.startsWith('server/game/') && !/^(server\/(game\/|kit\/index\.ts)|protocol\/)/.test(to),
    )
    expect(inner).toEqual([])
  })

  test('rooms and services of a game have no #private members: those that live could not go over to new code', () => {
    const closed = sources('server/game').filter(file =>
      /^\s+(static |readonly |async |get |set )*#\w/m.test(page(file)),
    )
    expect(closed).toEqual([])
  })

  test('files do not import each other in a circle', () => {
    expect(cycles(runtime)).toEqual([])
  })

  test('types circle only where one file has been cut in two', () => {
    const inGame = (file: string) => file.startsWith('server/game/')
    const circles = cycles(edges).filter(group => !group.every(inGame))
    expect(circles.map(group => group.sort())).toEqual(CIRCLES)
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
      .filter(
        file =>
          !/^server\/(game\/.*|lib\/clock|table\/replace\/orders|document\/save\/unsaved-file)(\.ts)?$/.test(
            file,
          ),
      )
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
