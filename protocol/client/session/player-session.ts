// What a player holds across connections: the secret to come back with, how many frames have come, and those that were sent
// and may not have. Frames bear no number: both sides count them, from the session's opening on.
//
//   none ── opening() ──→ opening ── opened() ──→ live ── lost() ──→ away ── resumed() ──→ live
//     ↑                      └── lost(), end() ──→ none                └── end() ──→ none
//
// opening: asked for; what is sent counts already · live: what comes counts too · away: there is no connection, or a new one
// that has not been answered yet; what is sent waits.

import { TELL_AFTER } from '../../kit.ts'
import { ticks } from '../link/time.ts'
import { Outgoing, type SentFrame } from './outgoing.ts'

/** What the server says to a client that is back: of the client's frames it has so many, `next` is the number of its own next
 * one, and so many are sent again. */
export interface Resumed {
  received: number
  next: number
  replayed: number
}

export class PlayerSession {
  #state: 'none' | 'opening' | 'live' | 'away' = 'none'
  #token = ''
  #outgoing = new Outgoing()
  /** Frames that have come; undefined for one that begins with a token and no past. */
  #heard: number | undefined = 0
  #told = 0
  #bytes = 0
  #lostAt = 0
  /** Frames that the server sends again before others. */
  #replays = 0

  /** undefined: none can be gone on with. */
  get token(): string | undefined {
    return this.#state === 'live' || this.#state === 'away' ? this.#token : undefined
  }

  get isLive(): boolean {
    return this.#state === 'live'
  }

  get isAway(): boolean {
    return this.#state === 'away'
  }

  /** Nothing more can wait. */
  get isFull(): boolean {
    return this.#outgoing.isFull
  }

  /** The next frame was sent before, or kept while the connection was lost. */
  get isReplayed(): boolean {
    return this.#replays > 0
  }

  /** What a return says. */
  get heard(): number | undefined {
    return this.#heard
  }

  /** ms since the connection was lost. */
  get awayFor(): number {
    return ticks() - this.#lostAt
  }

  /** With a token that was kept, and no past. */
  begin(token: string): void {
    this.#state = 'away'
    this.#token = token
    this.#heard = undefined
    this.#lostAt = ticks()
  }

  opening(): void {
    this.#state = 'opening'
    this.#outgoing = new Outgoing()
    this.#heard = this.#told = this.#bytes = this.#replays = 0
  }

  opened(token: string): void {
    this.#state = 'live'
    this.#token = token
  }

  /** The connection is lost. Returns whether there is something to go on with. */
  lost(): boolean {
    if (this.#state === 'live') this.#lostAt = ticks()
    this.#state = this.#state === 'live' || this.#state === 'away' ? 'away' : 'none'
    return this.#state === 'away'
  }

  /** Returns what has to be sent again, and what is given up. */
  resumed({ received, next, replayed }: Resumed): {
    again: readonly SentFrame[]
    givenUp: SentFrame | undefined
  } {
    if (this.#heard === undefined) this.#outgoing.confirmed = received
    this.#heard = this.#told = next - 1
    this.#bytes = 0
    this.#replays = replayed
    this.#state = 'live'
    const givenUp = this.#outgoing.returned(received)
    return { again: this.#outgoing.frames, givenUp }
  }

  end(): void {
    this.#state = 'none'
    this.#token = ''
    this.#outgoing = new Outgoing()
  }

  /** A frame is being sent. */
  sending(frame: SentFrame): void {
    if (this.#state !== 'none') this.#outgoing.add(frame)
  }

  /** A frame has come. True when the server should be told how many. */
  hear(bytes: number): boolean {
    if (this.#state !== 'live') return false
    this.#heard!++
    if (this.#replays > 0) this.#replays--
    this.#bytes += bytes
    return this.#heard! - this.#told >= TELL_AFTER.frames || this.#bytes >= TELL_AFTER.bytes
  }

  /** What the server is to be told now: how many have come; undefined when it is no news. */
  tell(): number | undefined {
    if (this.#state !== 'live' || this.#heard === this.#told) return undefined
    this.#told = this.#heard!
    this.#bytes = 0
    return this.#told
  }

  answered(session: number): void {
    this.#outgoing.answered(session)
  }

  confirmed(count: number): void {
    this.#outgoing.confirm(count)
  }
}
