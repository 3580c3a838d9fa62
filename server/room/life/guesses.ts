// Wrong passwords at one room: after a few in a row the player has to wait before the next guess, longer each time; after
// many by anybody, everybody has to. It keeps true: a player who is told to wait has not learnt whether the guess was right.

import { type BackoffSteps, backoffMs } from '../../lib/backoff.ts'

interface GuessLimit extends BackoffSteps {
  /** Wrong guesses in a row that cost nothing. */
  free: number
}

const PLAYER: GuessLimit = { free: 3, first: 1000, longest: 300_000 }
const ROOM: GuessLimit = { free: 20, first: 1000, longest: 10_000 }
/** ms without a wrong guess after which they are forgotten. */
const FORGOTTEN_AFTER = 600_000
/** Players that are remembered; beyond that the one whose last wrong guess is oldest is forgotten. */
const MOST = 1000

interface Record {
  wrong: number
  last: number
}

export class Guesses {
  readonly #players = new Map<string, Record>()
  readonly #room: Record = { wrong: 0, last: Number.NEGATIVE_INFINITY }

  /** Whether this player has to wait; `now` in ms that only go forward. */
  mustWait(uid: string, now: number): boolean {
    return isWaiting(this.#players.get(uid), PLAYER, now) || isWaiting(this.#room, ROOM, now)
  }

  /** Returns how many wrong guesses of this player in a row that is. */
  noteWrong(uid: string, now: number): number {
    const player = this.#players.get(uid) ?? { wrong: 0, last: now }
    this.#players.delete(uid)
    this.#players.set(uid, player)
    if (this.#players.size > MOST) this.#players.delete(this.#players.keys().next().value!)
    count(this.#room, now)
    return count(player, now)
  }

  noteRight(uid: string): void {
    this.#players.delete(uid)
  }
}

function count(record: Record, now: number): number {
  if (now - record.last > FORGOTTEN_AFTER) record.wrong = 0
  record.last = now
  return ++record.wrong
}

function isWaiting(record: Record | undefined, limit: GuessLimit, now: number): boolean {
  if (!record || record.wrong < limit.free) return false
  return now - record.last < backoffMs(record.wrong - limit.free, limit)
}
