// How a game declares its error codes: each with a sentence in every language of the game's clients.

import { KIT_ERRORS, type KitErrorCode } from './kit-errors.ts'

export interface ErrorTexts {
  /** What a client is sent when nothing more precise is said. */
  en: string
  zh: string
}

type NotOfKit<E> = { [K in keyof E & KitErrorCode]: `${K} is a code of the kit` }

/** Throws TypeError for a code of the kit, and for one that is not written in capitals. */
export function defineErrors<const E extends Readonly<Record<string, ErrorTexts>>>(
  errors: E & NotOfKit<E>,
): E {
  for (const code of Object.keys(errors)) {
    if (Object.keys(KIT_ERRORS).includes(code)) throw new TypeError(`errors: ${code} is a code of the kit`)
    if (!/^[A-Z][A-Z0-9_]*$/.test(code))
      throw new TypeError(`errors: expected a code such as NOT_ENOUGH_GOLD, got ${JSON.stringify(code)}`)
  }
  return errors
}
