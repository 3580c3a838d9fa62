// Puts a backup in the place of an embedded store whose server does not run. It keeps true: nothing is deleted; what was
// there lies beside it under another name; a backup that is damaged changes nothing.

import { cpSync, existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { StartError } from '../../core/errors.ts'
import { systemClock } from '../../lib/clock.ts'
import { type Environment, openEnvironment } from '../embedded/environment/environment.ts'
import { EmbeddedSeatTable } from '../embedded/seat-table.ts'
import { NodeSeat } from '../seat/node-seat.ts'
import { checkBackup, type Manifest, STORE, UNSAVED } from './backup-files.ts'

export interface RestoreOptions {
  /** The backup. */
  folder: string
  /** `store.path`, of the kind `embedded`. */
  path: string
  /** `save.unsaved`. */
  unsaved: string
  log: Logger
}

export interface Restored {
  manifest: Manifest
  /** Where what was there before lies now. */
  aside: string[]
}

/** Throws StartError when the backup is not whole, or a server uses the store. */
export async function restore({ folder, path, unsaved, log }: RestoreOptions): Promise<Restored> {
  const manifest = await checkBackup(folder)
  await refuseInUse(path, log)
  const stamp = new Date(systemClock.now()).toISOString().replace(/[:.]/g, '-')
  const [store, kept] = [`${path}.restoring`, `${unsaved}.restoring`]
  try {
    copy(join(folder, STORE), store)
    copy(join(folder, UNSAVED), kept)
    await vacate(store)
  } catch (error) {
    for (const begun of [store, kept]) rmSync(begun, { recursive: true, force: true })
    throw new StartError(`${path} is as it was: the backup cannot be copied: ${(error as Error).message}`)
  }
  const aside = [putInPlace(store, path, stamp), putInPlace(kept, unsaved, stamp)]
  return { manifest, aside: aside.filter(name => name !== undefined) }
}

/** Throws StartError naming the server that has the store. One that can't be opened, no server has. */
async function refuseInUse(path: string, log: Logger): Promise<void> {
  const environment = existsSync(join(path, 'data.mdb')) ? openIfWhole(path, log) : undefined
  if (!environment) return
  try {
    const table = new EmbeddedSeatTable(environment, path)
    const seat = await NodeSeat.take(table, { clock: systemClock, log, lastTick: () => 0, onLost: () => {} })
    await seat.release()
  } finally {
    await environment.close()
  }
}

function openIfWhole(path: string, log: Logger): Environment | undefined {
  try {
    return openEnvironment(path)
  } catch (error) {
    if (!(error instanceof StartError)) throw error
    log.warn({ reason: error.message }, 'the store that is there is damaged; it is put aside')
    return undefined
  }
}

function copy(from: string, to: string): void {
  rmSync(to, { recursive: true, force: true })
  if (existsSync(from)) cpSync(from, to, { recursive: true, filter: name => !name.endsWith('lock.mdb') })
}

/** The server that was backed up had the seat at that moment. */
async function vacate(path: string): Promise<void> {
  const environment = openEnvironment(path)
  try {
    await new EmbeddedSeatTable(environment, path).vacate()
  } finally {
    await environment.close()
  }
}

/** Returns where the old one lies now; undefined when there was none. */
function putInPlace(from: string, to: string, stamp: string): string | undefined {
  const aside = `${to}.before-${stamp}`
  const isThere = existsSync(to) && readdirSync(to).length > 0
  try {
    if (isThere) renameSync(to, aside)
    else rmSync(to, { recursive: true, force: true })
    if (existsSync(from)) renameSync(from, to)
  } catch (error) {
    throw new StartError(`${from} could not be put in the place of ${to}: ${(error as Error).message}`)
  }
  return isThere ? aside : undefined
}
