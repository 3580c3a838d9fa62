// HTTP exactly as given: requests that fetch() would tidy up or refuse, and connections that misbehave.

import { request } from 'node:http'
import { connect, type Socket } from 'node:net'

/** Resolves with the status and the body as text. */
export function rawRequest(
  port: number,
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port, path, method, headers }, async incoming => {
      let text = ''
      for await (const chunk of incoming) text += chunk
      resolve({ status: incoming.statusCode!, text })
    })
    outgoing.on('error', reject).end()
  })
}

/** A connection on which a test writes what it likes, and reads when it likes. */
export class RawHttp {
  readonly #socket: Socket
  /** All that has arrived. */
  text = ''
  readonly closed: Promise<void>

  private constructor(socket: Socket) {
    this.#socket = socket
    this.closed = new Promise(resolve => socket.once('close', () => resolve()))
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      this.text += chunk
    })
    // A connection that is cut is what these tests are about.
    socket.on('error', () => undefined)
  }

  static async open(port: number): Promise<RawHttp> {
    const socket = connect(port, '127.0.0.1')
    const raw = new RawHttp(socket)
    await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject))
    return raw
  }

  /** A connection on which `text` was sent already. */
  static async send(port: number, text: string): Promise<RawHttp> {
    const raw = await RawHttp.open(port)
    raw.write(text)
    return raw
  }

  write(text: string): void {
    this.#socket.write(text, 'latin1')
  }

  /** Reads no more. */
  pause(): void {
    this.#socket.pause()
  }

  /** Resolves with all that has arrived when `pattern` is in it; rejects when the connection ends without it. */
  async until(pattern: RegExp): Promise<string> {
    while (!pattern.test(this.text)) {
      const next = new Promise<boolean>(resolve => this.#socket.once('data', () => resolve(true)))
      const goesOn = await Promise.race([next, this.closed.then(() => pattern.test(this.text))])
      if (!goesOn) throw new Error(`closed without ${pattern}: ${this.text.slice(0, 500)}`)
    }
    return this.text
  }

  close(): void {
    this.#socket.destroy()
  }
}

/** The statuses of the answers in `text`, in order. */
export const statusesOf = (text: string): number[] =>
  [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(match => Number(match[1]))
