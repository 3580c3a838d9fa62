// A socket whose session is on another thread: its frames go there as they are. Heartbeats are answered here, and its limits are
// kept here; what is over one is refused there, so that it is counted.
//
//   passing ── hold() ──→ holding: the session is about to come here ── unhold() ──→ passing
//                            └── takeOver(), the session is here ──→ over

import type { ErrorCode } from '../../../protocol/errors.ts'
import type { Message } from '../../../protocol/sproto/index.ts'
import type { Address } from '../../core/address.ts'
import type { Asked } from '../connection/connection-host.ts'
import { type Formats, messageIn } from '../format/refused-frame.ts'
import type { Receiver } from '../peer.ts'
import type { LineFrame, UpOrder } from './relay-orders.ts'

export interface RelayedLineHost extends Formats {
  readonly heartbeat: Message | undefined
  readonly received: Message | undefined
  timeOfDay(): number
  up(gate: Address, order: UpOrder): void
}

/** The connection that has the socket. */
export interface RelayedSocket {
  readonly id: number
  checkLimits(bytes: number, isFree: boolean, message: Message | undefined): ErrorCode | undefined
  writeRelayed(frame: string | Uint8Array, isBinary: boolean): void
  answer(message: Message, asked: Asked, body: unknown): void
}

export interface RelayedLineOptions {
  line: RelayedSocket
  /** The gate that has the session, and the number of the connection there. */
  gate: Address
  connection: number
  account: string | undefined
}

export class RelayedLine implements Receiver {
  readonly gate: Address
  readonly account: string | undefined
  readonly #line: RelayedSocket
  readonly #host: RelayedLineHost
  readonly #connection: number
  /** Frames that went down and whose coming has not been told: so many times it may be told for nothing. */
  #untold = 0
  #held: LineFrame[] | undefined
  #isOver = false

  constructor(host: RelayedLineHost, { line, gate, connection, account }: RelayedLineOptions) {
    this.#host = host
    this.gate = gate
    this.account = account
    this.#line = line
    this.#connection = connection
  }

  onFrame(data: ArrayBuffer, isBinary: boolean): void {
    const message = messageIn(this.#host, { data, isBinary })
    const isFree = message !== undefined && message === this.#host.received && this.#untold > 0
    if (isFree) this.#untold--
    const refused = this.#line.checkLimits(data.byteLength, isFree, message)
    if (!refused && message !== undefined && message === this.#host.heartbeat)
      return this.#beat(message, data, isBinary)
    const frame = { data: data.slice(0), isBinary, refused }
    if (this.#held) this.#held.push(frame)
    else this.#pass(frame)
  }

  /** From the session. */
  write(frame: string | Uint8Array, isBinary: boolean): void {
    this.#untold++
    this.#line.writeRelayed(frame, isBinary)
  }

  /** The session may come here: what comes now waits for that. */
  hold(): void {
    this.#held ??= []
  }

  /** It stays where it is. */
  unhold(): void {
    for (const frame of this.#held ?? []) this.#pass(frame)
    this.#held = undefined
  }

  /** The session is here, and runs what is returned. */
  takeOver(): LineFrame[] {
    this.#isOver = true
    return this.#held ?? []
  }

  message(): void {}

  closed(code: number): void {
    if (!this.#isOver) this.#host.up(this.gate, ['gone', this.#connection, this.#line.id, code])
  }

  #pass(frame: LineFrame): void {
    this.#host.up(this.gate, ['frame', this.#connection, this.#line.id, frame])
  }

  #beat(message: Message, data: ArrayBuffer, isBinary: boolean): void {
    const format = isBinary ? this.#host.binary : this.#host.text
    format.read(new Uint8Array(data))
    this.#line.answer(message, { session: format.session, format }, { time: this.#host.timeOfDay() })
  }
}
