// The game client for browsers, Node and bots. This file is its public face.

export { CLOSE, CLOSES, type CloseCode, type ComesAgain, type ErrorCode } from '../errors.ts'
export type { AccountAnswer, Credentials, LoginOffer } from '../login-api.ts'
export type { Account, AccountEvents, TokenKeeper } from './account/account.ts'
export { type HttpPlatform, type HttpReply, type HttpRequest, type SendHttp, wxHttp } from './account/http.ts'
export {
  askForReset,
  lookAtLogin,
  register,
  resetPassword,
  type SignInOptions,
  signIn,
  signInAgain,
} from './account/sign-in.ts'
export { connect, type GameMessages } from './connect.ts'
export { ClosedError, explainClose, RequestError } from './errors.ts'
export type { Game } from './game.ts'
export type { SignalLike } from './link/signal.ts'
export type { SocketLike } from './link/socket.ts'
export { type SocketPlatform, type SocketTask, wxSocket } from './link/wx-socket.ts'
export { makeGame } from './make-game.ts'
export type { GameOptions, RetryOptions } from './options.ts'
export type * from './types.ts'
