// Why LMDB could not write, in a sentence that says what to do about it.

import { constants } from 'node:os'

const { ENOSPC, EDQUOT, EFBIG, EIO, EROFS, ENOMEM } = constants.errno
const MDB_MAP_FULL = -30792

const ADVICE = new Map<number, string>([
  [ENOSPC, 'make room on its disk'],
  [EDQUOT, 'make room on its disk or raise the quota'],
  [EFBIG, 'raise the largest size of a file (ulimit -f) or make the store smaller'],
  // LMDB says EIO of a write that was cut short, too, which a full disk does.
  [EIO, 'make room on its disk; if there is room, look into the log of the system: the disk may be failing'],
  [EROFS, 'the disk is read-only: look into the log of the system, it may be failing'],
  [ENOMEM, 'the machine has no memory left for it'],
  [MDB_MAP_FULL, 'it has reached the largest size that this machine can map'],
])

/** Errors of LMDB have a number as code; ours and the game's have none, or a text. */
export const isLmdbError = (error: unknown): error is Error & { code: number } =>
  error instanceof Error && typeof (error as { code?: unknown }).code === 'number'

export function whyNotWritten(path: string, error: unknown): Error {
  const reason = error instanceof Error ? error.message : String(error)
  const advice = isLmdbError(error) ? ADVICE.get(error.code) : undefined
  const text = `store.path: ${path} can't be written: ${reason}${advice ? `; ${advice}` : ''}`
  return new Error(text, { cause: error })
}
