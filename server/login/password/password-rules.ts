// Which passwords are let through: long enough to be worth hashing, short enough to be hashed, and not one of those that
// everybody tries first.

import { AppError } from '../../core/errors.ts'
import { CommonPasswords } from './common-passwords.ts'

/** Characters, not bytes. */
const LEAST = 8
const MOST = 128
/** `aaaaaaaa`, `abababab`. */
const LEAST_DIFFERENT = 3

export class PasswordRules {
  readonly #common = new CommonPasswords(LEAST)

  /** Of a new one. Throws BAD_MESSAGE naming what is wrong, and not the password. `name`: the account's, if it has one. */
  check(password: string, name: string | undefined): void {
    const length = [...password].length
    if (length < LEAST || length > MOST)
      throw new AppError('BAD_MESSAGE', `password: expected ${LEAST} to ${MOST} characters, got ${length}`)
    const isPlain = new Set(password).size < LEAST_DIFFERENT || this.#common.has(password)
    const isName = password.toLowerCase() === name?.toLowerCase()
    if (isPlain || isName)
      throw new AppError(
        'BAD_MESSAGE',
        `password: expected one that nobody guesses, got ${isName ? 'the name' : 'a common one'}`,
      )
  }
}

/** Of what is compared with a stored one: a longer one is nobody's, and is never hashed. */
export const canBePassword = (password: string): boolean => [...password].length <= MOST
