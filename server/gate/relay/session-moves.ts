// The sessions of one slave that have come from another thread, and those that have gone to one: who looks for them where they
// were is sent after them.

import { type Address, lifeOf } from '../../core/address.ts'
import { readToken } from '../session/token.ts'
import { type Birthplace, type Home, type HomeFinder, keyOf } from './homes.ts'

/** ms for which it is known here where a session went; then `.homes` has to be asked. */
const KNOWN_FOR = 60_000

/** A connection whose session has come from elsewhere. */
export interface MovedConnection {
  readonly id: number
  readonly session: { readonly token: string; readonly moves: number } | undefined
}

interface Gone {
  home: Home
  at: number
}

export class SessionMoves<C extends MovedConnection> {
  readonly #gate: Address
  readonly #homes: HomeFinder
  /** By where they began. */
  readonly #here = new Map<string, C>()
  /** By the connections that had them, the longest gone first. */
  readonly #gone = new Map<number, Gone>()

  /** `gate`: the slave's. */
  constructor(gate: Address, homes: HomeFinder) {
    this.#gate = gate
    this.#homes = homes
  }

  arrived(connection: C): void {
    const { token, moves } = connection.session!
    const born = readToken(token)!
    this.#here.set(keyOf(born), connection)
    this.#homes.moved(born, { gate: this.#gate, connection: connection.id, moves })
  }

  /** `now`: of a monotonic clock, in ms. */
  left(connection: C, token: string, { home, now }: { home: Home; now: number }): void {
    this.#here.delete(keyOf(readToken(token)!))
    this.#gone.set(connection.id, { home, at: now })
    for (const [id, { at }] of this.#gone) {
      if (now - at < KNOWN_FOR) break
      this.#gone.delete(id)
    }
  }

  over({ token }: { token: string }): void {
    const born = readToken(token)
    if (born && this.#here.delete(keyOf(born))) this.#homes.over(born)
  }

  /** The thread with this life has ended: what went there is there no more. */
  lost(life: number): void {
    for (const [id, { home }] of this.#gone) if (lifeOf(home.gate) === life) this.#gone.delete(id)
  }

  /** undefined where none of them has come here. */
  find(born: Birthplace): C | undefined {
    return this.#here.size === 0 ? undefined : this.#here.get(keyOf(born))
  }

  homeOf(connection: number): Home | undefined {
    return this.#gone.get(connection)?.home
  }
}
