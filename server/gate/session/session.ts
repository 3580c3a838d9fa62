// What a player holds across connections: the secret to come back with, what has gone to the client and what has come from
// it, counted. It belongs to a Connection, which lives as long.

import { TELL_AFTER } from '../../../protocol/kit.ts'
import type { Stream } from './stream.ts'

export interface SessionOptions {
  token: string
  stream: Stream
}

export class Session {
  readonly token: string
  readonly stream: Stream
  /** Frames of the client that have come. */
  arrived = 0
  /** How many times it has moved to another thread. */
  moves = 0
  /** The most frames that a client which is away can have; undefined while it is connected. */
  sentAtLoss: number | undefined
  /** Of the gate's coarse clock: when the connection was lost. */
  awaySince = 0
  /** A frame went missing on its way out: what came behind can't be counted. */
  isBroken = false
  /** Whether the client has been told the exact number. */
  hasUntold = false
  /** Since the client was told last, by a count or by an answer. */
  #untold = 0
  #untoldBytes = 0

  constructor({ token, stream }: SessionOptions) {
    this.token = token
    this.stream = stream
  }

  /** A frame has come. True when it is time to tell the client how many. */
  arrive(bytes: number): boolean {
    this.arrived++
    this.hasUntold = true
    this.#untold++
    this.#untoldBytes += bytes
    return this.#untold >= TELL_AFTER.frames || this.#untoldBytes >= TELL_AFTER.bytes
  }

  /** The client is being told: an answer says that what was asked has come. */
  told(): void {
    this.#untold = 0
    this.#untoldBytes = 0
  }

  /** Whether a client that comes back may have this many frames. */
  mayHave(count: number): boolean {
    return count <= (this.sentAtLoss ?? this.stream.sent())
  }
}
