// The tables of a node, on main: which version is current, how the next one comes to be (a saved file, an order, a
// rollback), and what went wrong. One replacement at a time; a build that fails changes nothing but what `last` says.

import { AppError } from '../../core/errors.ts'
import type { Logger } from '../../core/log/log.ts'
import { type Clock, systemClock } from '../../lib/clock.ts'
import type { Job, JobResult } from '../build/build-thread.ts'
import { Builder } from '../build/builder.ts'
import type { AnyTableSet } from '../define/define.ts'
import { openForm } from '../form/form.ts'
import type { Problem } from '../problem.ts'
import type { TableDiff } from '../read/diff.ts'
import { describeFiles, type Files, filesOf, hashFiles, readFiles } from '../source/files.ts'
import { addVersion, type OpenedTables, openTables } from './open-tables.ts'
import { logOutcome, type Outcome } from './outcome.ts'
import { TableHistory, type VersionEntry } from './versions.ts'
import { watchFiles } from './watch.ts'

export interface ReplacementOptions {
  set: AnyTableSet
  /** Folder of the sources. */
  dir: string
  /** Folder of the versions. */
  history: string
  log: Logger
  /** How many versions are kept, default 10. */
  keep?: number
  /** Replace when a file changes, default true. */
  watch?: boolean
  /** Bytes of one source file, default 64 MB. */
  maxFile?: number
  /** Ms without another change before a replacement begins, default 200. */
  gather?: number
  clock?: Clock
}

/** Hears of a new version; the next one is not built before it is done (all threads have switched). */
export type SwitchListener = (buffer: SharedArrayBuffer) => unknown

export class Replacement {
  readonly set: AnyTableSet
  readonly #options: ReplacementOptions
  readonly #history: TableHistory
  readonly #builder = new Builder()
  readonly #opened: Omit<OpenedTables, 'buffer'>
  readonly #listeners: SwitchListener[] = []
  readonly #heard: ((outcome: Outcome) => unknown)[] = []
  readonly #closing = new AbortController()
  #buffer: SharedArrayBuffer
  #last: Outcome
  #tail: Promise<unknown> = Promise.resolve()
  #watcher: { close(): Promise<void> } | undefined

  private constructor(
    options: ReplacementOptions,
    history: TableHistory,
    { buffer, ...opened }: OpenedTables,
  ) {
    this.set = options.set
    this.#options = options
    this.#history = history
    this.#opened = opened
    this.#buffer = buffer
    this.#last = this.#outcomeOf(opened)
  }

  /** Rejects with StartError when no version can be used. */
  static async start(options: ReplacementOptions): Promise<Replacement> {
    const { set, dir, maxFile, log, clock = systemClock } = options
    const history = await TableHistory.open(options.history, { keep: options.keep, log })
    const opened = await openTables({ set, dir, maxFile, history, log, now: clock.now() })
    const replacement = new Replacement(options, history, opened)
    if (options.watch ?? true) replacement.#watcher = await replacement.#watch()
    return replacement
  }

  /** The current version; it is never written to. */
  get buffer(): SharedArrayBuffer {
    return this.#buffer
  }

  get version(): number {
    return openForm(this.#buffer).version
  }

  get last(): Outcome {
    return this.#last
  }

  /** The versions on disk, the newest last. */
  get versions(): readonly VersionEntry[] {
    return this.#history.entries
  }

  /** Called with every new version, and waited for. */
  onSwitch(listener: SwitchListener): void {
    this.#listeners.push(listener)
  }

  /** Called after every replacement, also one that failed or changed nothing. */
  onOutcome(listener: (outcome: Outcome) => unknown): void {
    this.#heard.push(listener)
  }

  /** Builds from the files as they are now. Mistakes in them are the outcome and no error. */
  replace(): Promise<Outcome> {
    return this.#inTurn(async () => this.#build(await this.#read()))
  }

  /** Builds when the files are others than those of the current version: a file saved as it was changes nothing. */
  #follow(): Promise<Outcome> {
    return this.#inTurn(async () => {
      const files = await this.#read()
      const { newest } = this.#history
      if (newest?.version !== this.version || newest.hash !== hashFiles(describeFiles(files)))
        return this.#build(files)
      return this.#end(this.#outcomeOf({ problems: [], problemCount: 0 }), 0)
    })
  }

  /**
   * Makes an earlier version the current one, under a new number. It stays until a source file changes, over a
   * restart too. AppError BAD_MESSAGE when there is no such version, or it was made for other definitions.
   */
  rollback(version: number): Promise<Outcome> {
    return this.#inTurn(async () => {
      const entry = this.#entry(version)
      if (entry.layout !== this.#opened.layout)
        throw new AppError('BAD_MESSAGE', `version ${version} of the tables was made for other definitions`)
      return this.#apply({ kind: 'load', path: this.#history.path(version), ...this.#next() }, version)
    })
  }

  /** The differences between two versions on disk. AppError BAD_MESSAGE when there is no such version. */
  async diff(from: number, to: number): Promise<TableDiff[]> {
    const [before, after] = [from, to].map(version => this.#history.path(this.#entry(version).version))
    return (await this.#builder.run({ kind: 'diff', before: before!, after: after! })).diff ?? []
  }

  /** Ends the build thread until it is needed again; it ends by itself after a while without work. */
  rest(): Promise<void> {
    return this.#inTurn(() => this.#builder.close())
  }

  /** Waits for what is in progress, but not for a disk that does not answer. */
  async close(): Promise<void> {
    this.#closing.abort()
    await this.#watcher?.close()
    await this.#tail
    await this.#builder.close()
  }

  /** Of what did not lead to another version: mistakes, or files that say what they said before. */
  #outcomeOf({ problems, problemCount }: { problems: Problem[]; problemCount: number }): Outcome {
    const at = { time: this.#now, version: this.version }
    if (problemCount > 0) return { ok: false, ...at, problems, problemCount }
    return { ok: true, ...at, changed: [], diff: [] }
  }

  get #now(): number {
    return (this.#options.clock ?? systemClock).now()
  }

  #entry(version: number): VersionEntry {
    const entry = this.#history.entries.find(e => e.version === version)
    if (entry) return entry
    const known = this.#history.entries.map(e => e.version).join(', ')
    throw new AppError('BAD_MESSAGE', `no version ${version} of the tables is kept; there are ${known}`)
  }

  #next(): { version: number; save: string; before: SharedArrayBuffer } {
    const version = Math.max(this.version, this.#history.last) + 1
    return { version, save: this.#history.path(version), before: this.#buffer }
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#tail.then(work)
    this.#tail = done.catch(() => undefined)
    return done
  }

  #read(): Promise<Files> {
    const { dir, maxFile } = this.#options
    const folder = { dir, signal: this.#closing.signal, ...(maxFile !== undefined && { maxFile }) }
    return readFiles(filesOf(this.set.definitions), folder)
  }

  #build(files: Files): Promise<Outcome> {
    return this.#apply({ kind: 'build', module: this.set.module, files, ...this.#next() })
  }

  async #apply(job: Extract<Job, { version: number }>, rollbackOf?: number): Promise<Outcome> {
    const started = performance.now()
    const result = await this.#run(job)
    const { buffer, diff = [], isUnchanged, problems = [], problemCount = problems.length } = result
    const time = this.#now
    if (isUnchanged || !buffer)
      return this.#end(this.#outcomeOf({ problems, problemCount }), performance.now() - started)
    const changed = diff.map(({ table }) => table)
    await this.#note(job.version, { result, changed, time, rollbackOf })
    // In one turn with the listeners: who comes from now on gets it, and all others are told.
    this.#buffer = buffer
    for (const listener of this.#listeners) await listener(buffer)
    const outcome: Outcome = { ok: true, time, version: job.version, changed, diff }
    return this.#end(outcome, performance.now() - started)
  }

  /** `took` in ms. */
  #end(outcome: Outcome, took: number): Outcome {
    logOutcome(this.#options.log, outcome, { took, before: this.#last })
    this.#last = outcome
    for (const heard of this.#heard) heard(outcome)
    return outcome
  }

  /** A build thread that dies (out of memory, say) is a problem like any other. */
  async #run(job: Job): Promise<JobResult> {
    try {
      return await this.#builder.run(job)
    } catch (error) {
      return {
        problems: [{ file: this.#options.dir, expected: `to be built (${(error as Error).message})` }],
      }
    }
  }

  /** A rollback is noted with the files of now, so that only a change of them ends it. */
  async #note(
    version: number,
    made: { result: JobResult; changed: string[]; time: number; rollbackOf: number | undefined },
  ): Promise<void> {
    const { result, changed, time, rollbackOf } = made
    const { definitions, layout } = this.#opened
    const files = result.files ?? describeFiles(await this.#read())
    const back = rollbackOf === undefined ? {} : { rollbackOf }
    await addVersion(
      this.#history,
      { version, result, files, definitions, layout, changed, time, ...back },
      this.#options.log,
    )
  }

  #watch(): Promise<{ close(): Promise<void> }> {
    const { dir, gather = 200, log } = this.#options
    const onError = (error: unknown): void => {
      if (!this.#closing.signal.aborted) log.error({ err: error }, 'following the files of the tables failed')
    }
    return watchFiles({
      dir,
      gather,
      files: filesOf(this.set.definitions),
      onChange: () => void this.#follow().catch(onError),
      onError,
    })
  }
}
