// What a connection needs of its slave, and how it is asked. `C` is the connection.

import type { CloseCode, ErrorCode } from '../../../protocol/errors.ts'
import type { Message } from '../../../protocol/sproto/index.ts'
import type { Observer } from '../../core/watch/observer.ts'
import type { Formats } from '../format/refused-frame.ts'
import type { GateMeter } from '../gate-meter.ts'
import type { AllowanceHost } from '../limit/allowance.ts'
import type { Format, Handshake } from '../peer.ts'
import type { Home } from '../relay/homes.ts'
import type { SessionEnd } from '../session/ended-sessions.ts'
import type { Session } from '../session/session.ts'
import type { TopicLogs } from '../session/topic-logs.ts'
import type { GateConfig } from '../settings.ts'
import type { WebSocket } from '../transport/uws.ts'
import type { Tell } from '../view/watched.ts'

export type ConnectionLimits = Pick<
  GateConfig,
  | 'maxMessage'
  | 'messageRate'
  | 'messageBurst'
  | 'inputRate'
  | 'inputBurst'
  | 'maxBadMessages'
  | 'loginTimeout'
  | 'idleTimeout'
  | 'maxQueued'
  | 'maxGuestQueued'
  | 'latestWinsAt'
>

export interface ConnectionHost<C> extends Formats, AllowanceHost {
  readonly limits: ConnectionLimits
  readonly latestWins: ReadonlySet<string>
  readonly meter: GateMeter
  /** Messages of connections among themselves; undefined where the protocol has none. */
  readonly heartbeat: Message | undefined
  readonly received: Message | undefined
  /** By the index of a message: it is an input for a world. */
  readonly isInput: readonly boolean[]
  /** What a world is to hear of a connection; nobody waits for it. */
  readonly tellRoom: Tell
  readonly logs: TopicLogs
  /** `session.maxKept`. */
  readonly maxKept: number
  /** The thread, or the server, ends. */
  readonly isLeaving: boolean
  /** Of the thread. */
  readonly watch: { readonly observer: Observer | undefined }
  /** ms since 1970, as heartbeats tell it. */
  timeOfDay(): number
  /** Whole ms of a coarse monotonic clock; good enough for limits. */
  now: number
  onBug(error: unknown, where: string, connection: C): void
  /** This server is about to close it. */
  onClose(connection: C, code: CloseCode): void
  /** A message of sessions has come. */
  onKit(connection: C, message: Message, body: unknown, asked: Asked): void
  /** The events of `socket` are this connection's from now on, or nobody's. */
  rebind(socket: WebSocket<unknown>, connection: C | undefined): void
  /** It has lost its socket; its session lives on. */
  onAway(connection: C): void
  /** Its socket is another connection's now. */
  onTaken(line: C, by: C): void
  /** It was away, and is over now. */
  onOver(connection: C): void
  /** Its session, of this token, goes to `home`: nothing more is sent for it from here. */
  onPacked(connection: C, token: string, home: Home): void
  /** A session has come to it. */
  onArrived(connection: C): void
  /** Its session has ended; `end`: why its client is not to come back by itself. */
  onSessionEnd(session: Session, end: SessionEnd | undefined): void
  /** Something waits in the socket's buffer. */
  onBacklog(connection: C): void
  /** `topic` is no longer held for it. */
  onReleased(connection: C, topic: string): void
  /** What is published to `topic` has to be sent to it from now on, or no longer. */
  onAside(connection: C, topic: string, isAside: boolean): void
  /** It is closed, but something still waits in its socket. */
  onClosing(connection: C): void
  /** It is being closed for too many bad messages; `code` is that of the last one. */
  onAbuse(connection: C, code: ErrorCode): void
}

/** By which number and in which format something was asked. */
export interface Asked {
  session: number | undefined
  format: Format
}

/** Why something that was asked fails; `isBad`: it counts as a bad message. */
export interface Refused {
  code: ErrorCode
  text?: string
  isBad?: boolean
}

/** Where a client comes from; `spot` is where its address is counted, undefined for loopback. */
export interface Origin {
  address: string
  spot: number | undefined
  handshake: Handshake
}
