// Replaces the game's code when one of its files is saved. What several saves within a moment change is one replacement.

import { dirname, extname } from 'node:path'
import { type FSWatcher, watch } from 'chokidar'

export interface CodeWatchOptions {
  /** The game's module: all of its folder is watched. */
  path: string
  /** ms without another change. */
  gather: number
  onChange(): Promise<void>
  onError(error: unknown): void
}

const CODE = new Set(['.ts', '.mts', '.js', '.mjs'])

/** Resolves when changes are seen. */
export async function watchCode(options: CodeWatchOptions): Promise<{ close(): Promise<void> }> {
  const watching = new CodeWatch(options)
  await watching.start()
  return watching
}

class CodeWatch {
  readonly #options: CodeWatchOptions
  readonly #watcher: FSWatcher
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> | undefined
  #isClosed = false

  constructor(options: CodeWatchOptions) {
    this.#options = options
    this.#watcher = watch(dirname(options.path), {
      ignoreInitial: true,
      ignored: (path, stats) => stats?.isFile() === true && !CODE.has(extname(path)),
    })
    this.#watcher.on('all', event => {
      if (event !== 'addDir' && event !== 'unlinkDir') this.#wait()
    })
    this.#watcher.on('error', error => options.onError(error))
  }

  start(): Promise<void> {
    return new Promise(resolve => this.#watcher.once('ready', () => resolve()))
  }

  async close(): Promise<void> {
    this.#isClosed = true
    clearTimeout(this.#timer)
    await this.#watcher.close()
  }

  #wait(): void {
    clearTimeout(this.#timer)
    if (!this.#isClosed) this.#timer = setTimeout(() => void this.#change(), this.#options.gather)
  }

  /** One after the other. */
  async #change(): Promise<void> {
    if (this.#running) return this.#wait()
    this.#running = this.#options.onChange().catch(error => this.#options.onError(error))
    await this.#running
    this.#running = undefined
  }
}
