// What MongoDB can't do now reaches players as TRY_AGAIN, with the driver's error as its cause.

import { AppError } from '../../core/errors.ts'

export async function orTryAgain<R>(work: () => Promise<R>): Promise<R> {
  try {
    return await work()
  } catch (cause) {
    throw new AppError('TRY_AGAIN', undefined, { cause })
  }
}
