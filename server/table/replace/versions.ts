// The versions on disk: one file per form and a list of them, in var/tables. The list is replaced by renaming, so it
// is whole after any crash of the server. What a crash of the machine or a hand has damaged is set aside under another
// name and logged; a server starts without it, as everything here can be built again.

import { constants } from 'node:fs'
import { mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { StartError } from '../../core/errors.ts'
import type { Logger } from '../../core/log/log.ts'
import { allocateForm, HEADER_BYTES, openForm, verifyForm } from '../form/form.ts'
import { readFileIn } from '../source/regular-file.ts'

const LIST = 'versions.json'

const entrySchema = z.object({
  version: z.int().min(1),
  /** Ms since 1970. */
  time: z.number(),
  /** The source files as they were when this version became the current one. */
  files: z.array(z.object({ name: z.string(), bytes: z.number(), hash: z.string() })),
  /** Hash of the contents of all source files together. */
  hash: z.string(),
  /** Hash of the definitions it was checked with. */
  definitions: z.string(),
  /** Hash of the layout it can be read with. */
  layout: z.string(),
  bytes: z.number(),
  /** The tables that differ from the version before. */
  changed: z.array(z.string()),
  /** Set when this version is an earlier one that was brought back. */
  rollbackOf: z.int().optional(),
})

export type VersionEntry = z.output<typeof entrySchema>

export class TableHistory {
  readonly #dir: string
  readonly #keep: number
  #entries: VersionEntry[] = []
  /** Numbers up to this one were given to versions that the list does not know any more. */
  #lost = 0

  private constructor(dir: string, keep: number) {
    this.#dir = dir
    this.#keep = keep
  }

  /** For the server, which keeps versions here: makes the folder where there is none, sets a damaged list aside. */
  static async open(
    dir: string,
    { keep = 10, log }: { keep?: number | undefined; log: Logger },
  ): Promise<TableHistory> {
    await mkdir(dir, { recursive: true })
    const history = new TableHistory(dir, keep)
    try {
      history.#entries = await readList(dir)
    } catch (error) {
      log.warn({ err: error }, 'the list of kept versions of the tables is damaged; it begins anew')
      await setAside(join(dir, LIST), log)
      history.#lost = await lastNumber(dir)
    }
    return history
  }

  /** To look at, changing nothing. Rejects with StartError when the list is damaged. */
  static async read(dir: string): Promise<TableHistory> {
    const history = new TableHistory(dir, 0)
    try {
      history.#entries = await readList(dir)
      return history
    } catch (error) {
      throw new StartError((error as Error).message, { cause: error })
    }
  }

  /** The newest last. */
  get entries(): readonly VersionEntry[] {
    return this.#entries
  }

  get newest(): VersionEntry | undefined {
    return this.#entries.at(-1)
  }

  /** The highest number that a version has had. */
  get last(): number {
    return Math.max(this.newest?.version ?? 0, this.#lost)
  }

  /** Removes an unreadable version from the list and moves its form aside. */
  async drop(version: number, log: Logger): Promise<void> {
    this.#lost = this.last
    this.#entries = this.#entries.filter(entry => entry.version !== version)
    await setAside(this.path(version), log)
  }

  /** Where the form of a version lies, or has to be put before `add`. */
  path(version: number): string {
    return join(this.#dir, `${version}.table`)
  }

  /** Adds a version whose form is written already, and removes the oldest ones. */
  async add(entry: VersionEntry): Promise<void> {
    this.#entries = [...this.#entries, entry].slice(-this.#keep)
    const list = join(this.#dir, LIST)
    await writeFile(`${list}.new`, JSON.stringify(this.#entries, null, 1))
    await rename(`${list}.new`, list)
    await this.#removeOthers()
  }

  async #removeOthers(): Promise<void> {
    const kept = new Set(this.#entries.map(({ version }) => `${version}.table`))
    for (const name of await readdir(this.#dir))
      if (/\.table(\.new)?$/.test(name) && !kept.has(name)) await rm(join(this.#dir, name), { force: true })
  }
}

/** [] when there is no list. Rejects with an Error that names the file when it is damaged. */
async function readList(dir: string): Promise<VersionEntry[]> {
  try {
    return z.array(entrySchema).parse(JSON.parse(String(await readFileIn(dir, LIST))))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    const why = error instanceof z.ZodError ? 'it lists no versions' : (error as Error).message
    throw new Error(`${join(dir, LIST)} can not be read: ${why}`, { cause: error })
  }
}

async function setAside(path: string, log: Logger): Promise<void> {
  try {
    await rm(`${path}.damaged`, { force: true, recursive: true })
    await rename(path, `${path}.damaged`)
    log.warn({ file: `${path}.damaged` }, 'a damaged file of the tables was set aside')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
      log.error({ err: error }, 'a damaged file of the tables could not be set aside')
  }
}

async function lastNumber(dir: string): Promise<number> {
  const numbers = (await readdir(dir)).map(name => Number(/^(\d{1,9})\.table$/.exec(name)?.[1] ?? 0))
  return Math.max(0, ...numbers)
}

/** Reads a form into shared memory. Rejects when it is gone or damaged. */
export async function loadForm(path: string): Promise<SharedArrayBuffer> {
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  try {
    const stats = await file.stat()
    if (!stats.isFile()) throw new Error(`${path} is no file`)
    const { size } = stats
    const buffer = allocateForm(size)
    const bytes = Buffer.from(buffer)
    for (let at = 0; at < size; ) {
      const { bytesRead } = await file.read(bytes, at, size - at, at)
      if (bytesRead === 0) throw new Error(`${path} became shorter while it was read`)
      at += bytesRead
    }
    if (size < HEADER_BYTES || !verifyForm(buffer)) throw new Error(`${path} is damaged`)
    openForm(buffer)
    return buffer
  } finally {
    await file.close()
  }
}

/** Writes a form beside its place and renames it there. */
export async function saveForm(path: string, buffer: SharedArrayBuffer): Promise<void> {
  await writeFile(`${path}.new`, Buffer.from(buffer))
  await rename(`${path}.new`, path)
}
