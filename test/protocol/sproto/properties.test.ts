import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  pack,
  parseSchema,
  protocolOf,
  SprotoDecodeError,
  type TypeCodec,
  unpack,
} from '../../../protocol/sproto/index.ts'
import { interpretedCodecs } from '../../../protocol/sproto/rpc/protocol.ts'
import { unpackInto, unpackingMemory } from '../../../protocol/sproto/wire/unpack.ts'
import { cases } from '../../support/cases.ts'
import { samples, valueOfType } from './arbitrary.ts'
import { compile, decode, encode, textOf } from './compile.ts'
import { hexOf, present } from './vectors.ts'

const SCHEMAS = cases(10, 30)
const VALUES = 20

const wide = await both(true)
const safe = await both(false)

/** Random types, each with its codecs by both ways. */
async function both(isWide: boolean) {
  const chosen = samples(SCHEMAS)
  const compiled = await compile(
    chosen.map(({ schema }) => schema),
    isWide,
  )
  return chosen.map(({ type }, i) => ({
    type,
    codecs: [interpretedCodecs(isWide)(type), compiled[i]!(type)] as [TypeCodec, TypeCodec],
  }))
}

/** expect().toEqual takes a field called `constructor` for the object's own. */
function expectSame(a: unknown, b: unknown): void {
  if (!isDeepStrictEqual(a, b)) expect(b).toStrictEqual(a)
}

describe('any value of any schema', () => {
  test('comes back from its bytes, and both ways write the same', () => {
    for (const { type, codecs } of wide)
      fc.assert(
        fc.property(valueOfType(type, false), value => {
          const [bytes, same] = codecs.map(codec => encode(codec, value))
          expect(hexOf(same!)).toBe(hexOf(bytes!))
          for (const codec of codecs) expectSame(present(decode(codec, bytes!)), present(value))
          expectSame(decode(codecs[0], bytes!), decode(codecs[1], bytes!))
        }),
        { numRuns: VALUES },
      )
  })

  test('comes back from its JSON, and both ways write the same', () => {
    for (const { type, codecs } of safe)
      fc.assert(
        fc.property(valueOfType(type, true), value => {
          const texts = codecs.map(codec => textOf(codec, value))
          expect(new Set(texts).size).toBe(1)
          for (const codec of codecs)
            expectSame(present(codec.fromJson(JSON.parse(texts[0]!))), present(value))
        }),
        { numRuns: VALUES },
      )
  })
})

describe('any mutation of any encoding', () => {
  test('decodes, or throws a SprotoDecodeError; both ways alike', () => {
    for (const { type, codecs } of wide)
      fc.assert(
        fc.property(
          valueOfType(type, false),
          fc.array(mutation, { minLength: 1, maxLength: 4 }),
          (value, mutations) => {
            const bytes = mutations.reduce(mutate, encode(codecs[0], value))
            const [a, b] = codecs.map(codec => outcome(codec, bytes))
            expectSame(a, b)
          },
        ),
        { numRuns: VALUES },
      )
  })
})

const mutation = fc.record({
  at: fc.nat(),
  byte: fc.integer({ min: 0, max: 255 }),
  how: fc.constantFrom('set', 'cut', 'insert', 'remove'),
})

type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never

function mutate(bytes: Uint8Array, { at, byte, how }: Mutation): Uint8Array {
  const i = at % (bytes.length + 1)
  if (how === 'cut') return bytes.slice(0, i)
  const rest = bytes.subarray(how === 'insert' ? i : i + 1)
  return Uint8Array.from([...bytes.subarray(0, i), ...(how === 'remove' ? [] : [byte]), ...rest])
}

function outcome(codec: TypeCodec, bytes: Uint8Array): unknown {
  try {
    return decode(codec, bytes)
  } catch (error) {
    expect(error).toBeInstanceOf(SprotoDecodeError)
    return 'refused'
  }
}

describe('packing', () => {
  /** Bytes with runs of zeros and of others, as messages have, and long enough for runs of more than 256 groups. */
  const bytes = fc
    .array(fc.tuple(fc.nat({ max: 255 }), fc.oneof(fc.nat({ max: 20 }), fc.nat({ max: 3000 }))), {
      maxLength: 12,
    })
    .map(runs => Uint8Array.from(runs.flatMap(([byte, length]) => new Array(length).fill(byte))))

  test('comes back, padded to 8 bytes', () => {
    fc.assert(
      fc.property(fc.oneof(bytes, fc.uint8Array({ maxLength: 100 })), input => {
        const back = unpack(pack(input))
        expect(back.length).toBe(Math.ceil(input.length / 8) * 8)
        expect(back.subarray(0, input.length)).toEqual(input)
        expect(back.subarray(input.length).every(byte => byte === 0)).toBe(true)
      }),
    )
  })

  test('adds at most 2 bytes to 2 KB', () => {
    fc.assert(
      fc.property(bytes, input => {
        const padded = Math.ceil(input.length / 8) * 8
        expect(pack(input).length).toBeLessThanOrEqual(padded + 2 * Math.ceil(padded / 2048))
      }),
    )
  })

  test('of random bytes unpacks to at most 8 times as many, or is refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), input => {
        try {
          expect(unpack(input).length).toBeLessThanOrEqual(input.length * 8)
        } catch (error) {
          expect(error).toBeInstanceOf(SprotoDecodeError)
        }
      }),
    )
  })
})

describe('unpacking', () => {
  /** Whole groups as anybody may write them, runs anywhere and of any bytes, also such as pack() would not make. */
  const group = fc.oneof(
    { weight: 3, arbitrary: fc.uint8Array({ minLength: 8, maxLength: 8 }).map(asGroup) },
    fc.constantFrom(1, 2, 3, 40, 256).chain(count =>
      fc.uint8Array({ minLength: 8, maxLength: 8 }).map(bytes => {
        const all = Array.from({ length: count * 8 }, (_, i) => bytes[i & 7]! ^ (i >> 3))
        return Uint8Array.of(0xff, count - 1, ...all)
      }),
    ),
  )
  const packed = fc
    .tuple(fc.array(group, { maxLength: 12 }), fc.oneof(fc.constant(0), fc.nat({ max: 20 })))
    .map(([groups, cut]) => Uint8Array.from(groups.flatMap(bytes => [...bytes]).slice(0, -cut || undefined)))
  const ROOM = 8192
  const memory = unpackingMemory(ROOM)

  test('gives what the format says, in memory that has been used, and refuses what is cut off or too long', () => {
    fc.assert(
      fc.property(packed, fc.constantFrom(ROOM, 64), (input, room) => {
        const expected = plainly(input)
        memory.bytes.fill(0xaa)
        if (expected === undefined || expected.length > room)
          return void expect(() => unpackInto(input, memory, room)).toThrow(SprotoDecodeError)
        const end = unpackInto(input, memory, room)
        expect(Buffer.from(memory.bytes.subarray(0, end))).toEqual(Buffer.from(expected))
      }),
      { numRuns: cases(300, 1000) },
    )
  })
})

function asGroup(bytes: Uint8Array): Uint8Array {
  const sparse = bytes.map((byte, i) => ((bytes[0]! + i) % 3 === 0 || i === bytes[7]! % 8 ? 0 : byte))
  const bits = sparse.reduce((set, byte, i) => set | (byte === 0 ? 0 : 1 << i), 0)
  return Uint8Array.of(bits, ...sparse.filter(byte => byte !== 0))
}

/** The format read byte by byte; undefined when the input is cut off. */
function plainly(input: Uint8Array): number[] | undefined {
  const bytes = [...input]
  const out: number[] = []
  while (bytes.length > 0) {
    const set = bytes.shift()!
    if (set !== 0xff) {
      for (let bit = 0; bit < 8; bit++) {
        const byte = (set >> bit) & 1 ? bytes.shift() : 0
        if (byte === undefined) return undefined
        out.push(byte)
      }
      continue
    }
    const size = ((bytes.shift() ?? Number.POSITIVE_INFINITY) + 1) * 8
    if (bytes.length < size) return undefined
    out.push(...bytes.splice(0, size))
  }
  return out
}

describe('a protocol by interpretation', () => {
  test('has every message by tag and by name', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 32766 }), { maxLength: 20 }), tags => {
        const text = tags.map(tag => `p${tag} ${tag} { response nil }`).join('\n')
        const protocol = protocolOf(parseSchema(text))
        for (const tag of tags) expect(protocol.byTag[tag]).toBe(protocol.byName.get(`p${tag}`))
        expect(protocol.byName.size).toBe(tags.length)
      }),
    )
  })
})
