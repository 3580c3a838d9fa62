// A disk of a few megabytes that can be filled and emptied: a tmpfs, in a user namespace of its own where that is allowed,
// else mounted by root.

import { execFileSync, spawnSync } from 'node:child_process'
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** Set in a process that runs inside of the namespace. */
const INSIDE = 'GATEHOUSE_OWN_MOUNTS'

const canUnshare = (): boolean => spawnSync('unshare', ['-Urm', 'true']).status === 0
const isRoot = (): boolean => process.getuid?.() === 0

/**
 * Runs this program again where it can mount, and ends with its exit code; returns true where it already can, false where
 * it never will.
 */
export function enterOwnMounts(): boolean {
  if (process.env[INSIDE] === '1') return true
  if (process.platform !== 'linux') return false
  if (!canUnshare()) return isRoot()
  const args = ['-Urm', process.execPath, ...process.argv.slice(1)]
  const { status } = spawnSync('unshare', args, { stdio: 'inherit', env: { ...process.env, [INSIDE]: '1' } })
  process.exit(status ?? 1)
}

export class SmallDisk {
  readonly folder: string
  readonly #filler: string

  constructor(folder: string, megabytes: number) {
    this.folder = folder
    this.#filler = join(folder, 'filler')
    mkdirSync(folder, { recursive: true })
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder])
  }

  /** Takes all the room that is left. */
  fill(): void {
    const file = openSync(this.#filler, 'a')
    try {
      for (const bytes of [65_536, 4096]) while (hasWritten(file, bytes));
    } finally {
      closeSync(file)
    }
  }

  empty(): void {
    rmSync(this.#filler, { force: true })
  }

  unmount(): void {
    execFileSync('umount', [this.folder])
  }
}

function hasWritten(file: number, bytes: number): boolean {
  try {
    return writeSync(file, Buffer.alloc(bytes, 1)) === bytes
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return false
    throw error
  }
}
