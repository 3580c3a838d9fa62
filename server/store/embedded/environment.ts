// The LMDB environment of a node: one directory, opened once per thread, safe from all threads of the process.
// Values are plain msgpack without shared structures, so that every thread reads what another wrote.
// Nothing is written by a callback that may throw: LMDB's asynchronous transaction does not roll back.

import { mkdirSync } from 'node:fs'
import { type Database, type DatabaseOptions, open, type RootDatabase } from 'lmdb'
import { StartError } from '../../core/errors.ts'

export type Environment = RootDatabase

const ENCODER = { useRecords: false, mapsAsObjects: true }

/**
 * The caller closes it. Other stores of this node open their own databases in it with `openDB`; they throw when they
 * are written to after the close. Throws StartError.
 */
export function openEnvironment(path: string): Environment {
  try {
    mkdirSync(path, { recursive: true })
    return refusingAfterClose(open({ path, noSubdir: false, maxDbs: 32, encoder: ENCODER, cache: false }))
  } catch (error) {
    throw new StartError(`store.path: ${path} can't be opened: ${(error as Error).message}`, { cause: error })
  }
}

/** Resolves when everything written before is on the disk. */
export async function flushed(environment: Environment): Promise<void> {
  await environment.flushed
}

/**
 * LMDB itself refuses what is written to a closed environment, but not to the databases opened in it: that it takes, and
 * fails in a task of its own, where nobody can catch it. A service that is late when the server stops must not end it so.
 */
function refusingAfterClose(environment: Environment): Environment {
  const databases: Database[] = []
  const openDB = environment.openDB.bind(environment)
  const close = environment.close.bind(environment)
  const refuse = (): never => {
    throw new Error('the store is closed')
  }
  return Object.assign(environment, {
    openDB: (options: DatabaseOptions & { name: string }) => {
      const database = openDB(options)
      databases.push(database)
      return database
    },
    close: () => {
      for (const database of databases)
        Object.assign(database, {
          put: refuse,
          remove: refuse,
          batch: refuse,
          transaction: refuse,
          childTransaction: refuse,
        })
      return close()
    },
  })
}
