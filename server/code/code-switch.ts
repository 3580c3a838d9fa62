// One thread's side of a replacement of the game's code:
//
//   current ── prepare() ──→ prepared ── commit() ──→ current, of the new version
//                               └────── drop() ─────→ current, as before
//
// It keeps true: what is prepared has been looked at by all parts of the thread, and commit() switches all of them in one go,
// between two messages.

import { CodeRefusal } from '../core/code/code-hooks.ts'
import type { Thread } from '../core/thread/thread.ts'
import { dispose } from './hot.ts'
import { exportsOf, type ModuleSet } from './modules.ts'

/** A version as threads know it. */
export interface RunningCode {
  /** As `code versions` numbers it. */
  version: number
  modules: ModuleSet
}

interface Prepared {
  modules: ModuleSet
  commit(): void
  classes: readonly [name: string, type: object][]
}

export interface CodeSwitchOptions {
  thread: Thread
  current: RunningCode
  /** Loads the game of these modules. Throws CodeRefusal, and what they throw. */
  open(modules: ModuleSet): Promise<object>
}

export class CodeSwitch {
  readonly #options: CodeSwitchOptions
  #current: RunningCode
  #prepared: Prepared | undefined
  /** Counts what is looked at, and dropped. */
  #looks = 0

  private constructor(options: CodeSwitchOptions) {
    this.#options = options
    this.#current = withoutSources(options.current)
  }

  /** Resolves when the classes of the current version are known. */
  static async open(options: CodeSwitchOptions): Promise<CodeSwitch> {
    const made = new CodeSwitch(options)
    made.#note(await classesOf(options.current.modules.urls))
    return made
  }

  get current(): RunningCode {
    return this.#current
  }

  /** Changes nothing. Throws CodeRefusal where the version can't take the place of the current one, or is dropped meanwhile; what its
   * modules throw. */
  async prepare(modules: ModuleSet): Promise<void> {
    const { thread, open } = this.#options
    this.drop()
    const look = this.#looks
    try {
      const game = await open(modules)
      const { urls } = this.#current.modules
      const fresh = [...modules.urls].filter(([file, url]) => urls.get(file) !== url)
      const code = { isChanged: (file: string) => urls.get(file) !== modules.urls.get(file) }
      const commit = await thread.code.prepare(game, code)
      const classes = await classesOf(fresh)
      if (look !== this.#looks) throw new CodeRefusal(['the version was dropped before all had looked at it'])
      this.#prepared = { modules, commit, classes }
    } catch (error) {
      if (!this.#prepared) thread.code.drop()
      this.#dispose(modules, this.#current.modules)
      throw error
    }
  }

  /** Waits for nothing. Does nothing where another version, or none, is prepared. Returns how long (ms) it held the thread. */
  commit({ version, hash }: { version: number; hash: string }): number {
    const began = performance.now()
    const prepared = this.#prepared
    if (prepared?.modules.hash !== hash) return 0
    const { thread } = this.#options
    const before = this.#current
    this.#prepared = undefined
    this.#current = withoutSources({ version, modules: prepared.modules })
    this.#note(prepared.classes)
    prepared.commit()
    thread.cells.followCode(String(before.version))
    this.#dispose(before.modules, prepared.modules)
    return performance.now() - began
  }

  drop(): void {
    this.#looks++
    if (this.#prepared) this.#dispose(this.#prepared.modules, this.#current.modules)
    this.#prepared = undefined
    this.#options.thread.code.drop()
  }

  #note(classes: Prepared['classes']): void {
    for (const [name, type] of classes) this.#options.thread.code.classes.note(name, type)
  }

  /** What only the one has, and the other does not. */
  #dispose({ urls }: ModuleSet, kept: ModuleSet): void {
    const inUse = new Set(kept.urls.values())
    const { log } = this.#options.thread
    const gone = [...urls.values()].filter(url => !inUse.has(url))
    dispose(gone, error => log.error({ err: error }, 'a module of the game could not be disposed of'))
  }
}

/** They are loaded. */
const withoutSources = ({ version, modules }: RunningCode): RunningCode => ({
  version,
  modules: { ...modules, sources: new Map() },
})

/** The classes that modules export, under names that do not change with their versions. */
async function classesOf(urls: Iterable<readonly [file: string, url: string]>) {
  const classes: [name: string, type: object][] = []
  for (const [file, url] of urls)
    for (const [name, value] of Object.entries(await exportsOf(url)))
      if (isClass(value)) classes.push([`${file}#${name}`, value])
  return classes
}

const isClass = (value: unknown): value is object =>
  typeof value === 'function' && Function.prototype.toString.call(value).startsWith('class')
