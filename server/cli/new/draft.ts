// What the project is going to be: files as they are on the disk, with the changes of one command, which are kept in memory
// until all of them are known to fit. Then everything is written, or nothing is.

import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { StartError } from '../../core/errors.ts'
import { writeWhole } from '../../lib/write-whole.ts'

export interface Written {
  created: string[]
  changed: string[]
  removed: string[]
}

export class Draft {
  readonly root: string
  /** Path from the root -> its text; undefined for a file that is removed. */
  readonly #texts = new Map<string, string | undefined>()

  constructor(root: string) {
    this.root = root
  }

  /** The paths that this draft has changed, those of removed files left out. */
  get paths(): string[] {
    return [...this.#texts].filter(([, text]) => text !== undefined).map(([path]) => path)
  }

  has(path: string): boolean {
    return this.#texts.has(path) ? this.#texts.get(path) !== undefined : existsSync(join(this.root, path))
  }

  /** Throws StartError where there is none. */
  read(path: string): string {
    if (!this.has(path)) throw new StartError(`${path}: expected a file, got nothing`)
    return this.#texts.get(path) ?? readFileSync(join(this.root, path), 'utf8')
  }

  /** Throws StartError where the file is there already. */
  create(path: string, text: string): void {
    if (this.has(path)) throw new StartError(`${path}: expected no file of this name, it is there already`)
    this.write(path, text)
  }

  write(path: string, text: string): void {
    this.#texts.set(path, text)
  }

  remove(path: string): void {
    if (this.has(path)) this.#texts.set(path, undefined)
  }

  /** Writes everything; where that fails, puts back what was there and throws. */
  commit(): Written {
    const done: Array<() => void> = []
    const written: Written = { created: [], changed: [], removed: [] }
    try {
      for (const [path, text] of this.#texts) {
        const full = join(this.root, path)
        const before = existsSync(full) ? readFileSync(full) : undefined
        const kind = text === undefined ? 'removed' : before === undefined ? 'created' : 'changed'
        if (before?.toString() === text) continue
        done.push(() => putBack(full, before))
        if (text === undefined) removeFile(full)
        else writeFile(full, text)
        written[kind].push(path)
      }
    } catch (cause) {
      for (const undo of done.reverse()) undo()
      throw new StartError(`${(cause as Error).message}; nothing was changed`, { cause })
    }
    return written
  }
}

/** Keeps the file's mode: scripts stay programs. */
function writeFile(path: string, text: string): void {
  const mode = statSync(path, { throwIfNoEntry: false })?.mode
  mkdirSync(dirname(path), { recursive: true })
  writeWhole(path, text)
  if (mode !== undefined) chmodSync(path, mode)
}

function putBack(path: string, before: Buffer | undefined): void {
  if (before === undefined) {
    if (existsSync(path)) removeFile(path)
    return
  }
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, before)
}

/** With the folders that are empty after it. */
function removeFile(path: string): void {
  rmSync(path)
  try {
    for (let folder = dirname(path); ; folder = dirname(folder)) rmdirSync(folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOTEMPTY') throw error
  }
}
