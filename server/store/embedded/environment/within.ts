// Waits for a disk no longer than for a database: a write without an answer is given up.

import { AppError } from '../../../core/errors.ts'

const PATIENCE = 10_000

/** Rejects with TRY_AGAIN after 10 s; the write may be done later all the same. */
export function within<R>(written: Promise<R>): Promise<R> {
  return new Promise((resolve, reject) => {
    const cause = new Error(`the disk of the store has not answered for ${PATIENCE} ms`)
    const timer = setTimeout(() => reject(new AppError('TRY_AGAIN', undefined, { cause })), PATIENCE)
    written.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
