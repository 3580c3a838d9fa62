// What the compiler says under the rules of the project, with files in it that are on no disk.

import { join } from 'node:path'
import ts from 'typescript'
import { ROOT } from '../../../support/manual.ts'

/** Of each of the `roots`: its first line, the one that is wrong, and why. `virtual`: path -> text. */
export function problemsOf(
  roots: readonly string[],
  virtual: ReadonlyMap<string, string>,
  more: ts.CompilerOptions = {},
): string[] {
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile)
  const parsed = ts.parseJsonConfigFileContent(config, ts.sys, ROOT).options
  const { tsBuildInfoFile: _, ...options } = parsed
  const host = ts.createCompilerHost(options)
  const { readFile, fileExists } = host
  host.readFile = file => virtual.get(file) ?? readFile(file)
  host.fileExists = file => virtual.has(file) || fileExists(file)
  const program = ts.createProgram(roots, { ...options, ...more, incremental: false }, host)
  return roots.flatMap(file => {
    const source = program.getSourceFile(file)
    return ts.getPreEmitDiagnostics(program, source).map(problem => textOf(problem, virtual.get(file)!))
  })
}

function textOf({ start = 0, messageText }: ts.Diagnostic, text: string): string {
  const lines = text.split('\n')
  const wrong = lines[text.slice(0, start).split('\n').length - 1]
  return [lines[0], wrong, ts.flattenDiagnosticMessageText(messageText, '\n')].join('\n')
}
