// The versions on disk: one file per form and a list of them, in var/tables. The list is replaced by renaming, so it
// is whole after any crash; a form that is damaged or gone is found out when it is read.

import { mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { allocateForm, verifyForm } from './form.ts'
import type { SourceFile } from './source/files.ts'

export interface VersionEntry {
  version: number
  /** Ms since 1970. */
  time: number
  /** The source files as they were when this version became the current one. */
  files: SourceFile[]
  /** Hash of the contents of all source files together. */
  hash: string
  /** Hash of the definitions it was checked with. */
  definitions: string
  /** Hash of the layout it can be read with. */
  layout: string
  bytes: number
  /** The tables that differ from the version before. */
  changed: string[]
  /** Set when this version is an earlier one that was brought back. */
  rollbackOf?: number
}

export class TableHistory {
  readonly #dir: string
  readonly #keep: number
  #entries: VersionEntry[] = []

  private constructor(dir: string, keep: number) {
    this.#dir = dir
    this.#keep = keep
  }

  /** Makes the folder where there is none. */
  static async open(dir: string, keep?: number): Promise<TableHistory> {
    await mkdir(dir, { recursive: true })
    return TableHistory.read(dir, keep)
  }

  /** Reads the list; a list that can't be read counts as empty, as all it names can be built again. */
  static async read(dir: string, keep = 10): Promise<TableHistory> {
    const history = new TableHistory(dir, keep)
    history.#entries = await readList(join(dir, 'versions.json'))
    return history
  }

  /** The newest last. */
  get entries(): readonly VersionEntry[] {
    return this.#entries
  }

  get newest(): VersionEntry | undefined {
    return this.#entries.at(-1)
  }

  /** Where the form of a version lies, or has to be put before `add`. */
  path(version: number): string {
    return join(this.#dir, `${version}.table`)
  }

  /** Adds a version whose form is in place already, and removes what is too old. */
  async add(entry: VersionEntry): Promise<void> {
    this.#entries = [...this.#entries, entry].slice(-this.#keep)
    const list = join(this.#dir, 'versions.json')
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

async function readList(path: string): Promise<VersionEntry[]> {
  try {
    const list: unknown = JSON.parse(await readFile(path, 'utf8'))
    return Array.isArray(list) ? (list as VersionEntry[]) : []
  } catch {
    return []
  }
}

/** Reads a form into shared memory. Rejects when it is gone or damaged. */
export async function loadForm(path: string): Promise<SharedArrayBuffer> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const buffer = allocateForm(size)
    const bytes = Buffer.from(buffer)
    for (let at = 0; at < size; ) {
      const { bytesRead } = await file.read(bytes, at, size - at, at)
      if (bytesRead === 0) throw new Error(`${path} became shorter while it was read`)
      at += bytesRead
    }
    if (!verifyForm(buffer)) throw new Error(`${path} is damaged`)
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
