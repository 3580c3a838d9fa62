// The client and its codec use no library later than ES2018, and nothing of a platform without asking whether it is there:
// the compiler is given that library and no other.

import { resolve } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'

const ENTRY = resolve(import.meta.dirname, '../../../protocol/client/index.ts')
const PLATFORM = resolve(import.meta.dirname, 'platform.d.ts')

/** Timers are everywhere; the rest has to be asked for with typeof. bigints are for stock sproto, never in the client. */
const MAYBE = `
declare function setTimeout(act: () => void, ms?: number): number
declare function clearTimeout(timer: number | undefined): void
declare const setImmediate: undefined | ((act: () => void) => unknown)
declare const performance: undefined | { now(): number }
declare const Buffer: undefined | { prototype: object }
declare const WebSocket: undefined | (new (url: string) => import('../../../protocol/client/index.ts').SocketLike)
declare const TextDecoder: undefined | (new (label: string, options: object) => { decode(bytes: Uint8Array): string })
declare const BigInt: { (value: number): bigint; asIntN(bits: number, value: bigint): bigint }
`

test('the client compiles with the library of ES2018 and nothing of a platform', () => {
  const options: ts.CompilerOptions = {
    lib: ['lib.es2018.d.ts'],
    types: [],
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    allowImportingTsExtensions: true,
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
  }
  const host = ts.createCompilerHost(options)
  const { readFile, fileExists } = host
  host.readFile = file => (file === PLATFORM ? MAYBE : readFile(file))
  host.fileExists = file => file === PLATFORM || fileExists(file)
  const program = ts.createProgram([ENTRY, PLATFORM], options, host)
  const problems = ts
    .getPreEmitDiagnostics(program)
    .map(
      ({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`,
    )
  expect(problems).toEqual([])
  expect(program.getSourceFiles().length).toBeGreaterThan(30)
}, 180_000)
