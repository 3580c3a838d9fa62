// The seam between sockets and game: Peer is what an agent sees of its connection, Receiver what a connection sees of
// its agent. Plain calls, no promise: both are on one thread.

import type { CloseCode, ErrorCode } from '../../protocol/errors.ts'
import type { Message } from '../../protocol/sproto/index.ts'

/** How one frame is written: as JSON text or as packed sproto. A reply has its request's format. */
export interface Format {
  readonly isBinary: boolean
  /** undefined where nothing is to be sent. Throws when the body does not fit the schema. */
  reply(message: Message, session: number | undefined, body: unknown): Frame | undefined
  fail(failure: Failure): Frame | undefined
  push(message: Message, body: unknown): Frame
}

/** Valid until the format's next call. */
export type Frame = string | Uint8Array

export interface Failure {
  /** What the client called the message. */
  name: string
  message?: Message | undefined
  session?: number | undefined
  code: ErrorCode
  text?: string | undefined
}

export interface Peer {
  /** Unique on this thread; a room names its members to `.gate/<thread>` by it. */
  readonly id: number
  /** The client's address, behind the proxies that the configuration names. */
  readonly address: string
  readonly isOpen: boolean
  /** False when the body does not fit the schema: INTERNAL is the answer then. */
  reply(message: Message, session: number | undefined, format: Format, body: unknown): boolean
  fail(format: Format, failure: Failure): void
  /** In the format of the login. */
  push(message: Message, body: unknown): void
  /** Says why and ends the connection; the receiver hears closed() at once. */
  close(code: CloseCode): void
  /** Hands the connection to `receiver`. `login`: the format of the login; undefined makes it a guest again. */
  attach(receiver: Receiver, login: Format | undefined): void
  join(topic: string): void
  /** At once; what is held of it is dropped. */
  leave(topic: string): void
  /** The joining that a room has subscribed this connection for is done: what was published since goes out behind the
   * next reply or error. */
  settle(topic: string): void
}

/** A message of a room, encoded once for each format. */
export interface Frames {
  binary: Uint8Array
  text: string
  /** The name of a push of which a slow member needs only the newest. */
  latest?: string
}

export interface Receiver {
  /** Who is logged in; for the log. */
  readonly account?: string
  /** Something that was asked runs, or waits for its turn. */
  readonly isAnswering?: boolean
  /** Its time to log in stands still meanwhile. */
  readonly isLoggingIn?: boolean
  message(message: Message, body: unknown, session: number | undefined, format: Format): void
  /** Called once, whoever closed. */
  closed(code: number): void
}
