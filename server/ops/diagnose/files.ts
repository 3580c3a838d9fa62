// The files that diagnoses leave behind, in one folder that only the server's user may read: a heap holds everything that
// players have entrusted to it. At most 20 are kept, the newest. One that is still written, or was given up, ends in `.part`.

import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../../core/errors.ts'
import { systemClock } from '../../lib/clock.ts'

const MOST_FILES = 20
const PART = '.part'
const SNAPSHOT = '.heapsnapshot'
const PRIVATE = 0o700
/** ms after which nobody writes a file any more. */
const ABANDONED = 3_600_000

export interface FileRow {
  file: string
  bytes: number
  written: string
}

export class DiagnosisFiles {
  readonly #folder: string
  /** That were begun. */
  #parts = 0

  constructor(folder: string) {
    this.#folder = folder
  }

  /** `cpu-1-20261129-081500.cpuprofile` */
  nameFor(what: string, slot: number, ending: string): string {
    const time = new Date(systemClock.now()).toISOString().slice(0, 19)
    return `${what}-${slot}-${time.replaceAll(/[-:]/g, '').replace('T', '-')}.${ending}`
  }

  pathOf(name: string): string {
    return join(this.#folder, name)
  }

  /** Throws BAD_MESSAGE when there is no snapshot of this name. */
  async snapshot(name: string): Promise<string> {
    const file = name + SNAPSHOT
    const names = (await this.list()).map(row => row.file)
    if (names.includes(file)) return this.pathOf(file)
    const known = names.filter(each => each.endsWith(SNAPSHOT)).map(each => each.slice(0, -SNAPSHOT.length))
    throw new AppError(
      'BAD_MESSAGE',
      `there is no snapshot ${name}; there are: ${known.join(', ') || 'none'}`,
    )
  }

  /**
   * `write` fills the path that it gets, which is renamed to `name` then; when it throws, or `signal` is aborted, nothing
   * is left.
   */
  async write(name: string, signal: AbortSignal, write: (path: string) => Promise<unknown>): Promise<string> {
    await mkdir(this.#folder, { recursive: true, mode: PRIVATE })
    const path = this.pathOf(name)
    // Two threads may write one name at a time.
    const part = `${path}.${++this.#parts}${PART}`
    try {
      await write(part)
      signal.throwIfAborted()
      await rename(part, path)
    } finally {
      await rm(part, { force: true })
    }
    await this.#removeOldest()
    return path
  }

  /** The newest first. */
  async list(): Promise<FileRow[]> {
    const rows = await Promise.all((await this.#names()).map(file => this.#rowOf(file)))
    return rows.flatMap(row => row ?? []).sort((a, b) => (a.written < b.written ? 1 : -1))
  }

  async remove(name: string): Promise<void> {
    if (!(await this.#names()).includes(name))
      throw new AppError('BAD_MESSAGE', `there is no file ${name}; \`diagnose files\` lists them`)
    await rm(this.pathOf(name), { force: true })
  }

  /** By its path. */
  async discard(path: string): Promise<void> {
    await rm(path, { force: true })
  }

  async #names(): Promise<string[]> {
    try {
      return (await readdir(this.#folder)).filter(name => !name.endsWith(PART))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
      throw error
    }
  }

  /** undefined for one that is gone meanwhile. */
  async #rowOf(file: string): Promise<FileRow | undefined> {
    const found = await stat(this.pathOf(file)).catch(() => undefined)
    return found && { file, bytes: found.size, written: found.mtime.toISOString() }
  }

  /** And what a process that was killed has left half-written. */
  async #removeOldest(): Promise<void> {
    for (const name of await readdir(this.#folder)) {
      const path = this.pathOf(name)
      const age = systemClock.now() - ((await stat(path).catch(() => undefined))?.mtimeMs ?? Number.NaN)
      if (name.endsWith(PART) && age > ABANDONED) await rm(path, { force: true })
    }
    for (const { file } of (await this.list()).slice(MOST_FILES)) await rm(this.pathOf(file), { force: true })
  }
}
