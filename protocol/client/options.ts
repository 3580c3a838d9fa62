// What a game client can be told, each with its unit and default.

import type { Protocol } from '../sproto/index.ts'
import type { TokenKeeper } from './account/account.ts'
import type { SignalLike } from './link/signal.ts'
import type { SocketLike } from './link/socket.ts'
import type { Frame, Messages, RequestApi } from './types.ts'

export interface GameOptions<M extends Messages> {
  /**
   * The messages, where they are not those of protocol/*.sproto: `protocolOf(parseSchema(text))`. A program that makes
   * many clients gives the `protocol` of protocol/generated/index.ts, whose codecs are quicker and larger.
   */
  protocol?: Protocol
  /** The frames' format; pushes come in the format of the login. Default `binary`. */
  format?: 'binary' | 'text'
  /**
   * Logs in, by the requests that it is given. Called at the first connection and after each reconnection; the
   * connection is open when it has resolved. After a reconnection it is tried again when it fails, unless the server
   * refused for good: with a code that does not say "later", as TRY_AGAIN and SERVER_FULL do. `token`: of the account that is
   * connected; '' where there is none.
   */
  login?: (request: RequestApi<M>, token: string) => Promise<unknown>
  /** Whether a lost connection comes back by itself. Default true. */
  reconnect?: boolean
  /** Tries again also where the first connection fails. Default: the first failure is the end. */
  retry?: RetryOptions
  /**
   * Ends it for good when it is aborted, at any time: `connect` rejects with its reason, or the game is closed. An
   * AbortSignal, or where the platform has none, what looks like one.
   */
  signal?: SignalLike
  /**
   * `false`: a lost connection is the end of what was on its way, and comes back by a login. `keep`: where the game keeps
   * the secret of its session, so that it is still there when the page is loaded again; who reads it can play as this player.
   */
  session?: false | { keep: TokenKeeper }
  /** How long to wait for a connection and for each reply, in ms. Default 10 000. */
  timeout?: number
  /** Time between heartbeats in ms; 0 for none. Default 20 000. */
  heartbeat?: number
  /**
   * Bytes of the largest message that is sent; a larger one fails at once with MESSAGE_TOO_LARGE. Default 16 384, which
   * every server reads; give the server's `gate.maxMessage` where that is more.
   */
  maxMessage?: number
  /** Makes the socket where there is no global WebSocket (mini-game platforms). */
  socket?: (url: string) => SocketLike
  /** Sees every frame, sent and received. Costs nothing when it is not given. */
  trace?: (frame: Frame) => void
}

export interface RetryOptions {
  /**
   * For how long, in ms; Infinity: until it works or `signal` ends it. The waits in between grow, as after a loss. What
   * says "no" is not tried again: a refusal for good (BANNED), an error of the login function itself.
   */
  within: number
}
