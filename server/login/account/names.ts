// Names that people type for an account.

import { AppError } from '../../core/errors.ts'
import { isVisibleName } from '../../lib/visible-text.ts'

const LONGEST = 64

/** Its normal form, by which it is found. Throws BAD_MESSAGE for a name that nobody may have. */
export function typedName(typed: string): string {
  const name = typed.normalize('NFKC').trim().toLowerCase()
  if ([...name].length > LONGEST || !isVisibleName(name))
    throw new AppError('BAD_MESSAGE', `name: expected 1 to ${LONGEST} printable characters`)
  return name
}

/** As others may see it. */
export const shownName = (typed: string): string => typed.normalize('NFKC').replace(/ +/g, ' ').trim()
