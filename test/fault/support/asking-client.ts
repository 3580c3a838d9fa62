// A player's connection on which replies and pushes come as they like: each reply is handed to whoever asked for it.

import type { Closed, RawClient } from '../../support/client/raw-client.ts'
import { protocol } from '../../support/games/messages.ts'

export interface Reply {
  body: Record<string, unknown>
  /** The code of a refusal; CLOSED when the connection ended first, SILENCE when nothing came. */
  error: string | undefined
}

const LONGEST = 20_000

type OnPush = (name: string, body: Record<string, unknown>) => void

export class AskingClient {
  readonly #client: RawClient
  readonly #isText: boolean
  readonly #onPush: OnPush
  readonly #waiting = new Map<number, { name: string; settle(reply: Reply): void }>()
  #session = 0

  constructor(client: RawClient, isText: boolean, onPush: OnPush) {
    this.#client = client
    this.#isText = isText
    this.#onPush = onPush
    void this.#read()
  }

  get closed(): Promise<Closed> {
    return this.#client.closed
  }

  get isClosed(): boolean {
    return this.#client.isClosed
  }

  ask(name: string, data: object = {}): Promise<Reply> {
    if (this.isClosed) return Promise.resolve({ body: {}, error: 'CLOSED' })
    const session = ++this.#session
    return new Promise(resolve => {
      const late = setTimeout(() => this.#settle(session, { body: {}, error: 'SILENCE' }), LONGEST)
      const settle = (reply: Reply) => {
        clearTimeout(late)
        resolve(reply)
      }
      this.#waiting.set(session, { name, settle })
      if (this.#isText) this.#client.sendText(`cs_${name}`, data, session)
      else this.#client.sendBinary(name, data, session)
    })
  }

  close(): Promise<Closed> {
    return this.#client.close()
  }

  vanish(): Promise<Closed> {
    return this.#client.vanish()
  }

  async #read(): Promise<void> {
    for (;;) {
      const frame = await this.#client.next().catch(() => undefined)
      if (frame === undefined) break
      if (typeof frame === 'string') this.#takeText(frame)
      else this.#takeBinary(frame)
    }
    for (const session of [...this.#waiting.keys()]) this.#settle(session, { body: {}, error: 'CLOSED' })
  }

  #takeText(frame: string): void {
    const { name, session, data } = JSON.parse(frame) as {
      name: string
      session?: number
      data: Record<string, unknown>
    }
    if (session === undefined) return this.#onPush(name.slice(3), data)
    this.#settle(session, { body: data, error: name === 'sc_error' ? (data.code as string) : undefined })
  }

  #takeBinary(frame: Uint8Array): void {
    const { type, session, body = {}, error } = this.#client.decode(frame)
    if (session === undefined) return this.#onPush(protocol.byTag[type ?? -1]?.name ?? '', body)
    this.#settle(session, { body, error: error?.[0] })
  }

  #settle(session: number, reply: Reply): void {
    const asked = this.#waiting.get(session)
    this.#waiting.delete(session)
    asked?.settle(reply)
  }
}
