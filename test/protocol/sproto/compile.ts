// Generates code for a schema and imports it, as a project does with its own; for the suites that run both ways.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { moduleOf } from '../../../protocol/sproto/generator/module.ts'
import {
  Codec,
  type CodecOf,
  JsonText,
  parseSchema,
  type Schema,
  type Shape,
  type TypeCodec,
  Writer,
} from '../../../protocol/sproto/index.ts'
import { interpretedCodecs } from '../../../protocol/sproto/rpc/protocol.ts'

const RUNTIME = join(import.meta.dirname, '../../../protocol/sproto')

/** The codecs of one schema by both ways, for `describe.each`. */
export async function bothWays(
  text: string,
  isWide = true,
): Promise<[string, (type: string) => TypeCodec][]> {
  const schema = parseSchema(text)
  const [generated] = await compile([schema], isWide)
  const ways: [string, CodecOf][] = [
    ['the interpreter', interpretedCodecs(isWide)],
    ['generated code', generated!],
  ]
  return ways.map(([name, codecOf]) => [name, type => codecOf(schema.types.get(type)!)])
}

/** The generated codecs of each schema. */
export async function compile(schemas: readonly (Schema | string)[], isWide = true): Promise<CodecOf[]> {
  const folder = mkdtempSync(join(tmpdir(), 'sproto-'))
  try {
    return await Promise.all(
      schemas.map((schema, i) => compileOne(join(folder, String(i)), toSchema(schema), isWide)),
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const toSchema = (schema: Schema | string): Schema =>
  typeof schema === 'string' ? parseSchema(schema) : schema

async function compileOne(path: string, schema: Schema, isWide: boolean): Promise<CodecOf> {
  writeFileSync(`${path}.ts`, moduleOf(schema, '', { isWide, runtime: RUNTIME, isRequest: () => true }))
  const { shapes } = (await import(pathToFileURL(`${path}.ts`).href)) as { shapes: Record<string, Shape> }
  const codecs = new Map(
    [...schema.types].map(([name, type]) => [name, new Codec(name, shapes[name]!, () => type, isWide)]),
  )
  return type => codecs.get(type.name)!
}

/** The bytes of `value`, unpacked; from a writer so small that it has to grow. */
export function encode(codec: TypeCodec, value: unknown): Uint8Array {
  const out = new Writer(8)
  codec.encode(value, out)
  return out.cut()
}

/** The JSON text of `value`. */
export const textOf = (codec: TypeCodec, value: unknown): string => new JsonText().of(codec, value)

export const decode = (codec: TypeCodec, bytes: Uint8Array): unknown => codec.decode(bytes, 0, bytes.length)
