// Checks the files of an embedded store before LMDB opens them: LMDB maps them into memory, so that a damaged file crashes
// the process, and takes an empty one for a new store. It keeps true: nothing is opened that would crash LMDB, and a store
// that was there is never silently replaced by a new one. Any fault is a StartError of one line.

import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { StartError } from '../../../core/errors.ts'
import { systemClock } from '../../../lib/clock.ts'
import { writeWhole } from '../../../lib/write-whole.ts'
import { whatIsWrong } from './data-file.ts'

const DATA = 'data.mdb'
const LOCK = 'lock.mdb'
/** A marker file beside the data: there has been a store. */
const MARKER = 'store.txt'

/** Enough for the readers that LMDB counts in it. */
const LOCK_BYTES = 12_288
const PAGE = 4096
/** Bytes that a new store takes at once. */
const FIRST_BYTES = 131_072

/** Throws StartError. `isNew`: LMDB will create the files. */
export function prepareFiles(path: string): { isNew: boolean } {
  const refuse = (text: string): never => {
    throw new StartError(`store.path: ${text}`)
  }
  makeFolder(path, refuse)
  const stats = dataOf(path, refuse)
  if (stats) checkData(path, stats, refuse)
  else refuseLost(path, refuse)
  try {
    if (!stats) tryRoom(path)
    fillLock(join(path, LOCK))
  } catch (error) {
    refuse(`${path} can't be used: ${(error as Error).message}`)
  }
  return { isNew: stats === undefined }
}

/** From now on an empty or missing data file is refused. A disk without room for the marker gets it at a later start. */
export function markStore(path: string): void {
  const marker = join(path, MARKER)
  if (existsSync(marker)) return
  const day = new Date(systemClock.now()).toISOString().slice(0, 10)
  try {
    writeWhole(
      marker,
      `There is a store of Gatehouse in this folder since ${day}: all of it is in ${DATA}.\n`,
    )
  } catch (error) {
    if (!isFull(error)) throw error
  }
}

/** After a start that failed half-way: a data file that this start began. */
export function removeUnfinished(path: string): void {
  if (!existsSync(join(path, MARKER))) rmSync(join(path, DATA), { force: true })
}

type Refuse = (text: string) => never

function makeFolder(path: string, refuse: Refuse): void {
  try {
    mkdirSync(path, { recursive: true })
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    refuse(`${path} can't be used as a folder: ${(error as Error).message}`)
  }
}

/** undefined where there is none. A link leads to what it names; one to nothing is not taken for a new store. */
function dataOf(path: string, refuse: Refuse): Stats | undefined {
  for (const name of [DATA, LOCK]) {
    const file = join(path, name)
    const stats = statSync(file, { throwIfNoEntry: false })
    if (!stats && isLink(file)) refuse(`${file} is a link to a file that is not there`)
    if (stats && !stats.isFile()) refuse(`${file} is no regular file: move it away`)
    if (stats) checkAccess(file, refuse)
  }
  return statSync(join(path, DATA), { throwIfNoEntry: false })
}

const isLink = (file: string): boolean => lstatSync(file, { throwIfNoEntry: false }) !== undefined

function checkAccess(file: string, refuse: Refuse): void {
  try {
    accessSync(file, constants.R_OK | constants.W_OK)
  } catch (error) {
    refuse(`${file} can't be read and written by this user: ${(error as Error).message}`)
  }
}

/** Other threads of the node may write meanwhile: a file that has grown since its size was read is looked at again. */
function checkData(path: string, { size }: Stats, refuse: Refuse): void {
  const file = join(path, DATA)
  const wrong = whatIsWrong(file, size)
  if (!wrong) return
  const now = statSync(file)
  if (now.size > size) checkData(path, now, refuse)
  else refuse(`${file} ${wrong}: ${adviceFor(path)}`)
}

function refuseLost(path: string, refuse: Refuse): void {
  const marker = join(path, MARKER)
  if (existsSync(marker))
    refuse(
      `${path} has had a store (${readFileSync(marker, 'utf8').trim()}), and ${DATA} is missing: ${adviceFor(path)}`,
    )
}

const adviceFor = (path: string): string =>
  `restore it from a backup, or move the folder ${path} away to start anew without its data`

/** LMDB crashes when there is no room for its first pages. */
function tryRoom(path: string): void {
  const file = join(path, `room-${crypto.randomUUID().slice(0, 8)}.tmp`)
  try {
    writeFileSync(file, Buffer.alloc(FIRST_BYTES), { flush: true, flag: 'wx' })
  } finally {
    rmSync(file, { force: true })
  }
}

/**
 * LMDB writes its lock file through memory: where the file has holes and the disk is full, that ends the process. So every
 * page of it gets a block. Of an existing one, which a server may be using, a byte is written that nothing uses: each
 * reader has 64 bytes there, the last of them are padding.
 */
function fillLock(file: string): void {
  const stats = statSync(file, { throwIfNoEntry: false })
  if (!stats) return writeFileSync(file, Buffer.alloc(LOCK_BYTES), { flag: 'wx' })
  if (stats.size === 0) return writeFileSync(file, Buffer.alloc(LOCK_BYTES))
  if (process.platform === 'win32' || stats.blocks * 512 >= stats.size) return
  const opened = openSync(file, 'r+')
  try {
    for (let at = PAGE + 63; at < stats.size; at += PAGE) writeSync(opened, new Uint8Array(1), 0, 1, at)
  } finally {
    closeSync(opened)
  }
}

const isFull = (error: unknown): boolean =>
  ['ENOSPC', 'EDQUOT', 'EFBIG'].includes((error as NodeJS.ErrnoException).code ?? '')
