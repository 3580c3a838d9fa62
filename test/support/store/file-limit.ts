// A disk that is full, for this process and without being root: files can't grow beyond a limit (util-linux's prlimit),
// so that LMDB's writes fail as they do where there is no room. Elsewhere suites skip, in one line.

import { spawnSync } from 'node:child_process'

const setLimit = (bytes: number | 'unlimited'): boolean =>
  spawnSync('prlimit', ['--pid', String(process.pid), `--fsize=${bytes}:`]).status === 0

/** Whether files of this process can be limited; says so in one line where they can't. */
export function canLimitFiles(): boolean {
  if (setLimit('unlimited')) return true
  const missing = 'no prlimit, which limits the size of files: install util-linux'
  if (process.env.REQUIRE_SERVERS === '1') throw new Error(missing)
  process.stderr.write(`skipped, ${missing}\n`)
  return false
}

/** No file of this process grows beyond `bytes` while `work` runs. */
export async function whileFilesEndAt<R>(bytes: number, work: () => Promise<R>): Promise<R> {
  if (!setLimit(bytes)) throw new Error('the size of files could not be limited')
  try {
    return await work()
  } finally {
    setLimit('unlimited')
  }
}
