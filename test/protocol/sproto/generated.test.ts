import { describe, expect, test } from 'vitest'
import { generate, staleFiles } from '../../../protocol/generate.ts'
import { parseSchema } from '../../../protocol/sproto/index.ts'
import { compile, decode, encode } from './compile.ts'
import { bytesOf, cases, hexOf, present, toValue } from './vectors.ts'

async function compiledCases() {
  const all = cases()
  const schemas = all.map(item => parseSchema(item.schema))
  const codecs = await compile(schemas)
  return all.map((item, i) => ({ ...item, codec: codecs[i]!(schemas[i]!.types.get(item.type)!) }))
}

describe('generated code', () => {
  test('decodes and encodes every reference case of the original', async () => {
    for (const { codec, value, encoded, ordered } of await compiledCases()) {
      const bytes = bytesOf(encoded)
      expect(present(decode(codec, bytes))).toStrictEqual(toValue(value))
      if (ordered) expect(hexOf(encode(codec, toValue(value)))).toBe(encoded)
      else {
        const own = encode(codec, toValue(value))
        expect(present(decode(codec, own))).toStrictEqual(toValue(value))
      }
    }
  }, 60_000)

  test('in protocol/generated is what `npm run protocol` would make now', () => {
    expect(staleFiles(generate()), 'npm run protocol').toEqual([])
  })
})
