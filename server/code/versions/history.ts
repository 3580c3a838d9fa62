// The versions of the game's code that a node has run, in var/code: a list of them, and a file with the texts of each. It keeps
// true: the list names only versions whose file is there; it is replaced as a whole.

import { mkdirSync, readFileSync } from 'node:fs'
import { rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Logger } from '../../core/log/log.ts'
import { type Snapshot, snapshotOf } from '../snapshot.ts'

const entrySchema = z.object({
  version: z.int().min(1),
  /** ms since 1970. */
  time: z.number(),
  /** `start`, a file that was saved, or who asked. */
  by: z.string(),
  /** Of all files. */
  hash: z.string(),
  /** The files that differ from the version before. */
  changed: z.array(z.string()),
  /** Set for an earlier version that was brought back. */
  rollbackOf: z.int().optional(),
})

export type CodeVersion = z.output<typeof entrySchema>

const filesSchema = z.object({ entry: z.string(), files: z.record(z.string(), z.string()) })

const LIST = 'versions.json'

export class CodeHistory {
  readonly #dir: string
  readonly #keep: number
  #entries: CodeVersion[]

  private constructor(dir: string, keep: number, entries: CodeVersion[]) {
    this.#dir = dir
    this.#keep = keep
    this.#entries = entries
  }

  /** Makes the folder where there is none. A list that is damaged begins anew, and that is logged. */
  static open(dir: string, { keep, log }: { keep: number; log: Logger }): CodeHistory {
    mkdirSync(dir, { recursive: true })
    try {
      return new CodeHistory(
        dir,
        keep,
        z.array(entrySchema).parse(JSON.parse(readFileSync(join(dir, LIST), 'utf8'))),
      )
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
        log.warn({ err: error }, 'the list of kept versions of the code is damaged; it begins anew')
      return new CodeHistory(dir, keep, [])
    }
  }

  /** The newest last. */
  get entries(): readonly CodeVersion[] {
    return this.#entries
  }

  get newest(): CodeVersion | undefined {
    return this.#entries.at(-1)
  }

  /** Keeps a version, and removes the oldest. Resolves with its number. Rejects with what writing throws: nothing has changed then. */
  async add({ entry, files, hash }: Snapshot, about: Omit<CodeVersion, 'version' | 'hash'>): Promise<number> {
    const version = (this.newest?.version ?? 0) + 1
    const texts = Object.fromEntries([...files].map(([name, { text }]) => [name, text]))
    await writeFile(this.#fileOf(version), JSON.stringify({ entry, files: texts }))
    const all = [...this.#entries, { version, hash, ...about }]
    const kept = all.slice(-this.#keep)
    const list = join(this.#dir, LIST)
    await writeFile(`${list}.new`, JSON.stringify(kept, undefined, 1))
    await rename(`${list}.new`, list)
    this.#entries = kept
    for (const old of all.slice(0, -kept.length)) await rm(this.#fileOf(old.version), { force: true })
    return version
  }

  /** The texts of a version's files, by name. Throws what reading throws. */
  textsOf(version: number): ReadonlyMap<string, string> {
    return new Map(Object.entries(this.#read(version).files))
  }

  /** A version as it was, for the game in this folder. */
  snapshotOf(version: number, folder: string): Promise<Snapshot> {
    const { entry, files } = this.#read(version)
    const read = async (name: string) => (Object.hasOwn(files, name) ? files[name] : undefined)
    return snapshotOf({ entry, folder, read })
  }

  #read(version: number) {
    return filesSchema.parse(JSON.parse(readFileSync(this.#fileOf(version), 'utf8')))
  }

  #fileOf(version: number): string {
    return join(this.#dir, `${version}.json`)
  }
}
