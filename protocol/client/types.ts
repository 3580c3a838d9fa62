// The types of the client's doors, made from the message types of a protocol: what is not in the schema does not
// compile. A protocol that is known only at run time (the tester page) uses AnyMessages.

import type { CloseCode } from '../errors.ts'
import type { RequestError } from './errors.ts'

/** The shape of the types that `npm run protocol` generates: requests with body and reply, pushes with body. */
export interface Messages {
  requests: object
  pushes: object
}

/** For schemas that arrive at run time: every name, any body. */
export interface AnyMessages {
  requests: Record<string, { body: Record<string, unknown>; reply: Record<string, unknown> }>
  pushes: Record<string, Record<string, unknown>>
}

type BodyOf<T> = T extends { body: infer B } ? B : undefined
type ReplyOf<T> = T extends { reply: infer R } ? R : undefined

interface FrameOptions {
  /** The frame's format, instead of the client's. The reply has the same. */
  format?: 'binary' | 'text'
}

export interface SendOptions extends FrameOptions {
  /** While the connection is lost: forget it, instead of sending it when the connection is back. */
  droppable?: boolean
}

export interface CallOptions extends FrameOptions {
  /** How long to wait for the reply, in ms, instead of the client's `timeout`. */
  timeout?: number
}

/** A body of which nothing has to be given may be left out. */
type Asked<B, O> = Partial<B> extends B ? [body?: B, options?: O] : [body: B, options?: O]

/** `await game.request.login({ acc })`: rejects with RequestError or ClosedError, or SprotoEncodeError for a bad body. */
export type RequestApi<M extends Messages> = {
  readonly [N in keyof M['requests']]: (
    ...asked: Asked<BodyOf<M['requests'][N]>, CallOptions>
  ) => Promise<ReplyOf<M['requests'][N]>>
}

/** `game.send.heartbeat()`: the request without a number, which the server does not answer. */
export type SendApi<M extends Messages> = {
  readonly [N in keyof M['requests']]: (...asked: Asked<BodyOf<M['requests'][N]>, SendOptions>) => void
}

/** `game.on.room_message(m => …)`: the returned function ends it. */
export type PushApi<M extends Messages> = {
  readonly [N in keyof M['pushes']]: (listener: (body: M['pushes'][N]) => void) => () => void
}

/**
 * `connecting`: the socket is being opened · `login`: it is open, the login function runs · `open`: requests may be
 * made · `waiting`: lost, and tried again in a moment · `closed`: for good.
 */
export type GameState = 'connecting' | 'login' | 'open' | 'waiting' | 'closed'

export interface ClosedEvent {
  /** One of CLOSE, or a standard WebSocket code; 1006 where the connection was lost or refused without one. */
  code: CloseCode | (number & {})
  /** From the catalogue, or what the other side said. */
  reason: string
  /** When it is tried again, in ms from now; undefined: never. */
  retryIn?: number
}

/** A lost connection is back, and nothing is missing: what the server said meanwhile is on its way, in its order. */
export interface ResumedEvent {
  /** For how long it was lost, in ms. */
  awayFor: number
  /** Frames that the server sends again. */
  replayed: number
  /** Frames that were sent again. */
  resent: number
}

export interface GameEvents {
  state: GameState
  closed: ClosedEvent
  resumed: ResumedEvent
  /** The connection is back, and what was said meanwhile is not: the game has to ask for its state anew. Why, in words. */
  restarted: { reason: string }
  /** An error that no call waits for: of a `send`, or of a frame that could not be read. */
  error: RequestError
  /** The login function failed after a reconnection. */
  loginFailed: Error
  /** The server's clock was asked: `game.clock` is up to date. */
  beat: undefined
}

/** One frame, for logs and tools. `name` and `body` are missing where it could not be read. */
export interface Frame {
  direction: 'sent' | 'received'
  kind: 'request' | 'send' | 'reply' | 'failed' | 'push' | 'unreadable'
  /** ms since 1970. */
  at: number
  /** As it went over the wire; '' for a `TIMEOUT`, which is no frame but the lack of one. */
  data: string | Uint8Array
  name?: string
  session?: number
  body?: unknown
  error?: { code: string; message: string }
  /** Of a reply: ms since its request was sent. */
  latency?: number
  /** The server has sent it again, or for the first time, since the connection before this one was lost. */
  isReplayed?: true
}
