// How messages are sent, and what came of the last of each: the reply pane shows that, the history keeps it. What the
// server answers, or why it was not sent, is in the log too.

import { Store } from '../../ui/store.ts'
import { toBody } from '../../value/draft.ts'
import { readJson } from '../../value/read-json.ts'
import type { Connection, Exchange } from './connection.ts'
import type { History, Sent } from './history.ts'
import type { Entry, Log } from './log.ts'
import type { Protocols } from './protocols.ts'

export interface SendOptions {
  format: 'binary' | 'text'
  /** Send it without a number: no answer is wanted. */
  isSilent: boolean
}

/** What is sent with what. */
export interface Sendable {
  name: string
  /** The body as JSON text. */
  text: string
  connection: Connection
}

interface SendingParts {
  log: Log
  history: History
  readonly protocols: Protocols
}

export class Sending extends Store {
  /** undefined: that of the connection. */
  format: 'binary' | 'text' | undefined
  isSilent = false
  readonly #parts: SendingParts
  readonly #last = new Map<string, Entry>()

  constructor(parts: SendingParts) {
    super()
    this.#parts = parts
  }

  change(options: Partial<SendOptions>): void {
    Object.assign(this, options)
    this.changed()
  }

  /** What became of the last message of this name. */
  lastOf(name: string): Entry | undefined {
    return this.#last.get(name)
  }

  /** Sends it, after connecting where that is needed. */
  async send({ name, text, connection }: Sendable, options: Partial<SendOptions> = {}): Promise<void> {
    const format = options.format ?? this.format ?? connection.settings.format
    if (connection.state === 'closed') await connection.open()
    const sent: Sent = { name, text, at: Date.now(), player: connection.player ?? '', format }
    this.#parts.history.add(sent)
    const { entry, reply } = this.#begin(
      { name, text, connection },
      { isSilent: this.isSilent, ...options, format },
    )
    if (entry) this.#show(name, entry)
    await reply.then(
      () => this.#parts.history.settle(sent, 'OK'),
      (error: Error) => this.#failed({ sent, entry, connection }, error),
    )
  }

  #begin({ name, text, connection }: Sendable, { format, isSilent }: SendOptions): Exchange {
    const type = this.#parts.protocols.find(name)?.request
    const body = type ? toBody(type, readJson(text || '{}').value).body : {}
    if (!isSilent) return connection.exchange(name, body, { format })
    try {
      return { entry: connection.tell(name, body, { format }), reply: Promise.resolve() }
    } catch (error) {
      return { entry: undefined, reply: Promise.reject(error) }
    }
  }

  /** Refusals of the server and lost connections are in the log already; what was never sent is not. */
  #failed({ sent, entry, connection }: Failed, error: Error): void {
    if (entry) {
      this.#parts.history.settle(sent, entry.failure?.code ?? 'CLOSED')
      return this.changed()
    }
    const { problem, state } = connection
    const code = state === 'open' ? 'NOT_SENT' : 'NO_CONNECTION'
    const failure = problem ?? { code, message: error.message }
    const at = { connection: connection.id, name: sent.name, at: Date.now(), frame: undefined, text: '' }
    this.#parts.history.settle(sent, failure.code)
    this.#show(sent.name, this.#parts.log.add({ kind: 'error', ...at, failure }))
  }

  #show(name: string, entry: Entry): void {
    this.#last.set(name, entry)
    this.changed()
  }
}

interface Failed {
  sent: Sent
  entry: Entry | undefined
  connection: Connection
}
