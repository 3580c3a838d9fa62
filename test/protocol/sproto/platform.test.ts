import { join } from 'node:path'
import { createContext, runInContext } from 'node:vm'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { describe, expect, test } from 'vitest'
import type * as Codec from '../../../protocol/sproto/index.ts'
import { cases, hexOf, toValue } from './vectors.ts'

const ROOT = join(import.meta.dirname, '../../..')

async function bundle(entry: string): Promise<string> {
  const result = await build({
    entryPoints: [join(ROOT, entry)],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    globalName: 'codec',
    platform: 'browser',
    target: 'es2022',
  })
  return result.outputFiles[0]!.text
}

/** The codec in a world that has nothing but the language, and no eval in it. */
async function inBareWorld(): Promise<typeof Codec> {
  const world = createContext({}, { codeGeneration: { strings: false, wasm: false } })
  expect(() => runInContext('new Function("return 1")', world)).toThrow()
  expect(runInContext('typeof TextEncoder + typeof TextDecoder + typeof Buffer', world)).toBe(
    'undefined'.repeat(3),
  )
  return runInContext(`${await bundle('protocol/sproto/index.ts')};codec`, world)
}

describe('the codec', () => {
  test('is at most 13 KB, minified and compressed', async () => {
    const size = gzipSync(await bundle('protocol/sproto/index.ts'), { level: 9 }).length
    expect(size).toBeLessThanOrEqual(13 * 1024)
  })

  test('runs where there is no eval, no Buffer and no TextEncoder', async () => {
    const { Sproto } = await inBareWorld()
    for (const { schema, type, value, encoded, ordered } of cases().slice(0, 100)) {
      const sproto = new Sproto(schema)
      const decoded = sproto.decode(type, Uint8Array.from(Buffer.from(encoded, 'hex')))
      expect(JSON.stringify(plain(decoded))).toBe(JSON.stringify(plain(toValue(value))))
      if (ordered) expect(hexOf(sproto.encode(type, decoded))).toBe(encoded)
    }
  })

  test('refuses ill-formed UTF-8 there, and reads all that is well-formed', async () => {
    const { Sproto, SprotoDecodeError } = await inBareWorld()
    const sproto = new Sproto('.T { s 0 : string }')
    const texts = [
      '',
      'é',
      '大厅'.repeat(40),
      '🙂',
      '\u0800\uffff\u{10ffff}\u{10000}\ufeff\u07ff\u0080',
      'a'.repeat(300),
    ]
    for (const s of texts) expect((sproto.decode('T', sproto.encode('T', { s })) as { s: string }).s).toBe(s)
    for (const bytes of [
      'ff',
      'c0af',
      'c3',
      'e08080',
      'eda080',
      'f0808080',
      'f4908080',
      '80',
      'e282',
      'c328',
    ]) {
      const text = Buffer.from(bytes, 'hex')
      const message = Uint8Array.from([1, 0, 0, 0, text.length, 0, 0, 0, ...text])
      expect(() => sproto.decode('T', message), bytes).toThrow(SprotoDecodeError)
    }
  })
})

/** Bytes, maps and bigints of either world in a form that compares. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return `${value}n`
  if (typeof value !== 'object' || value === null) return value
  const tag = Object.prototype.toString.call(value)
  if (tag === '[object Uint8Array]') return hexOf(value as Uint8Array)
  if (tag === '[object Map]') return textsOf(value as Map<unknown, unknown>)
  if (Array.isArray(value)) return value.map(plain)
  const names = Object.keys(value).filter(name => (value as Record<string, unknown>)[name] !== undefined)
  return Object.fromEntries(names.sort().map(name => [name, plain((value as Record<string, unknown>)[name])]))
}

/** The elements of a map in an order of their own. */
const textsOf = (map: ReadonlyMap<unknown, unknown>): string[] =>
  Array.from(map.values(), item => JSON.stringify(plain(item))).sort()
