// The LMDB environment of a node: one directory, opened once per thread, safe from all threads of the process.
// Values are plain msgpack without shared structures, so that every thread reads what another wrote.
// Nothing is written by a callback that may throw: LMDB's asynchronous transaction does not roll back.

import { mkdirSync } from 'node:fs'
import { open, type RootDatabase } from 'lmdb'
import { StartError } from '../../core/errors.ts'

export type Environment = RootDatabase

const ENCODER = { useRecords: false, mapsAsObjects: true }

/** The caller closes it. Other stores of this node open their own databases in it with `openDB`. Throws StartError. */
export function openEnvironment(path: string): Environment {
  try {
    mkdirSync(path, { recursive: true })
    return open({ path, noSubdir: false, maxDbs: 32, encoder: ENCODER, cache: false })
  } catch (error) {
    throw new StartError(`store.path: ${path} can't be opened: ${(error as Error).message}`, { cause: error })
  }
}

/** Resolves when everything written before is on the disk. */
export async function flushed(environment: Environment): Promise<void> {
  await environment.flushed
}
