// The roles that one thread owns: claimed from the store for an agent, saved while it plays, sealed when it leaves.
// Always true: a role is in memory once per thread; what is not saved is reported, never dropped in silence.

import type { Logger } from 'pino'
import { AppError } from '../core/errors.ts'
import { endsWithin } from '../core/patience.ts'
import { mergeInto } from '../document/merge.ts'
import { replaceFields } from '../document/migrate.ts'
import { type ObjectNode, PARENT } from '../document/object/object-node.ts'
import { RoleEntry, type RoleOwner } from '../document/save/document-entry.ts'
import { Saver } from '../document/save/saver.ts'
import type { SaveConfig } from '../document/settings.ts'
import { snapshot } from '../document/snapshot.ts'
import { ATTACH, CLEAR, PATH, type Parent, STORED, TOUCH } from '../document/tree/node.ts'
import type { Clock } from '../lib/clock.ts'
import type { RoleCommit, RoleDocument, RoleStore } from '../store/role-store.ts'
import type { CompiledRole, RoleCore, RoleDefinition } from './define-role.ts'

export interface RolesOptions<R extends RoleCore> {
  definition: RoleDefinition<R>
  store: RoleStore
  clock: Clock
  log: Logger
  /** Makes the uid of an account's first role. */
  newUid(): string
  /** `config.save`. */
  config: SaveConfig
  /** `config.role.checks`. */
  checks: boolean
}

export interface RoleStats {
  roles: number
  unsaved: number
  oldestUnsavedMs: number
}

/** A role that could not be saved: its commits, to be applied in this order where its epoch still holds. */
export interface UnsavedRole {
  uid: string
  acc: string
  commits: RoleCommit[]
}

/** `R` is `RoleOf<typeof role>`. */
export class Roles<R extends RoleCore = RoleCore> {
  readonly #options: RolesOptions<R>
  readonly #compiled: CompiledRole<R>
  readonly #entries = new Map<string, RoleEntry>()
  readonly #saver: Saver

  constructor(options: RolesOptions<R>) {
    this.#options = options
    this.#compiled = options.definition.compile(options.checks)
    this.#saver = new Saver({ ...options, onLost: entry => this.#lose(entry, 'the role has a new owner') })
  }

  /** Becomes the owner of the account's role, which is made the first time. Throws TRY_AGAIN while the store is away. */
  async claim(acc: string, owner: RoleOwner): Promise<R> {
    const { store, newUid } = this.#options
    this.#refuseWhenBehind()
    const document = await this.#ask(() => store.claim(acc, () => this.#compiled.fresh(newUid(), acc)))
    return this.#open(document, owner)
  }

  /** The same by uid; undefined when there is no such role. */
  async claimUid(uid: string, owner: RoleOwner): Promise<R | undefined> {
    this.#refuseWhenBehind()
    const document = await this.#ask(() => this.#options.store.claimUid(uid))
    return document && this.#open(document, owner)
  }

  /** Saves, however long the store is away, then seals the role: later writes throw ROLE_CLOSED. */
  async close(role: RoleCore): Promise<void> {
    const entry = entryOf(role)
    while (!entry.closed && entry.isUnsaved) await this.#saveUnlessClosed(entry)
    if (!entry.closed) this.#seal(entry)
  }

  /** Gives the role up at once: seals it, and returns what is not known to be saved, if anything. */
  abandon(role: RoleCore): UnsavedRole | undefined {
    const entry = entryOf(role)
    if (entry.closed) return undefined
    const report = reportOf(entry)
    this.#seal(entry)
    return report
  }

  /**
   * Lets `run` make of a copy of the role what it shall be, and saves it; false when `editId` was applied before.
   * The role must be held still: by its agent in one message, or by who has claimed it.
   */
  async edit(role: R, editId: string | undefined, run: (plain: object) => Promise<object>): Promise<boolean> {
    const entry = entryOf(role)
    if (editId !== undefined && entry.hasEdit(editId)) return false
    const next = await run(snapshot(role))
    mergeInto(role, next)
    if (editId !== undefined) entry.noteEdit(editId)
    await role.save()
    return true
  }

  /** Runs `change` on a role of its own made of `plain`, and gives its plain form back. Throws TIMEOUT when it does not
   * end within 4 s: the account can not be played meanwhile. */
  async changeCopy(
    plain: object,
    who: { uid: string; acc: string },
    change: (role: R) => unknown,
  ): Promise<object> {
    const copy = this.#compiled.copy(plain)
    const parent: CopyParent = { ...who, save: () => Promise.resolve(), [TOUCH]: () => {}, [PATH]: () => '' }
    copy[ATTACH](parent, '')
    await endsWithin(EDIT_TIMEOUT, change(copy))
    return snapshot(copy)
  }

  /** Under which claim the role is owned. */
  epochOf(role: RoleCore): number {
    return entryOf(role).epoch
  }

  /** Saves every change now, except of roles in the middle of a message; waits while the store is away. */
  flush(): Promise<void> {
    return this.#saver.flush()
  }

  stats(): RoleStats {
    return {
      roles: this.#entries.size,
      unsaved: this.#saver.unsaved.size,
      oldestUnsavedMs: Math.round(this.#saver.oldestMs()),
    }
  }

  /** Saves everything for at most `deadlineMs`, seals every role, and reports what is not known to be saved. */
  async stop(deadlineMs: number): Promise<UnsavedRole[]> {
    await this.#saver.flushAll(deadlineMs)
    const reports: UnsavedRole[] = []
    for (const entry of [...this.#entries.values()]) {
      const report = reportOf(entry)
      if (report) reports.push(report)
      this.#seal(entry)
    }
    this.#saver.stop()
    return reports
  }

  /** A role that is given up, or lost, while it is being saved needs no saving any more. */
  async #saveUnlessClosed(entry: RoleEntry): Promise<void> {
    try {
      await this.#saver.save(entry)
    } catch (error) {
      if (!entry.closed) throw error
    }
  }

  #refuseWhenBehind(): void {
    const { refuseAge, refuseCount } = this.#options.config
    if (this.#saver.unsaved.size >= refuseCount || this.#saver.oldestMs() >= refuseAge)
      throw new AppError('TRY_AGAIN', 'too much is waiting to be saved, try again in a moment')
  }

  async #ask<R>(work: () => Promise<R>): Promise<R> {
    try {
      return await work()
    } catch (cause) {
      this.#options.log.error({ err: cause }, 'the store is away; a role could not be claimed')
      throw new AppError('TRY_AGAIN', undefined, { cause })
    }
  }

  #open(document: RoleDocument, owner: RoleOwner): R {
    const older = this.#entries.get(document._id)
    if (older) this.#lose(older, 'the role was claimed again')
    const { role, migrated } = this.#load(document)
    const entry = new RoleEntry(role as ObjectNode, document, { owner, keeper: this.#saver })
    this.#entries.set(entry.uid, entry)
    if (migrated) {
      role[CLEAR]()
      this.#saver.touched(entry)
      entry.pending = replaceFields(document, { ...migrated, ...(role as ObjectNode)[STORED]() })
    }
    role[ATTACH](entry, '')
    return role as R
  }

  /** A stored document that can not be a role stays as it is; whose it is, and what is wrong with it, is logged. */
  #load(document: RoleDocument) {
    try {
      return this.#compiled.load(document)
    } catch (error) {
      const { _id: uid, acc } = document
      this.#options.log.error({ err: error, uid, account: acc }, 'a stored role can not be loaded')
      throw error
    }
  }

  #lose(entry: RoleEntry, reason: string): void {
    if (entry.closed) return
    this.#options.log.warn({ uid: entry.uid, acc: entry.acc, epoch: entry.epoch }, reason)
    this.#seal(entry)
    entry.owner.onLost(reason)
  }

  #seal(entry: RoleEntry): void {
    entry.closed = new AppError('ROLE_CLOSED')
    entry.role[CLEAR]()
    this.#saver.drop(entry, entry.closed)
    if (this.#entries.get(entry.uid) === entry) this.#entries.delete(entry.uid)
  }
}

/** ms that the function of an edit has; less than the 5 s of a call, so that whoever waits hears this. */
const EDIT_TIMEOUT = 4000

/** What stands for the entry of a copy. */
type CopyParent = Parent & Pick<RoleEntry, 'uid' | 'acc' | 'save'>

const entryOf = (role: RoleCore): RoleEntry => (role as unknown as ObjectNode)[PARENT] as RoleEntry

function reportOf(entry: RoleEntry): UnsavedRole | undefined {
  const { uid, acc, epoch } = entry
  const commits: RoleCommit[] = []
  if (entry.pending) {
    commits.push({ uid, epoch, rev: entry.rev, update: entry.pending })
    entry.pending = undefined
  }
  const rest = entry.collect()
  if (rest) commits.push({ uid, epoch, rev: entry.rev + commits.length, update: rest })
  return commits.length ? { uid, acc, commits } : undefined
}
