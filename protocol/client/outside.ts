// The face of the client for projects outside (`npm run client`): what plays this game, with the types of its messages by
// their names. Names of the client are said one by one: a message type of the game that is called the same stays inside.

export type * from '../generated/index.ts'
export {
  type CallOptions,
  CLOSE,
  CLOSES,
  type CloseCode,
  ClosedError,
  type ClosedEvent,
  type ComesAgain,
  connect,
  type ErrorCode,
  explainClose,
  type Frame,
  type Game,
  type GameEvents,
  type GameMessages,
  type GameOptions,
  type GameState,
  type PushApi,
  type RequestApi,
  RequestError,
  type RetryOptions,
  type SendApi,
  type SendOptions,
  type SignalLike,
  type SocketLike,
  type SocketPlatform,
  type SocketTask,
  wxSocket,
} from './index.ts'
