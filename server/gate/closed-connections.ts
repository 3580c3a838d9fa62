// Connections that have ended, for whoever asks why: of each account the last one, and of guests the last from each address.
// Those who come and go again and again push out nobody but each other.

import { CLOSE_REASONS, type CloseCode } from '../../protocol/errors.ts'
import type { Connection } from './connection.ts'

/** Accounts that are remembered, and addresses of guests; the one whose connection ended first makes place. */
const MOST = 500

export interface ClosedView {
  /** ms since 1970. */
  at: number
  thread: number
  id: number
  address: string
  /** undefined for a guest. */
  account: string | undefined
  format: 'sproto' | 'text' | undefined
  code: number
  reason: string
  /** Who closed: this server or the client. */
  by: 'server' | 'client'
  /** Most bytes that ever waited in its socket. */
  peak: number
  /** Connections of this account, or of guests from this address, that have ended here, as far back as they are remembered. */
  times: number
}

export interface Ending {
  code: number
  /** Of uWebSockets.js, when it has ended the connection itself; undefined when this server closes. */
  native: string | undefined
  at: number
}

export class ClosedConnections {
  readonly #thread: number
  readonly #players = new Map<string, ClosedView>()
  readonly #guests = new Map<string, ClosedView>()

  /** `thread`: its slot. */
  constructor(thread: number) {
    this.#thread = thread
  }

  /** To be called while the connection still knows whose it is. */
  note(connection: Connection, { code, native, at }: Ending): void {
    const { id, address, isGuest, peak, format } = connection
    const account = isGuest ? undefined : connection.account
    const [book, key] = account === undefined ? [this.#guests, address] : [this.#players, account]
    const times = (book.get(key)?.times ?? 0) + 1
    const shown = isGuest ? undefined : format.isBinary ? 'sproto' : 'text'
    const what = {
      code,
      reason: reasonOf(code, native),
      by: native === undefined ? 'server' : 'client',
    } as const
    // So that the one that ended first stands first.
    book.delete(key)
    book.set(key, { at, thread: this.#thread, id, address, account, format: shown, ...what, peak, times })
    if (book.size > MOST) book.delete(book.keys().next().value!)
  }

  /** Of an account. */
  last(account: string): ClosedView | undefined {
    return this.#players.get(account)
  }

  /** The latest first. */
  list(limit: number): { connections: ClosedView[]; total: number } {
    const all = [...this.#players.values(), ...this.#guests.values()]
    return { connections: all.sort((a, b) => b.at - a.at).slice(0, limit), total: all.length }
  }
}

function reasonOf(code: number, native: string | undefined): string {
  if (native === undefined) return CLOSE_REASONS[code as CloseCode]
  if (code === 1006) return native === '' ? 'the connection was lost' : `the connection was lost: ${native}`
  return 'closed by the client'
}
