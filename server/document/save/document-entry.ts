// What the kit knows of one document in memory: who owns it, which revision is stored, what is on its way to the store.
// It is the parent of the document's root. Always true: what is neither stored nor in `pending` has a mark.

import type { AppError } from '../../core/errors.ts'
import type { Deferred } from '../../lib/deferred.ts'
import type { DocumentCommit, DocumentUpdate, StoredDocument } from '../../store/document-store.ts'
import type { StoredOutbox } from '../../store/outbox-store.ts'
import type { EditMark } from '../edit/edit-id.ts'
import { dayOf, EditMemory } from '../edit/edit-memory.ts'
import type { ObjectNode } from '../object/object-node.ts'
import { Outbox, type OutboxNote } from '../outbox/outbox.ts'
import { addSet, COLLECT, DIRTY, PATH, type Parent, TOUCH } from '../tree/node.ts'

export interface DocumentOwner {
  /** Whether it is in the middle of a message, so that the document should not be saved now. */
  isBusy(): boolean
  /** Called once when somebody else has claimed the document; it is sealed already. */
  onLost(reason: string): void
  /** Runs `work` between two messages; at once for who has none. */
  between?(work: () => void): void
}

/** What an entry asks of the saver of its thread. */
export interface EntryKeeper {
  /** The document was clean and is about to change. */
  touched(entry: DocumentEntry): void
  save(entry: DocumentEntry): Promise<void>
}

export interface EntryHost {
  owner: DocumentOwner
  keeper: EntryKeeper
}

/** Which document it is, in lines of the log and for those who repair what could not be saved. */
export interface DocumentName {
  /** Its id; a role's uid. */
  uid: string
  /** Of a service's document. */
  kind?: string | undefined
  /** The account of a role. */
  acc?: string | undefined
}

/** What could not be saved: its commits, to be applied in this order where its epoch still holds. */
export interface UnsavedDocument extends DocumentName {
  commits: DocumentCommit[]
}

/** An edit that was made: under which mark, if it has one, and what it sends on. */
export interface MadeEdit {
  mark: EditMark | undefined
  notes: readonly OutboxNote[]
}

/** Each kind of document says how it is named. */
export abstract class DocumentEntry implements Parent {
  readonly root: ObjectNode
  /** The document's id. */
  readonly uid: string
  epoch: number
  /** The revision that is stored, or that `pending` builds on. */
  rev: number
  readonly owner: DocumentOwner
  readonly #keeper: EntryKeeper
  /** Resent unchanged until the store has confirmed or refused it. */
  pending: DocumentUpdate | undefined
  /** When the oldest change that is not confirmed was made; 0 when there is none. */
  dirtySince = 0
  /** When the oldest change was made that is not in `pending`. */
  touchedAt = 0
  /** Bytes that were written to it since it was weighed, roughly. */
  grown = 0
  /** It was, when it was weighed last. */
  isTooLarge = false
  /** Wait for the next confirmation. */
  waiters: Deferred<void>[] | undefined
  /** The stored field `edits`, which the first edit makes the memory of. */
  readonly #edits: unknown
  #memory: EditMemory | undefined
  #outbox: Outbox | undefined
  /** Memory or outbox have something that is not in an update. */
  #hasNewEdit = false
  /** Stored fields of its kind that have changed. */
  #ownChanges: Record<string, unknown> | undefined
  /** Why nothing can be written any more. */
  closed: AppError | undefined

  constructor(root: ObjectNode, document: StoredDocument, { owner, keeper }: EntryHost) {
    this.root = root
    this.uid = document._id
    this.epoch = document.epoch
    this.rev = document.rev
    this.owner = owner
    this.#keeper = keeper
    this.pending = undefined
    this.waiters = undefined
    this.#edits = document.edits
    if (document.outbox) this.#outbox = new Outbox(document.outbox as StoredOutbox)
    this.#ownChanges = undefined
    this.closed = undefined
  }

  abstract get name(): DocumentName

  /** What paths in messages begin with. */
  abstract [PATH](): string

  get isUnsaved(): boolean {
    return this.pending !== undefined || this.hasMarks
  }

  /** Whether something changed that is not in `pending`. */
  get hasMarks(): boolean {
    return this.root[DIRTY]() || this.#hasNewEdit || this.#ownChanges !== undefined
  }

  get outbox(): Outbox {
    this.#outbox ??= new Outbox(undefined)
    return this.#outbox
  }

  hasEdit(mark: EditMark, now: number): boolean {
    return this.#memoryAt(now).has(mark)
  }

  /** Stored together with what is marked now. Returns how many senders had to be forgotten before their time. */
  noteEdit({ mark, notes }: MadeEdit, now: number): number {
    if (!mark && notes.length === 0) return 0
    this[TOUCH]()
    this.#hasNewEdit = true
    if (notes.length > 0) this.outbox.add(notes, now)
    return mark ? this.#memoryAt(now).note(mark, dayOf(now)) : 0
  }

  /** The update was not applied: what it has of edits is stored with the next one. */
  renoteEdits(update: DocumentUpdate): void {
    this.#memory?.remark(update)
    this.#outbox?.remark(update)
    this.#hasNewEdit = this.#memory !== undefined || this.#outbox !== undefined
  }

  #memoryAt(now: number): EditMemory {
    this.#memory ??= new EditMemory(this.#edits, dayOf(now))
    return this.#memory
  }

  /** Changes a stored field of its kind, which is stored together with what is marked now. */
  protected setOwn(name: string, value: unknown): void {
    this[TOUCH]()
    this.#ownChanges = { ...this.#ownChanges, [name]: value }
  }

  /** An update was not applied: its fields that are not the document's, the later changes over them. */
  keepOwn(update: DocumentUpdate, names: readonly string[]): void {
    for (const name of names) {
      if (update.$set && name in update.$set)
        this.#ownChanges = { [name]: update.$set[name], ...this.#ownChanges }
    }
  }

  [TOUCH](): void {
    if (this.closed) throw this.closed
    this.#keeper.touched(this)
  }

  async save(): Promise<void> {
    if (this.closed) throw this.closed
    await this.#keeper.save(this)
  }

  /** Moves what is marked into `pending`, unless that waits for the store already; undefined when nothing changed. */
  collect(): DocumentUpdate | undefined {
    if (this.pending || !this.hasMarks) return this.pending
    const update: DocumentUpdate = {}
    this.root[COLLECT]('', update)
    if (this.#hasNewEdit) this.#collectEdits(update)
    for (const name in this.#ownChanges) addSet(update, name, this.#ownChanges[name])
    this.#ownChanges = undefined
    this.touchedAt = 0
    if (update.$set || update.$unset || update.$push) this.pending = update
    return this.pending
  }

  #collectEdits(update: DocumentUpdate): void {
    this.#memory?.collect(update)
    this.#outbox?.collect(update)
    this.#hasNewEdit = false
  }

  /** What is not known to be saved, to be written down elsewhere; nothing is pending after it. */
  takeUnsaved(): UnsavedDocument | undefined {
    const { uid, epoch } = this
    const commits: DocumentCommit[] = []
    if (this.pending) {
      commits.push({ uid, epoch, rev: this.rev, update: this.pending })
      this.pending = undefined
    }
    const rest = this.collect()
    if (rest) commits.push({ uid, epoch, rev: this.rev + commits.length, update: rest })
    return commits.length ? { ...this.name, commits } : undefined
  }
}
