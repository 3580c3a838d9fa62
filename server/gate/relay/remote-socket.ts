// The socket of a session whose client is connected to another thread: what is sent to it is sent there. How much waits in the
// real one is known there only, and its limits are kept there.

import type { CloseCode } from '../../../protocol/errors.ts'
import type { Address } from '../../core/address.ts'
import type { Frame, Handshake } from '../peer.ts'
import type { DownOrder, RemoteReturn } from './relay-orders.ts'

export class RemoteSocket {
  /** The gate that has the socket, and the number of the connection there. */
  readonly gate: Address
  readonly line: number
  readonly openedAt: number
  readonly address: string
  readonly handshake: Handshake
  readonly #tell: (order: DownOrder) => void

  constructor(gate: Address, back: RemoteReturn, tell: (order: DownOrder) => void) {
    this.gate = gate
    this.line = back.line
    this.openedAt = back.openedAt
    this.address = back.address
    this.handshake = back.handshake
    this.#tell = tell
  }

  send(frame: Frame, isBinary: boolean): number {
    // Bytes are the format's until its next call.
    this.#tell(['frame', this.line, typeof frame === 'string' ? frame : frame.slice(), isBinary])
    return 1
  }

  getBufferedAmount(): number {
    return 0
  }

  end(code: CloseCode, _reason: string): void {
    this.#tell(['close', this.line, code])
  }

  close(): void {
    this.#tell(['close', this.line, undefined])
  }

  /** Its frames wait at its own gate from now on, which says so to `connection`; or no longer. */
  hold(connection: number): void {
    this.#tell(['hold', this.line, connection])
  }

  unhold(): void {
    this.#tell(['unhold', this.line])
  }

  /** Its own gate pings it. */
  ping(): void {}
}
