// The LMDB environment of a node: one directory, opened once per thread, safe from all threads of the process.
// Values are plain msgpack without shared structures, so that every thread reads what another wrote. Its files are looked
// at before LMDB opens them (check-files.ts), and every write is guarded (safe-writes.ts): a store on a full disk is like a
// database that is away.

import { isMainThread } from 'node:worker_threads'
import { type DatabaseOptions, open, type RootDatabase } from 'lmdb'
import type { Logger } from 'pino'
import { StartError } from '../../../core/errors.ts'
import { markStore, prepareFiles, removeUnfinished } from './check-files.ts'
import { mendLmdb } from './mend-lmdb.ts'
import { guardWrites } from './safe-writes.ts'

export type Environment = RootDatabase

export interface EnvironmentOptions {
  /** Told of commits that fail; without it they are known only to who waits for them. */
  log?: Pick<Logger, 'info' | 'warn'> | undefined
  /** Bytes that stay free on the disk: with less, writes are refused with TRY_AGAIN. */
  minFree?: number
}

const ENCODER = { useRecords: false, mapsAsObjects: true }
/** ms between two warnings of the same trouble. */
const WARN_EVERY = 10_000

/**
 * The caller closes it. Other stores of this node open their own databases in it with `openDB`. All of them reject with
 * TRY_AGAIN what can't be written, and throw when they are written to after the close. Throws StartError.
 */
export function openEnvironment(path: string, { log, minFree = 0 }: EnvironmentOptions = {}): Environment {
  if (isMainThread) mendLmdb()
  const { isNew } = prepareFiles(path)
  try {
    const environment = open({ path, noSubdir: false, maxDbs: 32, encoder: ENCODER, cache: false })
    markStore(path)
    return explainingOpens(guardWrites(environment, { path, minFree, ...reportsTo(log, path) }), path)
  } catch (error) {
    if (isNew) removeUnfinished(path)
    throw cantOpen(path, error)
  }
}

const cantOpen = (path: string, error: unknown): StartError =>
  new StartError(`store.path: ${path} can't be opened: ${(error as Error).message}`, { cause: error })

/** A database that is opened for the first time is written: a disk that is full then ends the start in one line. */
function explainingOpens(environment: Environment, path: string): Environment {
  const openDB = environment.openDB.bind(environment)
  return Object.assign(environment, {
    openDB: (options: DatabaseOptions & { name: string }) => {
      try {
        return openDB(options)
      } catch (error) {
        throw cantOpen(path, error)
      }
    },
  })
}

function reportsTo(log: EnvironmentOptions['log'], path: string) {
  let warnedAt = Number.NEGATIVE_INFINITY
  const warn = (fields: object, message: string): void => {
    const now = performance.now()
    if (now - warnedAt < WARN_EVERY) return
    warnedAt = now
    log?.warn(fields, message)
  }
  return {
    onFailure: (error: Error) =>
      warn({ reason: error.message }, 'the store can not be written; what waits is kept and tried again'),
    onSuccess: () => {
      warnedAt = Number.NEGATIVE_INFINITY
      log?.info({ path }, 'the store can be written again')
    },
    onSlow: (ms: number) =>
      warn(
        { path, ms: Math.round(ms) },
        'the disk of the store does not answer; if it is well and this goes on, restart the server',
      ),
  }
}
