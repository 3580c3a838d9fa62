// The types of the client as one file, for any TypeScript since 4.9: what its public face shows and the types of the game's
// messages, rolled up by rollup. What is exported as a value there is what the script exports, and no more.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve, sep } from 'node:path'
import { rollup } from 'rollup'
import { dts } from 'rollup-plugin-dts'
import ts from 'typescript'

const MESSAGES = 'protocol/generated/index.ts'

/** The text of the declarations, without a banner. `face`: what the script is made from. */
export async function bundleTypes(root: string, face: string): Promise<string> {
  const [ours, messages] = exportsOf([join(root, face), join(root, MESSAGES)])
  const folder = mkdtempSync(join(tmpdir(), 'client-types-'))
  try {
    const entry = join(folder, 'client.ts')
    writeFileSync(entry, entryText(ours!, messages!))
    return withValues(await rolledUp(root, entry), valuesOf(ours!))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The same for a script beside it: what does not stand in the folder of `face`, its types take from `client.d.ts`. */
export async function bundleTypesBeside(root: string, face: string): Promise<string> {
  const [ours] = exportsOf([join(root, face)])
  const own = join(root, dirname(face)) + sep
  return withValues(await rolledUp(root, join(root, face), own), valuesOf(ours!))
}

/** `own`: the folder whose files it takes up, where that is not all. */
async function rolledUp(root: string, entry: string, own = ''): Promise<string> {
  const tsconfig = join(root, 'tsconfig.json')
  const plugin = dts({ tsconfig, compilerOptions: { incremental: false, types: [] } })
  const isClient = (id: string, from?: string) =>
    from !== undefined && !resolve(dirname(from), id).startsWith(own)
  const bundle = await rollup({ input: entry, plugins: [plugin], external: isClient })
  try {
    const { output } = await bundle.generate({ format: 'es', paths: () => './client.js' })
    return output[0].code
  } finally {
    await bundle.close()
  }
}

const valuesOf = (exported: readonly Exported[]): string[] =>
  exported.filter(({ isType }) => !isType).map(({ name }) => name)

/** A name of the client hides a message type of the same name. */
function entryText(ours: readonly Exported[], messages: readonly Exported[]): string {
  const taken = new Set(ours.map(({ name }) => name))
  const types = messages.filter(({ name, isType }) => isType && !taken.has(name))
  return `export * from ${JSON.stringify(ours[0]!.file)}
export type { ${types.map(({ name }) => name).join(', ')} } from ${JSON.stringify(messages[0]!.file)}
`
}

interface Exported {
  file: string
  name: string
  /** Nothing of it is there at run time. */
  isType: boolean
}

/** What each file exports. */
function exportsOf(files: readonly string[]): Exported[][] {
  const program = ts.createProgram(files, {
    allowImportingTsExtensions: true,
    module: ts.ModuleKind.NodeNext,
    noEmit: true,
    types: [],
  })
  const checker = program.getTypeChecker()
  return files.map(file => {
    const module = checker.getSymbolAtLocation(program.getSourceFile(file)!)!
    const symbols = checker.getExportsOfModule(module)
    return symbols.map(symbol => ({ file, name: symbol.name, isType: isType(symbol, checker) }))
  })
}

function isType(symbol: ts.Symbol, checker: ts.TypeChecker): boolean {
  if (symbol.declarations?.some(each => ts.isExportSpecifier(each) && each.isTypeOnly)) return true
  const { flags } = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
  return (flags & ts.SymbolFlags.Value) === 0
}

/** rollup makes no difference between a class that is exported and one whose type is. */
function withValues(text: string, values: readonly string[]): string {
  const [, names = ''] = /^export \{ (.*) \};$/m.exec(text) ?? []
  const [, types = ''] = /^export type \{ (.*) \};$/m.exec(text) ?? []
  const all = [...names.split(', '), ...types.split(', ')].filter(name => name !== '').sort()
  const isValue = (name: string) => values.includes(name.replace(/^.* as /, ''))
  const body = text.replace(/^export (type )?\{ .* \};\n?/gm, '').trimEnd()
  const listed = (those: string[]) => those.join(', ')
  return `${body}

export { ${listed(all.filter(isValue))} };
export type { ${listed(all.filter(name => !isValue(name)))} };
`
}
