// Replaces the game's code on all threads: the service `.code` on main. It keeps true: one replacement at a time; a version is
// committed on every thread or on none; whoever is not in time with it switches before anything else that it does.
//
//   idle ── replace(), rollback(), check() ──→ read ──→ prepared on main ──→ prepared on all threads ──→ committed ──→ idle
//                                                └──────────────┴─── a problem, or only a check ──→ dropped ──→ idle

import { type Address, lifeOf } from '../core/address.ts'
import type { Straggler } from '../core/code/follow-code.ts'
import { AppError, isGone } from '../core/errors.ts'
import type { Ref } from '../core/service/ref.ts'
import { Service } from '../core/service/service.ts'
import type { CodeDesk } from './code-desk.ts'
import type { CodeSwitch, RunningCode } from './code-switch.ts'
import { type LoadedCode, modulesOf, withoutKnown } from './module-urls.ts'
import { problemsOf } from './problems.ts'
import { type Snapshot, takeSnapshot } from './snapshot.ts'
import type { CodeHistory, CodeVersion } from './versions/history.ts'
import { diffFiles } from './versions/line-diff.ts'
import { warningsOf } from './warnings.ts'

export interface CodeServiceOptions {
  /** The game's module. */
  path: string
  loaded: LoadedCode
  /** Main's own side. */
  switch: CodeSwitch
  history: CodeHistory
  stragglers(): Straggler[]
  /** Says what is wrong with the types of the files as they are. */
  checkTypes(): Promise<TypeReport>
  /** Another version is committed: workers that start from now on get it. */
  onCommitted(code: RunningCode): void
  /** Every thread has switched to it. */
  settle(): Promise<void>
}

/** `isChecked`: false where there is no TypeScript to check with. */
export interface TypeReport {
  isChecked: boolean
  problems: readonly string[]
}

export interface ReplaceOptions {
  by: string
  /** Whether types are looked at: `needed` (the default) refuses where there is no TypeScript to look with. */
  types?: 'needed' | 'ifThere' | 'none'
}

export interface Replaced {
  version: number
  /** Files that differ from the version before. */
  changed: string[]
  warnings: string[]
  /** How long (ms) it took to prepare on all threads, and for how long the switch held a thread, at most. */
  ms: { prepare: number; commit: number }
  /** Threads that have not switched yet: they do before anything else. */
  late: number[]
}

/** A straggler, and the thread that it is on. */
export interface FoundStraggler extends Straggler {
  thread: number
}

interface Desk {
  slot: number
  address: Address
}

interface Taken extends ReplaceOptions {
  snapshot: Snapshot
  rollbackOf?: number
  isCheck?: boolean
}

/** ms that a thread may take to load a version, and to say that it has switched. */
const PREPARED_WITHIN = 10_000
const COMMITTED_WITHIN = 2000

export class CodeService extends Service<CodeServiceOptions> {
  static concurrent = true
  readonly #desks = new Map<number, Desk>()
  #loaded = this.options.loaded
  #running: Promise<unknown> | undefined

  // From threads.

  /** A worker is about to serve, with the version of this hash. Returns the current one where that is another. */
  async register(slot: number, address: Address, hash: string): Promise<RunningCode | undefined> {
    await this.#running?.catch(() => undefined)
    this.#desks.set(slot, { slot, address })
    const { version } = this.options.switch.current
    return hash === this.#loaded.modules.hash ? undefined : { version, modules: this.#loaded.modules }
  }

  lost(slot: number, life: number): void {
    const desk = this.#desks.get(slot)
    if (desk && lifeOf(desk.address) === life) this.#desks.delete(slot)
  }

  // From operators.

  /** Throws BAD_MESSAGE with every problem: nothing has changed then. TRY_AGAIN while another replacement is in progress. */
  replace(options: ReplaceOptions): Promise<Replaced> {
    return this.#alone(async () => this.#replaceBy({ ...options, snapshot: await this.#read(options) }))
  }

  /** As replace(), and changes nothing. */
  check(options: ReplaceOptions): Promise<Replaced> {
    return this.#alone(async () =>
      this.#replaceBy({ ...options, snapshot: await this.#read(options), isCheck: true }),
    )
  }

  /** The same with a version that is kept. */
  rollback(version: number, by: string): Promise<Replaced> {
    const { history } = this.options
    if (!history.entries.some(each => each.version === version))
      throw new AppError('BAD_MESSAGE', `version: expected one of ${kept(history.entries)}, got ${version}`)
    return this.#alone(async () => {
      const snapshot = await history.snapshotOf(version, this.#loaded.snapshot.folder)
      return this.#replaceBy({ snapshot, by, rollbackOf: version })
    })
  }

  current(): { version: number; hash: string } {
    const { version, modules } = this.options.switch.current
    return { version, hash: modules.hash }
  }

  /** Of each thread that answers. */
  async threads(): Promise<{ thread: number; version: number; hash: string }[]> {
    const others = await this.#ask(COMMITTED_WITHIN, desk => desk.call.current())
    const found = others.flatMap(({ slot, answer }) => (answer ? [{ thread: slot, ...answer }] : []))
    return [{ thread: 0, ...this.current() }, ...found]
  }

  versions(): readonly CodeVersion[] {
    return this.options.history.entries
  }

  /** What differs between two versions that are kept, in lines. */
  difference(from: number, to: number): string[] {
    const { history } = this.options
    const known = new Set(history.entries.map(({ version }) => version))
    for (const version of [from, to])
      if (!known.has(version))
        throw new AppError('BAD_MESSAGE', `version: expected one of ${kept(history.entries)}, got ${version}`)
    return diffFiles(history.textsOf(from), history.textsOf(to))
  }

  async stragglers(): Promise<FoundStraggler[]> {
    const own = this.options.stragglers().map(each => ({ thread: 0, ...each }))
    const others = await this.#ask(COMMITTED_WITHIN, desk => desk.call.stragglers())
    return [
      ...own,
      ...others.flatMap(({ slot, answer }) => (answer ?? []).map(each => ({ thread: slot, ...each }))),
    ]
  }

  protected override inspect(): object {
    return { ...this.current(), desks: this.#desks.size, isReplacing: this.#running !== undefined }
  }

  async #alone<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running) throw new AppError('TRY_AGAIN', 'code: a replacement is in progress')
    const running = work()
    this.#running = running
    try {
      return await running
    } finally {
      this.#running = undefined
    }
  }

  /** Throws BAD_MESSAGE with what is wrong with the files or their types. */
  async #read({ types = 'needed' }: ReplaceOptions): Promise<Snapshot> {
    const { path, checkTypes } = this.options
    try {
      const snapshot = await takeSnapshot(path)
      if (types === 'none' || snapshot.hash === this.#loaded.snapshot.hash) return snapshot
      const { isChecked, problems } = await checkTypes()
      if (!isChecked && types === 'needed')
        throw refusal([
          'types: expected the package typescript to check them, got none; --force leaves them out',
        ])
      if (problems.length > 0) throw refusal(problems)
      return snapshot
    } catch (error) {
      if (error instanceof AppError) throw error
      throw refusal(problemsOf(error, this.#loaded.modules))
    }
  }

  async #replaceBy(taken: Taken): Promise<Replaced> {
    const { snapshot, isCheck } = taken
    const changed = changedBetween(this.#loaded.snapshot, snapshot)
    const { version } = this.options.switch.current
    const warnings = warningsOf(snapshot, changed)
    const ms = { prepare: 0, commit: 0 }
    if (changed.length === 0) return { version, changed, warnings, ms, late: [] }
    const loaded = { snapshot, modules: modulesOf(snapshot, this.#loaded) }
    const began = performance.now()
    await this.#prepare(loaded)
    ms.prepare = Math.round(performance.now() - began)
    if (isCheck) await this.#drop()
    const done = isCheck ? { version, late: [] } : await this.#commit(loaded, { ...taken, changed, ms })
    return { ...done, changed, warnings, ms }
  }

  /** On main first: what is wrong is wrong there as well, as a rule. Throws BAD_MESSAGE when it is wrong anywhere. */
  async #prepare({ modules }: LoadedCode): Promise<void> {
    const small = withoutKnown(modules, this.#loaded.modules)
    try {
      await this.options.switch.prepare(small)
    } catch (error) {
      throw refusal(problemsOf(error, modules))
    }
    const answers = await this.#ask(PREPARED_WITHIN, desk => desk.call.prepare(small))
    const problems = new Set(
      answers.flatMap(({ slot, answer }) => answer ?? [`thread ${slot} does not answer`]),
    )
    if (problems.size === 0) return
    await this.#drop()
    throw refusal([...problems])
  }

  async #drop(): Promise<void> {
    this.options.switch.drop()
    for (const { address } of this.#desks.values()) this.node.ref<CodeDesk>(address).send.drop()
  }

  async #commit(
    loaded: LoadedCode,
    { by, changed, rollbackOf, ms }: Taken & { changed: string[]; ms: Replaced['ms'] },
  ): Promise<{ version: number; late: number[] }> {
    const { history, onCommitted, settle } = this.options
    const about = { time: this.now(), by, changed, ...(rollbackOf !== undefined && { rollbackOf }) }
    const version = await this.#keep(() => history.add(loaded.snapshot, about))
    const { hash } = loaded.modules
    this.#loaded = loaded
    onCommitted({ version, modules: loaded.modules })
    const own = this.options.switch.commit({ version, hash })
    this.log.info({ version, hash, by, changed }, 'the code of the game was replaced')
    const answers = await this.#ask(COMMITTED_WITHIN, desk => desk.call.commit({ version, hash }))
    ms.commit = Math.max(own, ...answers.map(({ answer = 0 }) => answer))
    await settle()
    return { version, late: answers.filter(({ answer }) => answer === undefined).map(({ slot }) => slot) }
  }

  /** Throws BAD_MESSAGE when a version can't be written down. */
  async #keep(add: () => Promise<number>): Promise<number> {
    try {
      return await add()
    } catch (error) {
      await this.#drop()
      throw refusal([`the version could not be kept: ${(error as Error).message}`])
    }
  }

  /** Asks all threads but main; those that have ended meanwhile are left out, one that does not answer has no answer. */
  async #ask<T>(
    within: number,
    question: (desk: Ref<CodeDesk>) => Promise<T>,
  ): Promise<{ slot: number; answer: T | undefined }[]> {
    const answers = await Promise.all(
      [...this.#desks.values()].map(async ({ slot, address }) => {
        try {
          return { slot, answer: await question(this.node.ref<CodeDesk>(address).within(within)) }
        } catch (error) {
          return isGone(error) ? undefined : { slot, answer: undefined }
        }
      }),
    )
    return answers.filter(each => each !== undefined)
  }
}

/** The files that differ, in the order of the alphabet. */
function changedBetween(before: Snapshot, after: Snapshot): string[] {
  const names = new Set([...before.files.keys(), ...after.files.keys()])
  return [...names].filter(name => before.files.get(name)?.text !== after.files.get(name)?.text).sort()
}

const refusal = (problems: readonly string[]): AppError =>
  new AppError('BAD_MESSAGE', `nothing was replaced: ${problems.join('; ')}`)

const kept = (entries: readonly CodeVersion[]): string =>
  entries.map(({ version }) => version).join(', ') || 'none'
