// Frames that no good client sends: valid ones with bytes changed, cut, doubled or put in, and plain noise. The same
// seed makes the same frames.

import { codecFrames } from './valid-frames.ts'

export type Random = () => number

/** Mulberry32: numbers in [0, 1), the same for the same seed. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

const below = (random: Random, limit: number): number => Math.floor(random() * limit)

const pick = <T>(random: Random, from: readonly T[]): T => from[below(random, from.length)]!

function noise(random: Random, length: number): Buffer {
  return Buffer.from(Uint8Array.from({ length }, () => below(random, 256)))
}

/** One change of `bytes`. */
function mutateOnce(random: Random, bytes: Buffer): Buffer {
  const at = below(random, bytes.length + 1)
  const end = Math.min(bytes.length, at + below(random, 9))
  switch (below(random, 6)) {
    case 0:
      return bytes.subarray(0, at)
    case 1:
      return Buffer.concat([bytes.subarray(0, at), noise(random, 1 + below(random, 8)), bytes.subarray(at)])
    case 2:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(end)])
    case 3:
      return Buffer.concat([bytes, bytes.subarray(at)])
    case 4:
      return Buffer.concat([bytes.subarray(0, at), Buffer.alloc(end - at, 255), bytes.subarray(end)])
    default: {
      const copy = Buffer.from(bytes)
      if (at < copy.length) copy[at] = copy[at]! ^ (1 << below(random, 8))
      return copy
    }
  }
}

function mutate(random: Random, bytes: Buffer): Buffer {
  let changed = bytes
  for (let i = 1 + below(random, 4); i > 0; i--) changed = mutateOnce(random, changed)
  return changed
}

/** JSON that is valid and means nothing here. */
function strangeJson(random: Random, depth: number): unknown {
  const leaf = [null, true, -0, 1e308, 2 ** 53, '', '\u0000', '__proto__', [], {}, 1.5, 'cs_login']
  if (depth === 0 || random() < 0.3) return pick(random, leaf)
  const items = Array.from({ length: below(random, 4) }, () => strangeJson(random, depth - 1))
  if (random() < 0.5) return items
  return Object.fromEntries(
    items.map((item, i) => [pick(random, ['name', 'data', 'session', 'acc', '__proto__', `k${i}`]), item]),
  )
}

function strangeText(random: Random): string {
  switch (below(random, 4)) {
    case 0:
      return JSON.stringify(strangeJson(random, 5))
    case 1:
      return JSON.stringify({
        name: 'cs_echo',
        data: strangeJson(random, 4),
        session: strangeJson(random, 0),
      })
    case 2:
      return '['.repeat(below(random, 3000))
    default:
      return '{"data":'.repeat(below(random, 400))
  }
}

/** A string is to be sent as text, bytes as binary. */
export function hostileFrame(random: Random): string | Buffer {
  const kind = random()
  if (kind < 0.05) return noise(random, below(random, 200))
  if (kind < 0.06) return noise(random, 4000 + below(random, 50_000))
  if (kind < 0.12) return strangeText(random)
  const valid = pick(random, codecFrames)
  if (typeof valid !== 'string') return mutate(random, Buffer.from(valid))
  // Mostly text that is still UTF-8, because the socket library ends a connection for anything else.
  return mutate(random, Buffer.from(valid, 'latin1')).toString('latin1')
}
