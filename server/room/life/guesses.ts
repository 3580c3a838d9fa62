// Wrong passwords at one room: after a few the same player has to wait before the next, longer each time; after many of
// whomever, everybody has to. It keeps true: whoever is told to wait has not learnt whether the password was right.

/** Wrong ones in a row that cost nothing. */
interface Patience {
  free: number
  /** ms; the first wait is a second, each further one twice as long. */
  longest: number
}

const PLAYER: Patience = { free: 3, longest: 300_000 }
const ROOM: Patience = { free: 20, longest: 10_000 }
/** ms without a wrong one after which it is forgotten. */
const FORGOTTEN_AFTER = 600_000
/** Players that are remembered; of more the one is forgotten who was wrong first. */
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

  /** Returns how many wrong ones of this player in a row that is. */
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

function isWaiting(record: Record | undefined, { free, longest }: Patience, now: number): boolean {
  if (!record || record.wrong < free) return false
  return now - record.last < Math.min(longest, 1000 * 2 ** (record.wrong - free))
}
