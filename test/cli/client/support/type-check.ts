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

/** `text` stands in `folder`, as program.mts. */
export function problemsOf(folder: string, text: string, resolution: Resolution): string[] {
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
  const file = join(folder, 'program.mts')
  const host = ts.createCompilerHost(options)
  const { readFile, fileExists } = host
  host.readFile = path => (path === file ? text : readFile(path))
  host.fileExists = path => path === file || fileExists(path)
  const program = ts.createProgram([file], options, host)
  return ts
    .getPreEmitDiagnostics(program)
    .map(
      ({ file: at, messageText }) => `${at?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`,
    )
}
