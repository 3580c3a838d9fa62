// The socket of a player in a test: a bare one instead of Node's WebSocket, so that its connection can be cut, and can stop
// reading.

import type { SocketLike } from '../../../protocol/client/link/socket.ts'
import { openClient, type RawClient } from './raw-client.ts'

export class PlayerSocket implements SocketLike {
  binaryType = 'arraybuffer'
  onopen: ((event: never) => void) | null = null
  onmessage: ((event: never) => void) | null = null
  onclose: ((event: never) => void) | null = null
  onerror: ((event: never) => void) | null = null
  #client: RawClient | undefined
  #isClosed = false

  constructor(url: string, isReachable = true) {
    const { hostname: host, port } = new URL(url)
    void this.#run(
      isReachable ? openClient({ host, port: Number(port) }) : Promise.reject(new Error('no network')),
    )
  }

  send(data: string | ArrayBuffer): void {
    this.#client?.send(typeof data === 'string' ? data : new Uint8Array(data))
  }

  close(): void {
    this.#isClosed = true
    void this.#client?.close()
  }

  /** Gone without a word. */
  cut(): void {
    void this.#client?.vanish()
  }

  /** Reads nothing until resume(). */
  pause(): void {
    this.#client?.pause()
  }

  resume(): void {
    this.#client?.resume()
  }

  async #run(opening: Promise<RawClient>): Promise<void> {
    const client = await opening.catch(() => undefined)
    if (!client) return tell(this.onclose, { code: 1006, reason: '' })
    this.#client = client
    if (this.#isClosed) return void client.close()
    tell(this.onopen, undefined)
    await this.#read(client)
    tell(this.onclose, await client.closed)
  }

  /** Until the connection ends. */
  async #read(client: RawClient): Promise<void> {
    for (let data = await nextOf(client); data !== undefined; data = await nextOf(client))
      tell(this.onmessage, { data })
  }
}

const nextOf = (client: RawClient): Promise<string | Uint8Array | undefined> =>
  client.next().catch(() => undefined)

const tell = (hear: ((event: never) => void) | null, event: unknown): void => hear?.(event as never)
