// Tells the log of connections that were ended for what their client sent, by this server or by uWebSockets.js, whose
// own ends reach a client as a bare 1006. One line for each reason in a while: clients come back and repeat it.

import type { Logger } from '../../core/log/log.ts'

/** ms between two lines with one reason. */
const PAUSE = 10_000

/** How uWebSockets.js says that a client is simply gone, or has said goodbye; '' is a reset. */
const GONE = new Set(['', 'Received TCP FIN before WebSocket close frame'])

export interface Ended {
  address: string
  /** undefined for a guest. */
  account: string | undefined
}

export class EndedLog {
  readonly #log: Logger
  /** Reason -> when it was told last, and how often it came since. */
  readonly #told = new Map<string, { at: number; more: number }>()

  constructor(log: Logger) {
    this.#log = log
  }

  /** uWebSockets.js has ended a connection and gives its own reason. */
  ofNative(reason: string, client: Ended, now: number): void {
    if (GONE.has(reason)) return
    const isTooBig = reason === 'Received too big message'
    const help = isTooBig ? { help: 'it was far above gate.maxMessage, so it was not even answered' } : {}
    this.tell(reason, client, now, help)
  }

  /** `now`: ms of a clock that goes on. The reasons are few and never the client's words. */
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
