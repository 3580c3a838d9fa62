// Encodings of random values of random types, mutated, and random bytes: each decodes, or is refused with a
// SprotoDecodeError, by the interpreter, by generated code and as a packed frame; nothing hangs, and the memory
// stays where it was. `--times 5000000` is the run that is asked for; CI does a few thousand.

import fc from 'fast-check'
import {
  PackageReader,
  pack,
  SprotoDecodeError,
  type TypeCodec,
  unpack,
} from '../../protocol/sproto/index.ts'
import { interpretedCodecs } from '../../protocol/sproto/rpc/protocol.ts'
import { samples, valueOfType } from '../protocol/sproto/arbitrary.ts'
import { compile, encode } from '../protocol/sproto/compile.ts'

const TYPES = 30
const VALUES = 20
/** No input may take longer, in ms; a stop of the machine is not the codec's fault, so it is generous. */
const SLOWEST = 2000
/** What the heap may have grown by at the end, in bytes. */
const GROWTH = 64 * 1024 * 1024

interface Target {
  readonly codecs: readonly TypeCodec[]
  readonly seeds: readonly Uint8Array[]
}

export async function run(times: number): Promise<void> {
  const targets = await makeTargets()
  const random = new Random(times)
  const reader = new PackageReader({ maxBytes: 64 * 1024 })
  const before = heap()
  let refused = 0
  for (let i = 0; i < times; i++) {
    const target = targets[random.below(targets.length)]!
    const bytes = mutate(target.seeds[random.below(target.seeds.length)]!, random)
    const start = performance.now()
    if (!attack(target, reader, bytes)) refused += 1
    if (performance.now() - start > SLOWEST) throw new Error(`slow: ${hex(bytes)}`)
  }
  if (heap() - before > GROWTH) throw new Error(`the heap grew by ${heap() - before} bytes`)
  if (times > 1000 && (refused === 0 || refused === times))
    throw new Error(`${refused} of ${times} were refused`)
}

async function makeTargets(): Promise<Target[]> {
  const chosen = samples(TYPES)
  const compiled = await compile(chosen.map(({ schema }) => schema))
  return chosen.map(({ type }, i) => {
    const codecs = [interpretedCodecs(true)(type), compiled[i]!(type)]
    const seeds = fc.sample(valueOfType(type, false), VALUES).map(value => encode(codecs[0]!, value))
    return { codecs, seeds: seeds.map(seed => seed.slice(0, 2000)) }
  })
}

/** Whether the bytes could be read. Both ways must agree. */
function attack({ codecs }: Target, reader: PackageReader, bytes: Uint8Array): boolean {
  const results = codecs.map(codec => passes(() => codec.decode(bytes, 0, bytes.length)))
  if (results[0] !== results[1]) throw new Error(`the two ways disagree on ${hex(bytes)}`)
  if (passes(() => unpack(bytes))) passes(() => reader.read(bytes))
  passes(() => reader.read(pack(bytes)))
  return results[0]!
}

function passes(action: () => unknown): boolean {
  try {
    action()
    return true
  } catch (error) {
    if (error instanceof SprotoDecodeError) return false
    throw error
  }
}

/** 32 bits from a linear congruence: quick, and the same inputs for the same number of times. */
class Random {
  #state: number

  constructor(seed: number) {
    this.#state = seed | 0
  }

  below(limit: number): number {
    this.#state = (Math.imul(this.#state, 1664525) + 1013904223) | 0
    return ((this.#state >>> 8) * limit) >>> 24
  }
}

/** Bytes that hurt: ends of ranges, tags, lengths. */
const SHARP = [0, 1, 2, 3, 4, 8, 0x7f, 0x80, 0xfe, 0xff]

function mutate(seed: Uint8Array, random: Random): Uint8Array {
  if (random.below(10) === 0) return Uint8Array.from({ length: random.below(64) }, () => random.below(256))
  const bytes = seed.slice(0, random.below(6) === 0 ? random.below(seed.length + 1) : seed.length)
  for (let i = random.below(5); i >= 0 && bytes.length > 0; i--) {
    const at = random.below(random.below(2) === 0 ? bytes.length : Math.min(bytes.length, 24))
    bytes[at] = random.below(2) === 0 ? SHARP[random.below(SHARP.length)]! : random.below(256)
  }
  return bytes
}

const heap = (): number => {
  ;(globalThis as { gc?: () => void }).gc?.()
  return process.memoryUsage().heapUsed
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
