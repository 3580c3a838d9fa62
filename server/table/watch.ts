// Watches the source files and says when a change is complete: nothing has happened to any of them for a moment. The
// folders are watched and not the files, because editors save by renaming a new file over the old one.

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

/** Resolves when changes are seen. */
export async function watchFiles(options: WatchOptions): Promise<{ close(): Promise<void> }> {
  const names = new Map(options.files.map(name => [resolve(options.dir, name), name]))
  const gatherer = new Gatherer(options.gather, options.onChange)
  const folders = [...new Set(options.files.map(name => resolve(join(options.dir, dirname(name)))))]
  const watcher: FSWatcher = watch(folders, { ignoreInitial: true, depth: 0 })
  watcher.on('all', (_, path) => {
    const name = names.get(resolve(path))
    if (name !== undefined) gatherer.add(name)
  })
  watcher.on('error', options.onError)
  await new Promise<void>(done => watcher.once('ready', done))
  return {
    close: () => {
      gatherer.close()
      return watcher.close()
    },
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
