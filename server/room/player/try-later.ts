// A thread that dies, or is overloaded, is nothing that a client can know of: it is told that it may try again.

import { AppError, hasCode, isGone } from '../../core/errors.ts'

/** The error for the client. */
export const tryLater = (error: unknown): unknown =>
  isGone(error) || hasCode(error, 'MAILBOX_FULL')
    ? new AppError('TRY_AGAIN', undefined, { cause: error })
    : error

export async function orTryLater<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw tryLater(error)
  }
}
