// Limits on what a player does at others' cost: speaking, opening rooms, reading histories, guessing passwords, writing to
// strangers. Kept by uid for the whole node, so that neither a new login nor another thread resets them.

import type { Rate, SharedBuckets } from '../../lib/rate/shared-buckets.ts'
import type { RoomKinds } from '../define-room.ts'
import type { RoomConfig } from '../settings.ts'

/** Wrong passwords of one player, in all rooms together. */
const GUESSES: Rate = { rate: 0.1, burst: 10 }
/** Reading a history costs the bytes that are read; so many seconds' worth may be read at once. */
const HISTORY_SECONDS = 4

export class PlayerRates {
  readonly #buckets: SharedBuckets
  readonly #config: RoomConfig
  readonly #kinds: RoomKinds

  constructor(buckets: SharedBuckets, config: RoomConfig, kinds: RoomKinds) {
    this.#buckets = buckets
    this.#config = config
    this.#kinds = kinds
  }

  /** Kinds without a rate of their own share one bucket. */
  speak(uid: string, kind = ''): boolean {
    const { messageRate, messageBurst } = this.#config
    const { rate, burst } = this.#kinds[kind]?.talks ?? {}
    const hasOwn = rate !== undefined || burst !== undefined
    return this.#buckets.take(`speak/${hasOwn ? kind : ''}/${uid}`, {
      rate: rate ?? messageRate,
      burst: burst ?? messageBurst,
    })
  }

  /** A message of a kind, which has this rate. */
  send(uid: string, message: string, rate: Rate): boolean {
    return this.#buckets.take(`send/${message}/${uid}`, rate)
  }

  /** Opening a room: limited per player and per connection, so that logging in as one account after another is no way
   * round it. */
  open(uid: string, connection: string): boolean {
    const { createRate: rate, createBurst: burst } = this.#config
    const names = [`open/${uid}`, `open by/${connection}`]
    const isFree = names.every(name => this.#buckets.has(name, { rate, burst }))
    if (isFree) for (const name of names) this.#buckets.charge(name, { rate, burst }, 1)
    return isFree
  }

  /** Whether this player may try another password. */
  mayGuess(uid: string): boolean {
    return this.#buckets.has(`guess/${uid}`, GUESSES)
  }

  noteWrongGuess(uid: string): void {
    this.#buckets.take(`guess/${uid}`, GUESSES)
  }

  mayRead(uid: string): boolean {
    return this.#buckets.has(`read/${uid}`, this.#reading)
  }

  /** After the fact: `bytes` were read. */
  noteRead(uid: string, bytes: number): void {
    this.#buckets.charge(`read/${uid}`, this.#reading, bytes)
  }

  /** Whether this player may get another message of a stranger. */
  hearStranger(uid: string): boolean {
    const { strangerRate, strangerBurst } = this.#config
    return this.#buckets.take(`stranger/${uid}`, { rate: strangerRate, burst: strangerBurst })
  }

  get #reading(): Rate {
    const { historyRate } = this.#config
    return { rate: historyRate, burst: historyRate * HISTORY_SECONDS }
  }
}
