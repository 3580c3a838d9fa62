// How the sessions of a slave have ended whose clients are not to come back by themselves: a client that was away then hears
// it when it returns.

import type { CloseCode } from '../../../protocol/errors.ts'

/** That many are remembered; the one that ended first makes place. */
const MOST = 2000

export type SessionEnd = CloseCode | 'loggedOut'

export class EndedSessions {
  /** By token. */
  readonly #ends = new Map<string, SessionEnd>()

  note(token: string, end: SessionEnd): void {
    this.#ends.set(token, end)
    if (this.#ends.size > MOST) this.#ends.delete(this.#ends.keys().next().value!)
  }

  of(token: string): SessionEnd | undefined {
    return this.#ends.get(token)
  }
}
