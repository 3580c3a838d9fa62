// Waiting, for a limited time, for what may never come: the end of a game's code, the answer of a database.

import { AppError } from './errors.ts'

/** What `work` resolves with. Throws `late` after `ms`; a result or an error that comes later is ignored. An answer that has
 * come while this thread was busy is not late: it is read before the time is called over. */
export async function endsWithin<T>(
  ms: number,
  work: T | PromiseLike<T>,
  late: Error = new AppError('TIMEOUT'),
): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const end = new Promise<never>((_, reject) => {
    timer = setTimeout(() => setImmediate(() => reject(late)), ms)
  })
  try {
    return await Promise.race([work, end])
  } finally {
    clearTimeout(timer)
  }
}
