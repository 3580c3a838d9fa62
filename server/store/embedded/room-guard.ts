// Keeps some of the disk free, so that a store stops before LMDB meets the end of the disk: logs and what a stop can't save
// still fit then.

import { type StatsFs, statfsSync } from 'node:fs'

/** Of a small disk no more than this part is kept free. */
const MOST = 1 / 8

/** What is wrong when less than `minFree` bytes are free where `path` is; undefined when there is enough. */
export function lackOfRoom(path: string, minFree: number): Error | undefined {
  const disk = minFree === 0 ? undefined : statsOf(path)
  if (!disk) return undefined
  const { bavail, blocks, bsize } = disk
  const free = bavail * bsize
  const kept = Math.min(minFree, Math.floor(blocks * bsize * MOST))
  if (free >= kept) return undefined
  return new Error(
    `store.path: ${path} is not written: ${free} bytes are free on its disk, and ${kept} are kept free (store.minFree); make room on its disk`,
  )
}

/** undefined where the system does not tell: LMDB finds out itself then. */
function statsOf(path: string): StatsFs | undefined {
  try {
    return statfsSync(path)
  } catch {
    return undefined
  }
}
