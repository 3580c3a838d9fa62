// Frames that were sent, or wait to be, and that the server has not confirmed: oldest first. Their numbers follow from their
// places, as both sides count.

import { SURE_MESSAGE } from '../../limits.ts'

export interface SentFrame {
  name: string
  data: string | Uint8Array
  /** Of a request that waits for its answer. */
  session: number | undefined
}

/** While there is no connection, that many frames and bytes wait. */
const MOST_FRAMES = 1000
const MOST_BYTES = 262_144
/** Returns after which a frame that every time ends the connection is given up. */
const MOST_RETURNS = 3

export class Outgoing {
  /** Frames that the server has. */
  confirmed = 0
  #frames: SentFrame[] = []
  #bytes = 0
  /** How often a client came back and the server had not one frame more. */
  #vain = 0

  get frames(): readonly SentFrame[] {
    return this.#frames
  }

  get isFull(): boolean {
    return this.#frames.length >= MOST_FRAMES || this.#bytes >= MOST_BYTES
  }

  add(frame: SentFrame): void {
    this.#frames.push(frame)
    this.#bytes += frame.data.length
  }

  /** The server has `count` frames. */
  confirm(count: number): void {
    const many = count - this.confirmed
    if (many <= 0) return
    for (const { data } of this.#frames.splice(0, many)) this.#bytes -= data.length
    this.confirmed = count
    this.#vain = 0
  }

  /** An answer says that its request has come, and what was sent before it. */
  answered(session: number): void {
    const at = this.#frames.findIndex(frame => frame.session === session)
    if (at >= 0) this.confirm(this.confirmed + at + 1)
  }

  /** The client is back, and the server has `count` frames. Returns the frame that is given up: larger than every server reads,
   * it seems to be what ends the connection. */
  returned(count: number): SentFrame | undefined {
    this.confirm(count)
    const [first] = this.#frames
    if (!first || first.data.length <= SURE_MESSAGE || ++this.#vain < MOST_RETURNS) return undefined
    this.#vain = 0
    this.#frames.shift()
    this.#bytes -= first.data.length
    return first
  }
}
