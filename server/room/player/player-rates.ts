// How often one player may do what costs others something: speak, open rooms, read histories, guess passwords, write to
// strangers. Kept for the whole node by uid, so that neither logging out and in nor another thread begins them anew.

import type { Rate, SharedBuckets } from '../../lib/shared-buckets.ts'
import type { RoomKinds } from '../define-room.ts'
import type { RoomConfig } from '../settings.ts'

/** Wrong passwords of one player, in all rooms together. */
const GUESSES: Rate = { rate: 0.1, burst: 10 }
/** A reading that is let in costs what it gives: seconds' worth of bytes at once. */
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

  /** Kinds without a rate of their own share one. */
  speak(uid: string, kind = ''): boolean {
    const own = this.#kinds[kind]?.playerRate
    const { messageRate, messageBurst } = this.#config
    return this.#buckets.take(
      `speak/${own ? kind : ''}/${uid}`,
      own ?? { rate: messageRate, burst: messageBurst },
    )
  }

  /** Opens a room: a rate of the player's, and of its connection, so that one account after the other is no way round. */
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

  /** `bytes`: what was read, after it was. */
  noteRead(uid: string, bytes: number): void {
    this.#buckets.charge(`read/${uid}`, this.#reading, bytes)
  }

  /** A word of a stranger to this player. */
  hearStranger(uid: string): boolean {
    const { strangerRate, strangerBurst } = this.#config
    return this.#buckets.take(`stranger/${uid}`, { rate: strangerRate, burst: strangerBurst })
  }

  get #reading(): Rate {
    const { historyRate } = this.#config
    return { rate: historyRate, burst: historyRate * HISTORY_SECONDS }
  }
}
