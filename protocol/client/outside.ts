// The face of the client for projects outside: what plays this game. `npm run client` puts the types of its messages beside
// it. What a project does not import its bundler leaves out: nothing here does anything by being loaded.

export { errorText } from '../error-texts.ts'
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
