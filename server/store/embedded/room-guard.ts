// Keeps part of the disk free, so that writing stops before LMDB fills the disk: logs and what a stop could not save still
// fit then.

import { type StatsFs, statfsSync } from 'node:fs'

/** Of a small disk no more than this part is kept free. */
const MOST = 1 / 8

/** The error text when less than `minFree` bytes are free on the disk of `path`; undefined when there is enough. */
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

/** undefined when the system does not tell: LMDB finds out itself then. */
function statsOf(path: string): StatsFs | undefined {
  try {
    return statfsSync(path)
  } catch {
    return undefined
  }
}
