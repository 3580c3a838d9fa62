// The one catalogue of what can go wrong: error codes that a reply carries, close codes that end a connection.
// Both sides import it. A test proves that every code is used and documented in the README.

/** Code of a failed request -> the sentence a client sees when nothing more precise is said. */
export const ERRORS = {
  NEED_LOGIN: 'log in first',
  ALREADY_LOGGED_IN: 'this connection is logged in already',
  LOGIN_FAILED: 'the login was refused',
  BANNED: 'this account is banned',
  TRY_AGAIN: 'not possible right now, try again in a moment',
  SERVER_FULL: 'the server is full',
  UNKNOWN_MESSAGE: 'no such message',
  BAD_MESSAGE: 'the message does not fit the schema',
  MESSAGE_TOO_LARGE: 'the message is too large',
  RATE_LIMITED: 'too many messages',
  TIMEOUT: 'the deadline passed without an answer',
  INTERNAL: 'an error inside the server',
  ROOM_NOT_FOUND: 'there is no such room',
  ROOM_FULL: 'the room is full',
  ROOM_LOCKED: 'the room is locked',
  WRONG_PASSWORD: 'the password is wrong',
  ALREADY_IN_ROOM: 'you are in this room already',
  NOT_IN_ROOM: 'you are not in this room',
  TOO_MANY_ROOMS: 'no more rooms at a time',
  NOT_ALLOWED: 'this is not for you to do',
  MUTED: 'you may not speak for now',
  TEXT_REFUSED: 'this text can not be said here',
  NOT_ONLINE: 'this player is not online',
  ROLE_CLOSED: 'the role is closed',
  CALL_CYCLE: 'the call would wait for itself',
  SERVICE_DEAD: 'the service has ended or was never there',
  UNKNOWN_COMMAND: 'the service has no such command',
  NAME_TAKEN: 'a service has this name already',
  MAILBOX_FULL: 'the service has too many messages waiting',
  THREAD_LOST: 'the thread of the service has ended',
  NOT_CLONEABLE: 'the message holds something that cannot cross threads',
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

/** Close code -> what it means, for logs, the tester page and the client. */
export const CLOSE_REASONS: Record<CloseCode, string> = {
  4001: 'replaced by another login',
  4002: 'the server is stopping, connect again',
  4003: 'too slow: too much was waiting to be sent',
  4004: 'idle for too long',
  4005: 'too many bad messages',
  4006: 'the server is full',
  4007: 'not logged in in time',
  4008: 'kicked',
  4009: 'too many connections from one address',
}
