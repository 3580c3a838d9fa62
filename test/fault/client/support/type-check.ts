// What the compiler says of a program beside the client, in a project for ES2018 that has no page and no Node.

import { join } from 'node:path'
import ts from 'typescript'

type Resolution = 'bundler' | 'node' | 'nodenext'

const BY_RESOLUTION: Record<Resolution, ts.CompilerOptions> = {
  bundler: { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler },
  node: {
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Node10,
    ignoreDeprecations: '6.0',
  },
  nodenext: { module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext },
}

/** Of each text, which stands in `folder` as a module of its own. */
export function problemsOf(folder: string, texts: readonly string[], resolution: Resolution): string[][] {
  const options: ts.CompilerOptions = {
    lib: ['lib.es2018.d.ts'],
    target: ts.ScriptTarget.ES2018,
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    noEmit: true,
    ...BY_RESOLUTION[resolution],
  }
  const files = new Map(texts.map((text, i) => [join(folder, `program-${i}.mts`), text]))
  const host = ts.createCompilerHost(options)
  const { readFile, fileExists } = host
  host.readFile = path => files.get(path) ?? readFile(path)
  host.fileExists = path => files.has(path) || fileExists(path)
  const program = ts.createProgram([...files.keys()], options, host)
  const problems = ts.getPreEmitDiagnostics(program)
  const elsewhere = problems.filter(({ file }) => !files.has(file?.fileName ?? ''))
  if (elsewhere.length > 0) throw new Error(elsewhere.map(messageOf).join('\n'))
  return [...files.keys()].map(path => problems.filter(({ file }) => file?.fileName === path).map(messageOf))
}

const messageOf = ({ messageText }: ts.Diagnostic): string =>
  ts.flattenDiagnosticMessageText(messageText, '\n')
