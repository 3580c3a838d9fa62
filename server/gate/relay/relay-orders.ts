// What gates tell each other of a client whose session is on one thread and whose socket on another: up to the session, down to
// the socket. All that is said in one turn of the loop travels as one message, in order. `line` is the number of the connection
// that has the socket, `connection` that of the one that has the session.

import type { CloseCode, ErrorCode } from '../../../protocol/errors.ts'
import type { Address } from '../../core/address.ts'
import type { Frame, Handshake } from '../peer.ts'

/** A client that comes back. */
export interface RemoteReturn {
  line: number
  connection: number
  token: string
  /** Frames that it has; undefined for one that has lost its past. */
  received: number | undefined
  /** When its socket was opened, in ticks. */
  openedAt: number
  address: string
  handshake: Handshake
}

/** It goes on. */
export interface RemoteReply {
  connection: number
  account: string | undefined
  /** The format of its login. */
  isBinary: boolean
  received: number
  next: number
  replayed: number
}

/** What becomes of it. */
export type RemoteAnswer = RemoteReply | { isOutdated: true } | { closeWith: CloseCode } | { lost: string }

/** A frame that has come, and the limit of the line that it is over. */
export interface LineFrame {
  data: ArrayBuffer
  isBinary: boolean
  refused: ErrorCode | undefined
}

export type UpOrder =
  | ['return', RemoteReturn]
  | ['frame', connection: number, line: number, frame: LineFrame]
  | ['gone', connection: number, line: number, code: number]
  /** All of its frames until now have come; the next ones wait there. */
  | ['held', connection: number, line: number]

export type DownOrder =
  | ['answer', line: number, answer: RemoteAnswer]
  | ['frame', line: number, frame: Frame, isBinary: boolean]
  /** Its frames wait there from now on, or no longer. */
  | ['hold', line: number, connection: number]
  | ['unhold', line: number]
  /** Without a code: it is cut. */
  | ['close', line: number, code: CloseCode | undefined]

/** The commands of a slave that take them. */
export interface RelayingGate {
  up(from: Address, orders: readonly UpOrder[]): void
  down(from: Address, orders: readonly DownOrder[]): void
}
