// What was slow on one thread within the last hour, messages and operations of stores: by service and command, so that many of
// one kind hide no other. How often, how long, and the slowest with whose it was; minute by minute.

import { ticks } from '../../lib/clock.ts'
import type { Address } from '../address.ts'

/** A message is noted when it took this long, in ms. */
export const NOTED = 100
const MINUTE = 60_000
/** Minutes that are kept. */
const KEPT = 60
/** Kinds that are told apart; the one that was quiet longest makes place. */
const MOST = 500

export interface SlowMessage {
  /** A name or class; `store roles` for a store. */
  service: string
  command: string
  /** From the beginning of its handler to its end. */
  ms: number
  /** Of these: while it held the thread, before it first waited. */
  busy: number
  /** undefined for a store. */
  address: Address | undefined
  /** Whose: a player, a room. */
  about: object
}

/** Messages of one kind. */
export interface SlowKind {
  service: string
  command: string
  count: number
  /** ms of all. */
  total: number
  busy: number
  /** `at`: ticks at its end. */
  slowest: SlowMessage & { at: number }
}

interface Minute extends SlowKind {
  /** Since ticks began. */
  minute: number
}

export class SlowBook {
  /** Service and command -> its minutes, the oldest first. */
  readonly #kinds = new Map<string, Minute[]>()

  note(message: SlowMessage): void {
    const key = `${message.service} ${message.command}`
    const at = ticks()
    const minute = Math.floor(at / MINUTE)
    const minutes = (this.#kinds.get(key) ?? []).filter(each => each.minute > minute - KEPT)
    const now = minutes.at(-1)?.minute === minute ? minutes.pop() : undefined
    minutes.push({ minute, ...sumOf(now, asKind({ ...message, at })) })
    // So that the kind that was quiet longest stands first.
    this.#kinds.delete(key)
    this.#kinds.set(key, minutes)
    if (this.#kinds.size > MOST) this.#kinds.delete(this.#kinds.keys().next().value!)
  }

  /** Of the last `minutes`, and of the one that has begun; what took most time in all first. */
  list(minutes = KEPT): SlowKind[] {
    const first = Math.floor(ticks() / MINUTE) - Math.min(minutes, KEPT - 1)
    const kinds = [...this.#kinds.values()].map(all => all.filter(({ minute }) => minute >= first))
    return kinds
      .filter(all => all.length > 0)
      .map(all => all.reduce<SlowKind | undefined>((sum, each) => sumOf(sum, each), undefined)!)
      .sort((a, b) => b.total - a.total)
  }
}

const asKind = (slowest: SlowKind['slowest']): SlowKind => {
  const { service, command, ms: total, busy } = slowest
  return { service, command, count: 1, total, busy, slowest }
}

/** Of the same kind. */
function sumOf(a: SlowKind | undefined, b: SlowKind): SlowKind {
  const { service, command } = b
  if (!a) return { service, command, count: b.count, total: b.total, busy: b.busy, slowest: b.slowest }
  return {
    service,
    command,
    count: a.count + b.count,
    total: a.total + b.total,
    busy: a.busy + b.busy,
    slowest: b.slowest.ms > a.slowest.ms ? b.slowest : a.slowest,
  }
}
