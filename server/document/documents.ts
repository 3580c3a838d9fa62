// The documents of one kind that one thread owns: opened for an owner, saved while it works on them, sealed when it is
// done. How they are found and claimed is for the kind to say (role/roles.ts).
// Always true: a document is in memory once per thread; what is not saved is reported, never dropped in silence.
//
//   stored ──open()──▶ open ──close(), abandon(), stop()──▶ sealed: writes throw the kind's closedCode
//                       └──────claimed by somebody else, here or elsewhere: the owner hears onLost──▶ sealed

import { AppError } from '../core/errors.ts'
import { isDoneBy } from '../core/exit-hooks.ts'
import type { StoredDocument } from '../store/document-store.ts'
import type { StoredOutbox } from '../store/outbox-store.ts'
import type { CompiledDocument, Methods } from './define-document.ts'
import { type EditId, markOf } from './edit/edit-id.ts'
import { mergeInto } from './merge.ts'
import { replaceFields } from './migrate.ts'
import { type ObjectNode, PARENT } from './object/object-node.ts'
import { isOwing, MOST_WAITING, type OutboxHost, type OutboxNote } from './outbox/outbox.ts'
import type { DocumentEntry, DocumentOwner, EntryHost, UnsavedDocument } from './save/document-entry.ts'
import type { SaveMeter } from './save/save-meter.ts'
import { Saver, type SaverOptions } from './save/saver.ts'
import { snapshot } from './snapshot.ts'
import { ATTACH, CLEAR, STORED } from './tree/node.ts'

export interface DocumentsOptions<R, D extends StoredDocument>
  extends Omit<SaverOptions, 'onLost' | 'onOwing' | 'ownFields'> {
  compiled: CompiledDocument<R, D>
  /** Delivers what edits send on. */
  outbox: OutboxHost
  /** Makes the entry of a document that is opened. */
  createEntry(root: ObjectNode, document: D, host: EntryHost): DocumentEntry
}

/** What an edit has made of a copy of the document. */
export interface Edited {
  fields: object
  /** What is sent on when the change is durable. */
  notes: readonly OutboxNote[]
}

/** How far a document is saved. */
export interface DocumentState {
  epoch: number
  rev: number
  /** How long the oldest change has waited; 0 when there is none. */
  unsavedMs: number
}

export interface DocumentCounts {
  documents: number
  unsaved: number
  oldestUnsavedMs: number
}

/** `R`: the document as the game's code sees it · `D`: as it is stored. */
export class Documents<R extends object, D extends StoredDocument> {
  readonly #options: DocumentsOptions<R, D>
  readonly #entries = new Map<string, DocumentEntry>()
  readonly #saver: Saver

  constructor(options: DocumentsOptions<R, D>) {
    this.#options = options
    this.#saver = new Saver({
      ...options,
      ownFields: options.compiled.kind.storedFields,
      onLost: entry => this.#lose(entry, 'claimed by a new owner'),
      onOwing: id => options.outbox.add(id),
    })
  }

  /** Saves, however long the store is unreachable, then seals the document. */
  async close(document: R): Promise<void> {
    const entry = entryOf(document)
    while (!entry.closed && entry.isUnsaved) await this.#saveUnlessClosed(entry)
    if (!entry.closed) this.#seal(entry)
  }

  /** Gives the document up at once: seals it, and returns what is not known to be saved, if anything. */
  abandon(document: R): UnsavedDocument | undefined {
    const entry = entryOf(document)
    if (entry.closed) return undefined
    const report = entry.takeUnsaved()
    this.#seal(entry)
    return report
  }

  /** Saves, then refuses writes until thaw() or release(). False when it could not be saved within `ms`. */
  async freeze(document: R, ms: number): Promise<boolean> {
    const entry = entryOf(document)
    const saved = this.#saveUnlessClosed(entry)
    saved.catch(() => undefined)
    if (!(await isDoneBy(performance.now() + ms, saved))) return false
    // What was changed meanwhile is saved the next time.
    if (entry.closed || entry.isUnsaved) return false
    entry.closed = new AppError(this.#options.compiled.kind.closedCode)
    return true
  }

  /** What was frozen goes on. */
  thaw(document: R): void {
    const entry = entryOf(document)
    if (this.#entries.get(entry.uid) === entry) entry.closed = undefined
  }

  /** What was frozen is somebody else's now, who was given it: its owner does not hear of that. */
  release(document: R): void {
    this.#seal(entryOf(document))
  }

  /**
   * Runs `run` on a copy of the document, merges the result and saves it with what it sends on, which follows on its own
   * once that is durable. False when the edit `id` was made before, and is durable. Throws TRY_AGAIN when too much waits to be
   * sent on. Nothing else may change the document meanwhile: its agent is in one message, or the caller has claimed it.
   */
  async edit(document: R, id: EditId | undefined, run: (plain: object) => Promise<Edited>): Promise<boolean> {
    const isNew = await this.merge(document, id, run)
    await entryOf(document).save()
    return isNew
  }

  /** The same without the saving. */
  protected async merge(
    document: R,
    id: EditId | undefined,
    run: (plain: object) => Promise<Edited>,
  ): Promise<boolean> {
    const entry = entryOf(document)
    const { clock } = this.#options
    const mark = id === undefined ? undefined : markOf(id)
    if (mark && entry.hasEdit(mark, clock.now())) return false
    const { fields, notes } = await run(snapshot(document))
    if (notes.length > 0) await this.#refuseFull(entry)
    mergeInto(document, fields)
    this.#warnOfForgotten(entry, entry.noteEdit({ mark, notes }, clock.now()))
    return true
  }

  /** Sends messages with what the document's owner changes in its present message; they are on their way once both are durable.
   * Throws TRY_AGAIN when too much waits to be sent on. */
  protected send(document: R, notes: readonly OutboxNote[]): void {
    const entry = entryOf(document)
    if (entry.outbox.waiting >= MOST_WAITING / 2) this.#recount(entry).catch(() => undefined)
    if (entry.outbox.waiting >= MOST_WAITING) throw tooMuchWaits(entry)
    entry.noteEdit({ mark: undefined, notes }, this.#options.clock.now())
    this.#saver.saveSoon(entry).catch(() => undefined)
  }

  /** What is kept of it besides its fields. */
  protected entryOf(document: R): DocumentEntry {
    return entryOf(document)
  }

  /** Under which claim the document is owned. */
  epochOf(document: R): number {
    return entryOf(document).epoch
  }

  /** Whether it is still this thread's, frozen or not. */
  protected isOwner(document: R): boolean {
    const entry = entryOf(document)
    return this.#entries.get(entry.uid) === entry
  }

  stateOf(document: R): DocumentState {
    const { epoch, rev, isUnsaved, dirtySince } = entryOf(document)
    const unsavedMs = isUnsaved ? Math.max(1, Math.round(1 + this.#options.clock.ticks() - dirtySince)) : 0
    return { epoch, rev, unsavedMs }
  }

  /** Documents have these methods from now on; one that is in the middle of a message when that has ended. */
  renew(methods: Methods): void {
    const prototype = this.#options.compiled.renew(methods)
    for (const { root, owner } of this.#entries.values()) {
      const follow = () => void Object.setPrototypeOf(root, prototype)
      if (owner.between) owner.between(follow)
      else follow()
    }
  }

  /** Saves every change now, except of documents in the middle of a message; waits while the store is unreachable. */
  flush(): Promise<void> {
    return this.#saver.flush()
  }

  get meter(): SaveMeter {
    return this.#saver.meter
  }

  count(): DocumentCounts {
    return {
      documents: this.#entries.size,
      unsaved: this.#saver.unsaved.size,
      oldestUnsavedMs: Math.round(this.#saver.oldestMs()),
    }
  }

  /** Saves everything for at most `deadlineMs`, seals every document, and reports what is not known to be saved. */
  async stop(deadlineMs: number): Promise<UnsavedDocument[]> {
    await this.#saver.flushAll(deadlineMs)
    const reports: UnsavedDocument[] = []
    for (const entry of [...this.#entries.values()]) {
      const report = entry.takeUnsaved()
      if (report) reports.push(report)
      this.#seal(entry)
    }
    this.#saver.stop()
    return reports
  }

  /** Asks the store for a document, to open it. Throws TRY_AGAIN when too much is unsaved, or the store unreachable. */
  protected async claimBy<T>(work: () => Promise<T>): Promise<T> {
    const { config, log, compiled } = this.#options
    if (this.#saver.unsaved.size >= config.refuseCount || this.#saver.oldestMs() >= config.refuseAge)
      throw new AppError('TRY_AGAIN', 'too many changes wait to be saved; try again in a moment')
    try {
      return await work()
    } catch (cause) {
      log.error({ err: cause }, `store unreachable; a ${compiled.kind.name} could not be claimed`)
      throw new AppError('TRY_AGAIN', undefined, { cause })
    }
  }

  /** Makes a document of what was claimed from the store for `owner`. Throws where it does not fit the schema. */
  protected open(document: D, owner: DocumentOwner): R {
    const { compiled, createEntry } = this.#options
    const older = this.#entries.get(document._id)
    if (older) this.#lose(older, 'claimed again on this thread')
    const { root, migrated } = this.#load(document)
    const entry = createEntry(root, document, { owner, keeper: this.#saver })
    this.#entries.set(entry.uid, entry)
    if (migrated) {
      root[CLEAR]()
      this.#saver.touched(entry)
      const after = { ...migrated, ...(root as ObjectNode)[STORED]() }
      entry.pending = replaceFields(document, after, compiled.kind)
    }
    root[ATTACH](entry, '')
    if (isOwing(document.outbox as StoredOutbox | undefined)) this.#options.outbox.add(entry.uid)
    return root
  }

  async #refuseFull(entry: DocumentEntry): Promise<void> {
    if (entry.outbox.waiting < MOST_WAITING) return
    await this.#recount(entry)
    if (entry.outbox.waiting >= MOST_WAITING) throw tooMuchWaits(entry)
  }

  async #recount({ outbox, uid }: DocumentEntry): Promise<void> {
    outbox.noteStored(await this.#options.outbox.count(uid))
  }

  #warnOfForgotten({ name }: DocumentEntry, senders: number): void {
    const { log, compiled } = this.#options
    if (senders > 0)
      log.warn(
        { ...name, senders },
        `a ${compiled.kind.name} is edited by too many senders; those heard of longest ago are forgotten`,
      )
  }

  /** A stored document that does not fit stays as it is; whose it is, and what is wrong with it, is logged. */
  #load(document: D) {
    const { compiled, log } = this.#options
    try {
      return compiled.load(document)
    } catch (error) {
      const { _id: uid, acc: account } = document
      log.error({ err: error, uid, account }, `a stored ${compiled.kind.name} could not be loaded`)
      throw error
    }
  }

  /** A document that is given up, or lost, while it is being saved needs no saving any more. */
  async #saveUnlessClosed(entry: DocumentEntry): Promise<void> {
    try {
      await this.#saver.save(entry)
    } catch (error) {
      if (!entry.closed) throw error
    }
  }

  #lose(entry: DocumentEntry, reason: string): void {
    if (entry.closed) return
    const { log, compiled } = this.#options
    log.warn({ ...entry.name, epoch: entry.epoch, reason }, `a ${compiled.kind.name} has a new owner`)
    this.#seal(entry)
    entry.owner.onLost(reason)
  }

  #seal(entry: DocumentEntry): void {
    entry.closed = new AppError(this.#options.compiled.kind.closedCode)
    entry.root[CLEAR]()
    this.#saver.drop(entry, entry.closed)
    if (this.#entries.get(entry.uid) === entry) this.#entries.delete(entry.uid)
  }
}

const tooMuchWaits = ({ outbox }: DocumentEntry): AppError =>
  new AppError('TRY_AGAIN', `${outbox.waiting} messages of this document have not been delivered yet`)

const entryOf = (document: object): DocumentEntry => (document as ObjectNode)[PARENT] as DocumentEntry
