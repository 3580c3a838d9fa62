// The error codes of the kit. A game's own stand in game-errors.ts, and cannot have the name of one of these.

/** Code of a failed request -> the sentence a client sees when nothing more precise is said. */
export const KIT_ERRORS = {
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

export type KitErrorCode = keyof typeof KIT_ERRORS
