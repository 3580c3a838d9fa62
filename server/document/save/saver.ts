// Writes the changes of one thread's documents to the store: every 2 s what changed, at once what `save` waits for, one bulk
// at a time. Collecting a document turns its marks into a pending update, which is resent unchanged until the store has
// confirmed or refused it, so that late and duplicate answers are harmless.

import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Logger } from 'pino'
import { AppError } from '../../core/errors.ts'
import { Backoff } from '../../lib/backoff.ts'
import type { Clock } from '../../lib/clock.ts'
import { createDeferred } from '../../lib/deferred.ts'
import type { DocumentCommit, DocumentStore } from '../../store/document-store.ts'
import { WAITING } from '../outbox/outbox.ts'
import type { SaveConfig } from '../settings.ts'
import { REMARK } from '../tree/node.ts'
import type { DocumentEntry, EntryKeeper } from './document-entry.ts'
import { SaveMeter } from './save-meter.ts'
import { type Settlement, settle } from './settle.ts'
import { sizeOfUpdate } from './update-size.ts'
import { WEIGH_EVERY, weigh } from './weigh.ts'

export interface SaverOptions {
  store: DocumentStore
  clock: Clock
  log: Logger
  config: SaveConfig
  /** Stored fields of the kind, which are not in the schema. */
  ownFields: readonly string[]
  /** Somebody else has claimed the document. */
  onLost(entry: DocumentEntry): void
  /** Something new waits in its outbox, and lasts. */
  onOwing(id: string): void
}

const BUSY_POLL_MS = 50

export class Saver implements EntryKeeper {
  readonly meter = new SaveMeter()
  readonly #options: SaverOptions
  /** Every entry with something unsaved. */
  readonly #unsaved = new Set<DocumentEntry>()
  /** Written next: somebody waits for it. */
  readonly #urgent = new Set<DocumentEntry>()
  /** Written after that: its turn has come. */
  readonly #due = new Set<DocumentEntry>()
  /** Due, but in the middle of a message -> since when. */
  readonly #busy = new Map<DocumentEntry, number>()
  readonly #backoff = new Backoff({ first: 50, longest: 2000 })
  #work: Promise<void> | undefined
  /** Bytes of the bulk that was taken last, roughly. */
  #takenBytes = 0
  #timer: NodeJS.Timeout | undefined
  #busyTimer: NodeJS.Timeout | undefined

  constructor(options: SaverOptions) {
    this.#options = options
    this.#schedule()
  }

  get unsaved(): ReadonlySet<DocumentEntry> {
    return this.#unsaved
  }

  /** How long the oldest unsaved change has waited, in ms; 0 when there is none. */
  oldestMs(): number {
    const now = this.#ticks()
    let oldest = now
    for (const { dirtySince } of this.#unsaved) if (dirtySince < oldest) oldest = dirtySince
    return now - oldest
  }

  touched(entry: DocumentEntry): void {
    const now = this.#ticks()
    entry.touchedAt = now
    if (entry.dirtySince === 0) entry.dirtySince = now
    this.#unsaved.add(entry)
  }

  /** Resolves when all that has changed until now is durable. */
  async save(entry: DocumentEntry): Promise<void> {
    const commits = (entry.pending ? 1 : 0) + (entry.hasMarks ? 1 : 0)
    for (let i = 0; i < commits; i++) await this.#nextConfirmation(entry)
  }

  /** As `save`, but not in the middle of a message. */
  async saveSoon(entry: DocumentEntry): Promise<void> {
    const commits = (entry.pending ? 1 : 0) + (entry.hasMarks ? 1 : 0)
    for (let i = 0; i < commits; i++) await this.#nextConfirmation(entry, this.#due)
  }

  /** Writes everything that is unsaved and not in the middle of a message; waits while the store is unreachable. */
  async flush(): Promise<void> {
    for (const entry of this.#unsaved) this.#due.add(entry)
    await this.#run()
  }

  /** Writes everything, half-done or not, for at most `ms`. */
  async flushAll(ms: number): Promise<void> {
    let isOver = false
    const over = createDeferred<void>()
    const timer = setTimeout(() => {
      isOver = true
      over.resolve()
    }, ms)
    while (!isOver) {
      const entries = [...this.#unsaved].filter(entry => !entry.isTooLarge)
      if (entries.length === 0) break
      for (const entry of entries) this.#urgent.add(entry)
      this.#backoff.skip()
      await Promise.race([this.#run(), over.promise])
    }
    clearTimeout(timer)
  }

  /** Forgets the entry, whatever it holds; who waits for it is told `error`. */
  drop(entry: DocumentEntry, error: AppError): void {
    for (const set of [this.#unsaved, this.#urgent, this.#due, this.#busy]) set.delete(entry)
    const { waiters } = entry
    entry.waiters = undefined
    for (const waiter of waiters ?? []) waiter.reject(error)
  }

  stop(): void {
    clearTimeout(this.#timer)
    clearTimeout(this.#busyTimer)
    this.#backoff.skip()
  }

  async #nextConfirmation(entry: DocumentEntry, queue = this.#urgent): Promise<void> {
    const waiter = createDeferred<void>()
    entry.waiters ??= []
    entry.waiters.push(waiter)
    queue.add(entry)
    void this.#run()
    await waiter.promise
  }

  /** Never 0, which stands for no time. */
  #ticks(): number {
    return 1 + this.#options.clock.ticks()
  }

  #schedule(): void {
    const { interval } = this.#options.config
    this.#timer = setTimeout(() => this.#onTimer(), interval * (0.9 + Math.random() * 0.2))
    this.#timer.unref()
  }

  #onTimer(): void {
    void this.flush()
    this.#warn()
    this.#schedule()
  }

  #warn(): void {
    const age = this.oldestMs()
    if (age > this.#options.config.warnAge)
      this.#options.log.warn(
        { unsaved: this.#unsaved.size, oldestUnsavedMs: Math.round(age) },
        'unsaved changes are getting old',
      )
  }

  #run(): Promise<void> {
    this.#work ??= this.#drain()
    return this.#work
  }

  async #drain(): Promise<void> {
    // One turn later, so that what is asked for in the same turn travels together.
    await nextTurn()
    for (let bulk = this.#take(); bulk.length; bulk = this.#take()) {
      const outcomes = await this.#settle(bulk)
      if (outcomes instanceof Error) await this.#onAway(bulk, outcomes)
      else if (this.#onSettled(bulk, outcomes)) this.#backoff.reset()
      else await this.#backoff.wait()
    }
    this.#work = undefined
  }

  async #settle(bulk: readonly DocumentEntry[]): Promise<Settlement[] | Error> {
    const begun = performance.now()
    const outcomes = await settle(this.#options.store, bulk.map(commitOf))
    this.meter.note(performance.now() - begun, this.#takenBytes)
    return outcomes
  }

  #take(): DocumentEntry[] {
    const { bulkRoles, bulkBytes } = this.#options.config
    const bulk: DocumentEntry[] = []
    this.#takenBytes = 0
    for (const from of [this.#urgent, this.#due])
      for (const entry of from) {
        if (bulk.length >= bulkRoles || this.#takenBytes >= bulkBytes) return bulk
        this.#urgent.delete(entry)
        this.#due.delete(entry)
        if (from === this.#due && this.#mustWait(entry)) continue
        const isFresh = entry.pending === undefined
        const update = entry.collect()
        if (!update) this.#onClean(entry)
        if (!update) continue
        const bytes = sizeOfUpdate(update)
        if (isFresh && !this.#fits(entry, bytes)) continue
        this.#takenBytes += bytes
        bulk.push(entry)
      }
    return bulk
  }

  /** False when the document would become larger than a store can keep; then its update is taken back. */
  #fits(entry: DocumentEntry, bytes: number): boolean {
    entry.grown += bytes
    if (entry.grown < WEIGH_EVERY) return true
    const weight = weigh(entry.root)
    const { log, config } = this.#options
    entry.grown = weight > config.refuseBytes ? WEIGH_EVERY : 0
    if (weight > config.refuseBytes) this.#refuseLarge(entry, weight)
    else if (weight > config.warnBytes)
      log.warn(
        { ...entry.name, bytes: weight },
        'a document is large; a database keeps 16 MB of each at most',
      )
    entry.isTooLarge = weight > config.refuseBytes
    return !entry.isTooLarge
  }

  #refuseLarge(entry: DocumentEntry, bytes: number): void {
    const { log, config } = this.#options
    const message = `the document would have ${bytes} bytes; expected at most ${config.refuseBytes}`
    if (!entry.isTooLarge)
      log.error(
        { ...entry.name, bytes },
        'a document is too large; nothing of it is saved until it is smaller',
      )
    this.#takeBack(entry)
    const { waiters } = entry
    entry.waiters = undefined
    for (const waiter of waiters ?? []) waiter.reject(new AppError('DOCUMENT_TOO_LARGE', message))
  }

  /** A document in the middle of a message is looked at again soon; after `maxBusy` it is saved as it is. */
  #mustWait(entry: DocumentEntry): boolean {
    const { config, log } = this.#options
    const now = this.#ticks()
    if (entry.pending || !entry.owner.isBusy()) {
      this.#busy.delete(entry)
      return false
    }
    const since = this.#busy.get(entry) ?? now
    if (now - since >= config.maxBusy) {
      log.warn(entry.name, 'a message takes too long; what it has changed so far is saved')
      this.#busy.delete(entry)
      return false
    }
    this.#busy.set(entry, since)
    this.#busyTimer ??= setTimeout(() => this.#retryBusy(), BUSY_POLL_MS)
    return true
  }

  #retryBusy(): void {
    this.#busyTimer = undefined
    for (const entry of this.#busy.keys()) this.#due.add(entry)
    void this.#run()
  }

  async #onAway(bulk: readonly DocumentEntry[], error: Error): Promise<void> {
    const { log } = this.#options
    this.meter.fail('away', bulk.length)
    log.error(
      { err: error, unsaved: this.#unsaved.size, oldestUnsavedMs: Math.round(this.oldestMs()) },
      'store unreachable; changes kept, retrying',
    )
    await this.#backoff.wait()
    for (const entry of bulk) if (!entry.closed) this.#urgent.add(entry)
  }

  /** False when something is to be sent again though the store has answered. */
  #onSettled(bulk: readonly DocumentEntry[], outcomes: readonly Settlement[]): boolean {
    bulk.forEach((entry, i) => {
      const outcome = outcomes[i]!
      if (typeof outcome === 'object') this.meter.fail('refused')
      else if (outcome === 'applied') this.meter.saved++
      else this.meter.fail(outcome)
      if (entry.closed) return
      if (outcome === 'applied') this.#confirm(entry)
      else if (outcome === 'lost') this.#options.onLost(entry)
      else if (outcome === 'again') this.#urgent.add(entry)
      else this.#onRefused(entry, outcome)
    })
    const again = bulk.filter((_, i) => outcomes[i] === 'again')
    if (again.length)
      this.#options.log.warn(
        { documents: again.length, uid: again[0]!.uid },
        'not applied by the store; sending again',
      )
    return again.length === 0
  }

  #confirm(entry: DocumentEntry): void {
    const isOwing = entry.pending?.$push?.[WAITING] !== undefined
    entry.rev += 1
    entry.pending = undefined
    this.#onClean(entry)
    if (isOwing) this.#options.onOwing(entry.uid)
  }

  /** What was changed until the last collection is stored, or was changed back. */
  #onClean(entry: DocumentEntry): void {
    entry.dirtySince = entry.touchedAt
    if (!entry.hasMarks) this.#unsaved.delete(entry)
    const { waiters } = entry
    entry.waiters = undefined
    for (const waiter of waiters ?? []) waiter.resolve()
  }

  /** The store has refused this update: its parts are marked again, to be sent together with what changes next. */
  #onRefused(entry: DocumentEntry, error: Error): void {
    const { log } = this.#options
    log.error(
      { err: error, ...entry.name },
      'the store refused a change; it is kept and sent again with the next one',
    )
    this.#takeBack(entry)
  }

  /** What is in its pending update is marked again. */
  #takeBack(entry: DocumentEntry): void {
    const update = entry.pending!
    entry.pending = undefined
    entry.renoteEdits(update)
    entry.keepOwn(update, this.#options.ownFields)
    for (const paths of [update.$set, update.$unset, update.$push])
      for (const path in paths) entry.root[REMARK](path.split('.'), 0)
  }
}

const commitOf = ({ uid, epoch, rev, pending }: DocumentEntry): DocumentCommit => ({
  uid,
  epoch,
  rev,
  update: pending!,
})
