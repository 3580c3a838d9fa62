// Logs connections that were ended because of what their client sent, by this server or by uWebSockets.js, which ends them
// with a bare 1006. One line per reason and PAUSE, because clients reconnect and repeat it.

import type { Logger } from '../../core/log/log.ts'

/** ms between two lines with one reason. */
const PAUSE = 10_000

/** Reasons of uWebSockets.js that mean that the client is gone or has closed; '' is a reset. */
const GONE = new Set(['', 'Received TCP FIN before WebSocket close frame'])

export interface Ended {
  address: string
  /** undefined for a guest. */
  account: string | undefined
}

export class EndedLog {
  readonly #log: Logger
  /** Reason -> when it was logged last, and how often it came since. */
  readonly #told = new Map<string, { at: number; more: number }>()

  constructor(log: Logger) {
    this.#log = log
  }

  /** uWebSockets.js has ended a connection for a reason of its own. */
  ofNative(reason: string, client: Ended, now: number): void {
    if (GONE.has(reason)) return
    const isTooBig = reason === 'Received too big message'
    const help = isTooBig ? { help: 'the message was far above gate.maxMessage, so it was not answered' } : {}
    this.tell(reason, client, now, help)
  }

  /** `now`: ms of a monotonic clock. Reasons are few, and never text from a client. */
  tell(reason: string, { address, account }: Ended, now: number, more: object = {}): void {
    const told = this.#told.get(reason)
    if (told && now - told.at < PAUSE) {
      told.more++
      return
    }
    const since = told?.more ? { before: told.more } : {}
    this.#told.set(reason, { at: now, more: 0 })
    this.#log.info({ reason, address, account, ...since, ...more }, 'a connection was ended')
  }
}
