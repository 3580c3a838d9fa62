// Waiting, for a limited time, for code that may never end, such as a game's.

import { AppError } from './errors.ts'

/** What `work` resolves with. Throws `late` after `ms`; a result or an error that comes later is ignored. */
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
