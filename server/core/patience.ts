// Waiting for code that may never end, such as a game's: for a while, and no longer.

import { AppError } from './errors.ts'

/** What `work` resolves with. Throws `late` after `ms`; what becomes of `work` then is nobody's matter any more. */
export async function endsWithin<T>(
  ms: number,
  work: T | PromiseLike<T>,
  late: Error = new AppError('TIMEOUT'),
): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const end = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late), ms)
  })
  try {
    return await Promise.race([work, end])
  } finally {
    clearTimeout(timer)
  }
}
