// The one catalogue of what can go wrong: error codes that a reply carries (the kit's and the game's), close codes that end
// a connection. Both sides import it. Tests prove that every code of the kit is used, and in the manual (errors.zh.ts says
// it in Chinese).

import type { ErrorTexts } from './define-errors.ts'
import { GAME_ERRORS } from './game-errors.ts'
import { KIT_ERRORS, type KitErrorCode } from './kit-errors.ts'

/** Code of a failed request -> the sentence a client sees when nothing more precise is said; the game's codes too. */
export const ERRORS = { ...KIT_ERRORS, ...englishOf(GAME_ERRORS) }

export type ErrorCode = KitErrorCode | keyof typeof GAME_ERRORS

function englishOf<E extends Readonly<Record<string, ErrorTexts>>>(errors: E): Record<keyof E, string> {
  // Not by Object.fromEntries: clients have the library of ES2018.
  const texts = {} as Record<keyof E, string>
  for (const code of Object.keys(errors) as (keyof E)[]) texts[code] = errors[code]!.en
  return texts
}

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
