// The one catalogue of what can go wrong: error codes that a reply carries, close codes that end a connection.
// Both sides import it. Tests prove that every code is used, and in the manual (errors.zh.ts says it in Chinese).

/** Code of a failed request -> the sentence a client sees when nothing more precise is said. */
export const ERRORS = {
  NEED_LOGIN: 'log in first',
  ALREADY_LOGGED_IN: 'this connection is already logged in',
  LOGIN_FAILED: 'the login was refused',
  BANNED: 'this account is banned',
  TRY_AGAIN: 'not possible right now, try again in a moment',
  SERVER_FULL: 'the server is full',
  UNKNOWN_MESSAGE: 'no such message',
  BAD_MESSAGE: 'the message does not fit the schema',
  MESSAGE_TOO_LARGE: 'the message is too large',
  RATE_LIMITED: 'too many messages',
  TIMEOUT: 'no answer before the deadline',
  INTERNAL: 'an error inside the server',
  ROOM_NOT_FOUND: 'there is no such room',
  ROOM_FULL: 'the room is full',
  ROOM_LOCKED: 'the room is locked',
  WRONG_PASSWORD: 'the password is wrong',
  ALREADY_IN_ROOM: 'you are already in this room',
  NOT_IN_ROOM: 'you are not in this room',
  TOO_MANY_ROOMS: 'too many rooms',
  NOT_ALLOWED: 'you are not allowed to do this',
  MUTED: 'you are muted',
  TEXT_REFUSED: 'this text is not allowed',
  NOT_ONLINE: 'this player is not online',
  ROLE_CLOSED: 'the role is closed',
  CALL_CYCLE: 'the call would wait for itself',
  SERVICE_DEAD: 'the service has ended or never existed',
  UNKNOWN_COMMAND: 'the service has no such command',
  NAME_TAKEN: 'another service has this name',
  MAILBOX_FULL: 'the service has too many messages waiting',
  THREAD_LOST: 'the thread of the service has ended',
  NOT_CLONEABLE: 'the message contains something that cannot cross threads',
} as const

export type ErrorCode = keyof typeof ERRORS

/** WebSocket close codes of this server. uWebSockets.js itself closes with 1006 only, at limits above ours. */
export const CLOSE = {
  REPLACED: 4001,
  STOPPING: 4002,
  TOO_SLOW: 4003,
  IDLE: 4004,
  ABUSE: 4005,
  FULL: 4006,
  LOGIN_TIMEOUT: 4007,
  KICKED: 4008,
  CROWDED: 4009,
} as const

export type CloseCode = (typeof CLOSE)[keyof typeof CLOSE]

/** Whether a client whose connection ended comes back by itself: `yes`, soon; `later`, after a long wait; `no`. */
export type ComesAgain = 'yes' | 'later' | 'no'

export interface Close {
  reason: string
  comesAgain: ComesAgain
}

/** Close code -> what it means and what the client does: for logs, the tester page, the manual and the client. */
export const CLOSES: Record<CloseCode, Close> = {
  4001: { reason: 'replaced by another login', comesAgain: 'no' },
  4002: { reason: 'the server is stopping, connect again', comesAgain: 'yes' },
  4003: { reason: 'too slow: too much was waiting to be sent', comesAgain: 'yes' },
  4004: { reason: 'idle for too long', comesAgain: 'yes' },
  4005: { reason: 'too many bad messages', comesAgain: 'no' },
  4006: { reason: 'the server is full', comesAgain: 'later' },
  4007: { reason: 'not logged in in time', comesAgain: 'yes' },
  4008: { reason: 'kicked', comesAgain: 'no' },
  4009: { reason: 'too many connections from one address', comesAgain: 'later' },
}

/** Of any close code: those of WebSockets themselves and of a game come again. */
export const comesAgain = (code: number): ComesAgain => CLOSES[code as CloseCode]?.comesAgain ?? 'yes'

const codes = Object.keys(CLOSES).map(code => Number(code) as CloseCode)

/** Close code -> what it means. */
export const CLOSE_REASONS = codes.reduce(
  (reasons, code) => {
    reasons[code] = CLOSES[code].reason
    return reasons
  },
  {} as Record<CloseCode, string>,
)
