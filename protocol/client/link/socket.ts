// One WebSocket from its opening to its end, as the game client wants it: frames in, frames out, and `closed` exactly
// once, also where the other side is dead and no close ever arrives.

import { ticks } from './time.ts'

/**
 * The part of a WebSocket that is used; platforms without a global one give a function that makes it. `onmessage` is
 * given `{ data }` (string or ArrayBuffer), `onclose` `{ code, reason }`. Who knows better than the event when the data
 * arrived says so as `at`, in ms of `performance.now()`. Binary data is sent as an ArrayBuffer, which every platform takes.
 */
export interface SocketLike {
  binaryType: string
  onopen: ((event: never) => void) | null
  onmessage: ((event: never) => void) | null
  onclose: ((event: never) => void) | null
  onerror: ((event: never) => void) | null
  send(data: string | ArrayBuffer): void
  close(code?: number, reason?: string): void
}

export interface SocketHandlers {
  opened(): void
  /** `at`: when it arrived, in ticks. */
  frame(data: string | Uint8Array, at: number): void
  closed(code: number, reason: string): void
}

export class Socket {
  readonly #socket: SocketLike
  readonly #handlers: SocketHandlers
  #isOpen = false
  #ended = false

  constructor(socket: SocketLike, handlers: SocketHandlers) {
    this.#socket = socket
    this.#handlers = handlers
    socket.binaryType = 'arraybuffer'
    socket.onopen = () => {
      this.#isOpen = true
      if (!this.#ended) handlers.opened()
    }
    socket.onmessage = ({ data, at = ticks() }: { data: unknown; at?: number }) =>
      this.#ended || handlers.frame(toFrame(data), at)
    socket.onclose = (event: { code: number; reason: string }) => this.#end(event.code, event.reason)
    socket.onerror = () => this.#isOpen || this.#end(1006, '') // once open, a close event follows and says more
  }

  send(data: string | Uint8Array): void {
    this.#socket.send(typeof data === 'string' ? data : bufferOf(data))
  }

  /** Ends it now, without waiting for the other side; `closed` is called before this returns. */
  end(code: number, reason: string): void {
    this.#end(code, reason)
    this.#socket.close(code === 1000 ? 1000 : 4000)
  }

  #end(code: number, reason: string): void {
    if (this.#ended) return
    this.#ended = true
    this.#handlers.closed(code, reason)
  }
}

/** A frame's memory is its own, as a rule to the last byte. */
function bufferOf({ buffer, byteOffset, byteLength }: Uint8Array): ArrayBuffer {
  const isWhole = byteLength === buffer.byteLength
  return (isWhole ? buffer : buffer.slice(byteOffset, byteOffset + byteLength)) as ArrayBuffer
}

const toFrame = (data: unknown): string | Uint8Array =>
  typeof data === 'string' ? data : new Uint8Array(data as ArrayBuffer)
