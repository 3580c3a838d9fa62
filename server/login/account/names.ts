// Names that people type for an account.

import { normalName, normalNameOf } from '../../auth/name.ts'
import { AppError } from '../../core/errors.ts'

/** Its normal form, by which it is found. Throws BAD_MESSAGE that says what is wrong with a name that nobody may have. */
export function checkName(typed: string): string {
  try {
    return normalName(typed)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    throw new AppError('BAD_MESSAGE', error.message)
  }
}

/** The same; a name that nobody may have is one that nobody has: ''. */
export const findableName = (typed: string): string => normalNameOf(typed) ?? ''

/** As others may see it. */
export const shownName = (typed: string): string => typed.normalize('NFKC').replace(/ +/g, ' ').trim()
