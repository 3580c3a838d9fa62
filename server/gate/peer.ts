// The seam between sockets and game: Peer is what an agent sees of its connection, Receiver what a connection sees of its
// agent. Plain calls without promises: both are on one thread.

import type { CloseCode, ErrorCode } from '../../protocol/errors.ts'
import type { Message } from '../../protocol/sproto/index.ts'
import type { Address } from '../core/address.ts'

/** How a frame is written: as JSON text or as packed sproto. A reply has the format of its request. */
export interface Format {
  readonly isBinary: boolean
  /** undefined when nothing is to be sent. Throws when the body does not fit the schema. */
  reply(message: Message, session: number | undefined, body: unknown): Frame | undefined
  fail(failure: Failure): Frame | undefined
  push(message: Message, body: unknown): Frame
}

/** Valid until the format's next call. */
export type Frame = string | Uint8Array

export interface Failure {
  /** The message's name as the client wrote it. */
  name: string
  message?: Message | undefined
  session?: number | undefined
  code: ErrorCode
  text?: string | undefined
}

/** What a connection began with, as far as the game looks at it: nothing for a game without `authenticate`. */
export interface Handshake {
  /** Path and query. */
  readonly url: string
  /** Those that the game has named, by their names in small letters. */
  readonly headers: Readonly<Record<string, string>>
}

export interface Peer {
  /** Unique on this thread; a room names its members to `.gate/<thread>` by it. */
  readonly id: number
  /** The client's address as seen by the outermost trusted proxy. */
  readonly address: string
  /** Comes from this machine: limits by address do not count it. */
  readonly isLocal: boolean
  readonly handshake: Handshake
  /** What is sent is heard, now or when the client is back. */
  readonly isOpen: boolean
  /** The connection is lost, and the client may come back. */
  readonly isAway: boolean
  /** The client wanted to come back to a session that began then (ms since 1970) and could not; undefined for any other. */
  readonly returnsFrom: number | undefined
  /** False when the body does not fit the schema; the client is then answered with INTERNAL. */
  reply(message: Message, session: number | undefined, format: Format, body: unknown): boolean
  fail(format: Format, failure: Failure): void
  /** In the format of the login. */
  push(message: Message, body: unknown): void
  /** Closes the connection with `code`; the receiver hears closed() at once. */
  close(code: CloseCode): void
  /** Makes `receiver` the one that serves this connection. `login`: the format of its login; undefined for a guest. */
  attach(receiver: Receiver, login: Format | undefined): void
  join(topic: string): void
  /** Takes effect at once; held frames of the topic are dropped. */
  leave(topic: string): void
  /** The join for which a room has subscribed this connection is done: what was published since then goes out after the
   * next reply or error. */
  settle(topic: string): void

  // For moves to another thread (connection/movable.ts).

  /** It has come here, and was in this topic before. */
  rejoin(topic: string): void
  /** The gate that has its socket, where that is on another thread. */
  readonly lineGate: Address | undefined
  /** Its session could go on at another gate. */
  readonly canMove: boolean
  /** Its client is to come back by another socket. */
  letGo(): void
  /** It is about to move: resolves when all is here that will come here. Check canMove before. */
  hold(): Promise<void>
  /** It does not move. */
  unhold(): void
  /** Gives its session away, which is that connection's from now on; undefined where it has ended. */
  pack(home: { gate: Address; connection: number }): MovedSession | undefined
}

/** A connection without a session, for a player that comes from another thread. */
export interface ReservedPeer {
  readonly peer: Peer
  formatOf(isBinary: boolean): Format
  /** The session is here: `receiver` serves it. */
  arrive(moved: MovedSession, receiver: Receiver): void
  dismiss(): void
}

/** A session on its way to another thread. */
export interface MovedSession {
  token: string
  stream: MovedStream
  /** Of the login. */
  isBinary: boolean
  /** Frames of the client that have come. */
  arrived: number
  /** How many times it has moved. */
  moves: number
  openedAt: number
  sentAtLoss: number | undefined
  /** ms; 0 for one that is connected. */
  awayFor: number
  address: string
  handshake: Handshake
  /** The number of its line, which is at the gate where it goes; undefined without one. */
  line: number | undefined
}

/** What has gone out; `kept`: all behind `confirmed`, undefined where it was forgotten. */
export interface MovedStream {
  sent: number
  confirmed: number
  kept: readonly { frame: Frame; isBinary: boolean; latest: string | undefined }[] | undefined
}

/** A room's message, encoded once per format. */
export interface Frames {
  binary: Uint8Array
  text: string
  /** The name of the push, if a slow member needs only the newest of it. */
  latest?: string
  /** The number of the world's view of which it is a patch: whoever lacks it gets the newest state instead, so it is counted and
   * not kept. */
  readonly view?: number
  /** The same for whoever keeps it beyond this turn. Without it they are good for ever. */
  kept?(): Frames
}

export interface Receiver {
  /** Who is logged in, for the log. */
  readonly account?: string | undefined
  /** A request is running or waits for its turn. */
  readonly isAnswering?: boolean
  /** While true, the login timeout is paused. */
  readonly isLoggingIn?: boolean
  message(message: Message, body: unknown, session: number | undefined, format: Format): void
  /** It leaves, as soon as it can, and closes the connection with this code. */
  readonly endsBy?: CloseCode | undefined
  /** The connection is lost, and may come back; what is sent meanwhile is kept. Without it a loss is the end. */
  away?(): void
  back?(): void
  /** Its socket is on another thread from now on. */
  relayed?(): void
  /** Called once, whichever side closed. */
  closed(code: number): void
}
