// The LMDB environment of a node: one directory, opened once per thread, however many ask for it; all threads of the process
// may use it at a time. Values are plain msgpack without shared structures, so that every thread can read what another wrote.
// The files are checked before LMDB opens them (check-files.ts), and every write is guarded (safe-writes.ts): a store on a
// full disk behaves like an unreachable database.

import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { isMainThread } from 'node:worker_threads'
import { type DatabaseOptions, open, type RootDatabase } from 'lmdb'
import type { Logger } from 'pino'
import { StartError } from '../../../core/errors.ts'
import { markStore, prepareFiles, removeUnfinished } from './check-files.ts'
import { mendLmdb } from './mend-lmdb.ts'
import { guardWrites } from './safe-writes.ts'

export type Environment = RootDatabase

export interface EnvironmentOptions {
  /** Logs commits that fail; without it only their callers know of them. */
  log?: Pick<Logger, 'info' | 'warn'> | undefined
  /** Bytes to keep free on the disk: with less, writes are refused with TRY_AGAIN. */
  minFree?: number
}

const ENCODER = { useRecords: false, mapsAsObjects: true }
/** ms between two warnings of the same kind. */
const WARN_EVERY = 10_000

/**
 * Those of this thread, by folder. One thread must not open a folder twice: a transaction of the one waits for the thread to
 * run its work, while the thread waits in the other for that transaction to end.
 */
const opened = new Map<string, { environment: Environment; users: number }>()

/**
 * Each caller closes it once; what the first asked for holds for all. Other stores of this node open their own databases in
 * it with `openDB`. Writes that cannot be done reject with TRY_AGAIN; writes after the last close throw. Throws StartError.
 */
export function openEnvironment(path: string, options: EnvironmentOptions = {}): Environment {
  const folder = resolve(path)
  const known = opened.get(folder)
  if (known) {
    known.users++
    return known.environment
  }
  const environment = openFolder(path, options)
  const close = environment.close.bind(environment)
  const entry = { environment, users: 1 }
  opened.set(folder, entry)
  return Object.assign(environment, {
    close: async () => {
      if (--entry.users > 0) return
      opened.delete(folder)
      await close()
    },
  })
}

function openFolder(path: string, { log, minFree = 0 }: EnvironmentOptions): Environment {
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

/** A copy as of one moment, which another server can open; writes go on meanwhile. */
export async function copyEnvironment(environment: Environment, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  await environment.flushed
  await environment.backup(folder, true)
  markStore(folder)
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
      warn({ reason: error.message }, 'the store cannot be written; changes kept, retrying'),
    onSuccess: () => {
      warnedAt = Number.NEGATIVE_INFINITY
      log?.info({ path }, 'the store can be written again')
    },
    onSlow: (ms: number) =>
      warn(
        { path, ms: Math.round(ms) },
        'the disk of the store does not answer; if the disk is fine and this continues, restart the server',
      ),
  }
}
