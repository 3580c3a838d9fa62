// What an error code means in the language of a player, for clients that show it. Apart from errors.ts, so that a client
// which doesn't carries no Chinese.

import { ERRORS, type ErrorCode } from './errors.ts'
import { ERRORS_ZH } from './errors.zh.ts'
import { GAME_ERRORS } from './game-errors.ts'

/** A code that is not known is its own text. */
export function errorText(code: ErrorCode | (string & {}), language: 'en' | 'zh'): string {
  const texts: Readonly<Record<string, string>> = language === 'en' ? ERRORS : ERRORS_ZH
  const ofGame = (GAME_ERRORS as Readonly<Record<string, { en: string; zh: string }>>)[code]
  return ofGame?.[language] ?? texts[code] ?? code
}
