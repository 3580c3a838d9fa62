// JSON that an operator has written.

import { AppError } from '../../core/errors.ts'

/** Throws BAD_MESSAGE naming the argument. */
export function readJson(name: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new AppError('BAD_MESSAGE', `${name}: expected JSON, got ${(error as Error).message}`)
  }
}
