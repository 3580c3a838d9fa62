// The roles that one thread owns: documents that are found by account or uid, and made for an account's first login.

import { AppError } from '../core/errors.ts'
import type { Logger } from '../core/log/log.ts'
import { endsWithin } from '../core/patience.ts'
import { Documents, type DocumentsOptions, type Edited } from '../document/documents.ts'
import type { SentMove } from '../document/move/move-post.ts'
import { type MoveRules, type Taking, takingOf } from '../document/move/take-move.ts'
import type { DocumentOwner } from '../document/save/document-entry.ts'
import { snapshot } from '../document/snapshot.ts'
import { ATTACH, PATH, TOUCH } from '../document/tree/node.ts'
import { Backoff } from '../lib/backoff.ts'
import type { RoleDocument, RoleStore } from '../store/role-store.ts'
import { DAY, ROLE, type RoleCore, type RoleDefinition } from './define-role.ts'
import { type EditFunction, type NoteBoards, NotingTools } from './edit/edit-function.ts'
import { type DailyReset, enterDay } from './role-days.ts'
import { RoleEntry } from './role-entry.ts'

export interface RolesOptions<R extends RoleCore>
  extends Pick<DocumentsOptions<R, RoleDocument>, 'clock' | 'log' | 'config' | 'outbox'> {
  definition: RoleDefinition<R>
  store: RoleStore
  /** Makes the uid of an account's first role. */
  newUid(): string
  /** `config.role.checks`. */
  checks: boolean
  /** For the functions of edits. */
  noteBoards: NoteBoards
  /** undefined for a game without days. */
  daily?: DailyReset | undefined
}

/** ms that the function of an edit has; less than the 5 s of a call, so that the caller gets this TIMEOUT. */
const EDIT_TIMEOUT = 4000

/** `R` is `RoleOf<typeof role>`. */
export class Roles<R extends RoleCore = RoleCore> extends Documents<R, RoleDocument> {
  readonly #compiled: ReturnType<RoleDefinition<R>['compile']>
  readonly #store: RoleStore
  readonly #newUid: () => string
  readonly #noteBoards: NoteBoards
  readonly #daily: DailyReset | undefined
  readonly #log: Logger
  #definition: RoleDefinition<R>

  constructor(options: RolesOptions<R>) {
    const compiled = options.definition.compile(options.checks)
    super({ ...options, compiled, createEntry: (...args) => new RoleEntry(...args) })
    this.#compiled = compiled
    this.#store = options.store
    this.#newUid = options.newUid
    this.#noteBoards = options.noteBoards
    this.#daily = options.daily
    this.#log = options.log
    this.#definition = options.definition
  }

  /** Roles have the methods of this definition from now on, and take moves as it says. */
  follow(definition: RoleDefinition<R>): void {
    if (definition !== this.#definition) this.renew(definition.methods)
    this.#definition = definition
  }

  /** Becomes the owner of the account's role, which is made the first time if `mayMake` says so. Throws TRY_AGAIN where it does not,
   * and while the store is unreachable. */
  async claim(acc: string, owner: DocumentOwner, mayMake = () => true): Promise<R> {
    const own = this.#daily ? { acc, [DAY]: this.#daily.days.today } : { acc }
    const fresh = () => (mayMake() ? this.#compiled.fresh(this.#newUid(), own) : undefined)
    const document = await this.claimBy(() => this.#store.claim(acc, fresh))
    if (!document) throw new AppError('TRY_AGAIN', 'too many new players right now; try again later')
    return this.open(document, owner)
  }

  /** The same by uid; undefined when there is no such role. */
  async claimUid(uid: string, owner: DocumentOwner): Promise<R | undefined> {
    const document = await this.claimBy(() => this.#store.claimUid(uid))
    return document && this.open(document, owner)
  }

  /** Whether the store answers within `ms`, and says that this role is this thread's. */
  async isStored(role: R, ms: number): Promise<boolean> {
    const { uid, epoch } = this.entryOf(role)
    try {
      return (await endsWithin(ms, this.#store.find({ uid })))?.epoch === epoch
    } catch {
      return false
    }
  }

  /** Becomes the owner of a role whose epoch is this; undefined where it is not. Throws TRY_AGAIN when that is not known. */
  async claimFrom(uid: string, epoch: number, owner: DocumentOwner): Promise<R | undefined> {
    const document = await this.claimBy(() => this.#store.claimUid(uid, epoch))
    return document && this.open(document, owner)
  }

  /** Somebody may have claimed this frozen role, and is not to have it: it is claimed again, however long the store is unreachable,
   * and goes on. False when it belongs to somebody else. */
  async reclaim(role: R): Promise<boolean> {
    const entry = this.entryOf(role)
    const backoff = new Backoff({ first: 50, longest: 2000 })
    while (this.isOwner(role)) {
      try {
        const { uid, epoch } = entry
        const document =
          (await this.#store.claimUid(uid, epoch)) ?? (await this.#store.claimUid(uid, epoch + 1))
        if (!document || document.rev !== entry.rev) return false
        entry.epoch = document.epoch
        this.thaw(role)
        return true
      } catch (error) {
        this.#log.warn({ err: error, uid: entry.uid }, 'store unreachable; a role is claimed again; retrying')
        await backoff.wait()
      }
    }
    return false
  }

  /** Runs the game's daily reset if it is due for this role; a promise where it waits. Call it between two messages. */
  enterDay(role: R, agent?: unknown): Promise<void> | undefined {
    if (!this.#daily) return undefined
    const entry = this.entryOf(role as R) as RoleEntry
    return enterDay({ entry, role, agent }, this.#daily, this.#log)
  }

  /** What a role makes of a move that has come to it. */
  takingOf(sent: SentMove): Taking<R> {
    return takingOf(this.#definition.moves as MoveRules<R>, sent)
  }

  /** Runs `change` on a copy of the role made of `plain`, and returns what it has made of it. Throws TIMEOUT after 4 s: nobody can
   * play with the account meanwhile. */
  async changeCopy(
    plain: object,
    { uid, acc }: { uid: string; acc: string },
    change: EditFunction<R>,
  ): Promise<Edited> {
    const copy = this.#compiled.copy(plain)
    const parent = { uid, acc, save: () => Promise.resolve(), [TOUCH]: () => {}, [PATH]: () => ROLE.name }
    copy[ATTACH](parent, '')
    const tools = new NotingTools(this.#noteBoards)
    try {
      await endsWithin(EDIT_TIMEOUT, change(copy, tools))
      return { fields: snapshot(copy), notes: tools.notes }
    } finally {
      tools.end()
    }
  }
}
