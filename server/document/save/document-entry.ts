// What the kit knows of one role in memory: who owns it, which revision is stored, what is on its way to the store.
// It is the parent of the role's document. Always true: what is neither stored nor in `pending` has a mark.

import type { AppError } from '../../core/errors.ts'
import type { Deferred } from '../../lib/deferred.ts'
import type { RoleDocument, RoleUpdate } from '../../store/role-store.ts'
import type { ObjectNode } from '../object/object-node.ts'
import { addSet, COLLECT, DIRTY, PATH, type Parent, TOUCH } from '../tree/node.ts'

export interface RoleOwner {
  /** Whether a message is half-done, so that the role should not be saved now. */
  isBusy(): boolean
  /** Called once when the role belongs to someone else now; it is sealed already. */
  onLost(reason: string): void
}

/** What an entry asks of the saver of its thread. */
export interface EntryKeeper {
  /** The role was clean and is about to change. */
  touched(entry: RoleEntry): void
  save(entry: RoleEntry): Promise<void>
}

/** How many edit ids a role remembers. */
const REMEMBERED_EDITS = 100

export class RoleEntry implements Parent {
  readonly role: ObjectNode
  readonly uid: string
  readonly acc: string
  readonly epoch: number
  /** The revision that is stored, or that `pending` builds on. */
  rev: number
  readonly owner: RoleOwner
  readonly #keeper: EntryKeeper
  /** Sent or to be sent as it is until the store has said what became of it. */
  pending: RoleUpdate | undefined
  /** When the oldest change that is not confirmed was made; 0 when there is none. */
  dirtySince = 0
  /** When the oldest change was made that is not in `pending`. */
  touchedAt = 0
  /** Wait for the next confirmation. */
  waiters: Deferred<void>[] | undefined
  /** The edits that were made, the last 100. */
  #edits: readonly string[] | undefined
  #hasNewEdit = false
  /** Why nothing can be written any more. */
  closed: AppError | undefined

  constructor(
    role: ObjectNode,
    document: RoleDocument,
    { owner, keeper }: { owner: RoleOwner; keeper: EntryKeeper },
  ) {
    this.role = role
    this.uid = document._id
    this.acc = document.acc
    this.epoch = document.epoch
    this.rev = document.rev
    this.owner = owner
    this.#keeper = keeper
    this.pending = undefined
    this.waiters = undefined
    this.#edits = document.edits as string[] | undefined
    this.closed = undefined
  }

  get isUnsaved(): boolean {
    return this.pending !== undefined || this.hasMarks
  }

  /** Whether something changed that is not in `pending`. */
  get hasMarks(): boolean {
    return this.role[DIRTY]() || this.#hasNewEdit
  }

  hasEdit(id: string): boolean {
    return this.#edits?.includes(id) ?? false
  }

  /** Stored together with what is marked now. */
  noteEdit(id: string): void {
    this[TOUCH]()
    this.#edits = [...(this.#edits ?? []), id].slice(-REMEMBERED_EDITS)
    this.#hasNewEdit = true
  }

  /** An update with edits in it was not applied. */
  renoteEdits(): void {
    this.#hasNewEdit = true
  }

  [TOUCH](): void {
    if (this.closed) throw this.closed
    this.#keeper.touched(this)
  }

  [PATH](): string {
    return ''
  }

  async save(): Promise<void> {
    if (this.closed) throw this.closed
    await this.#keeper.save(this)
  }

  /** Moves what is marked into `pending`, unless that waits for the store already; undefined when nothing changed. */
  collect(): RoleUpdate | undefined {
    if (this.pending || !this.hasMarks) return this.pending
    const update: RoleUpdate = {}
    this.role[COLLECT]('', update)
    if (this.#hasNewEdit) addSet(update, 'edits', this.#edits)
    this.#hasNewEdit = false
    this.touchedAt = 0
    if (update.$set || update.$unset || update.$push) this.pending = update
    return this.pending
  }
}
