// Watches the source files and says when a change is complete: nothing has happened to any of them for a moment. What
// changed is found by looking at the files (which they are, their size and times), so nothing escapes: a file renamed
// over another of its size and time, a folder replaced as a whole. The system's events only say when to look at once;
// a look each second finds what they miss.

import type { BigIntStats } from 'node:fs'
import { stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { type FSWatcher, watch } from 'chokidar'

export interface WatchOptions {
  dir: string
  /** Relative to `dir`. */
  files: readonly string[]
  /** Ms without another change before it is reported. */
  gather: number
  onChange(files: string[]): void
  onError(error: unknown): void
}

/** Ms between two looks when no event calls for one. */
const LOOK_EVERY = 1000

/** Resolves when changes are seen. */
export async function watchFiles(options: WatchOptions): Promise<{ close(): Promise<void> }> {
  const files = new FileWatch(options)
  await files.start()
  return files
}

class FileWatch {
  readonly #options: WatchOptions
  readonly #gatherer: Gatherer
  /** Absolute, so that another working directory later changes nothing. */
  readonly #paths: ReadonlyMap<string, string>
  readonly #folders: readonly string[]
  /** Name or folder -> what it was at the last look. */
  #seen = new Map<string, string>()
  #watcher: FSWatcher | undefined
  #timer: NodeJS.Timeout | undefined
  #looking: Promise<void> | undefined
  #shouldLookAgain = false
  #isClosed = false

  constructor(options: WatchOptions) {
    const { dir, files, gather, onChange } = options
    this.#options = options
    this.#gatherer = new Gatherer(gather, onChange)
    this.#paths = new Map(files.map(name => [name, resolve(join(dir, name))]))
    this.#folders = [...new Set([...this.#paths.values()].map(path => dirname(path)))]
  }

  async start(): Promise<void> {
    await this.#watch()
    this.#seen = await this.#look()
    this.#wait()
  }

  /** Does not wait for a look: a disk that doesn't answer must not hold up a stop. */
  async close(): Promise<void> {
    this.#isClosed = true
    clearTimeout(this.#timer)
    this.#gatherer.close()
    await this.#watcher?.close()
  }

  async #watch(): Promise<void> {
    const watcher = watch([...this.#folders], { ignoreInitial: true, depth: 0 })
    this.#watcher = watcher
    watcher.on('all', () => this.#check()).on('raw', () => this.#check())
    watcher.on('error', error => this.#options.onError(error))
    await new Promise<void>(done => watcher.once('ready', done))
  }

  #wait(): void {
    this.#timer = setTimeout(() => this.#check(), LOOK_EVERY)
  }

  /** Looks now, or once more when a look is under way. */
  #check(): void {
    if (this.#isClosed) return
    if (this.#looking) this.#shouldLookAgain = true
    else
      this.#looking = this.#compare()
        .catch(error => this.#options.onError(error))
        .finally(() => this.#rest())
  }

  #rest(): void {
    this.#looking = undefined
    if (this.#isClosed) return
    clearTimeout(this.#timer)
    this.#wait()
    if (!this.#shouldLookAgain) return
    this.#shouldLookAgain = false
    this.#check()
  }

  async #compare(): Promise<void> {
    const [before, now] = [this.#seen, await this.#look()]
    this.#seen = now
    if (this.#isClosed) return
    for (const name of this.#paths.keys()) if (now.get(name) !== before.get(name)) this.#gatherer.add(name)
    if (this.#folders.some(folder => now.get(folder) !== before.get(folder))) await this.#watchAnew()
  }

  /** A watch is on a folder and not on its name: another folder of the name needs another. */
  async #watchAnew(): Promise<void> {
    await this.#watcher?.close()
    if (this.#isClosed) return
    await this.#watch()
    if (this.#isClosed) await this.#watcher?.close()
    this.#shouldLookAgain = true
  }

  async #look(): Promise<Map<string, string>> {
    const files = [...this.#paths].map(
      async ([name, path]) => [name, await describe(path, describeFile)] as const,
    )
    const folders = this.#folders.map(async path => [path, await describe(path, describeFolder)] as const)
    return new Map(await Promise.all([...files, ...folders]))
  }
}

const describeFile = ({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): string =>
  [dev, ino, size, mtimeNs, ctimeNs].join()

const describeFolder = ({ dev, ino, birthtimeNs }: BigIntStats): string => [dev, ino, birthtimeNs].join()

/** '' for what is not there. */
async function describe(path: string, how: (stats: BigIntStats) => string): Promise<string> {
  try {
    return how(await stat(path, { bigint: true }))
  } catch {
    return ''
  }
}

class Gatherer {
  readonly #changed = new Set<string>()
  readonly #wait: number
  readonly #report: (files: string[]) => void
  #timer: NodeJS.Timeout | undefined

  constructor(wait: number, report: (files: string[]) => void) {
    this.#wait = wait
    this.#report = report
  }

  add(name: string): void {
    this.#changed.add(name)
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      const files = [...this.#changed]
      this.#changed.clear()
      this.#report(files)
    }, this.#wait)
  }

  close(): void {
    clearTimeout(this.#timer)
  }
}
