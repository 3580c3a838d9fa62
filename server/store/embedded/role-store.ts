// Role documents in LMDB: one database uid -> document, one acc -> uid, one with the uids of those in whose outbox something
// waits. Each operation is one transaction, whatever
// thread it comes from; a commit reads the document, applies the update and writes it back.

import type { Database } from 'lmdb'
import type { CommitResult, DocumentCommit, Revision } from '../document-store.ts'
import type { OutboxMessage, StoredOutbox } from '../outbox-store.ts'
import type { RoleDocument, RoleStore } from '../role-store.ts'
import { applyUpdate } from './apply-update.ts'
import type { Environment } from './environment/environment.ts'
import { within } from './environment/within.ts'

export class EmbeddedRoleStore implements RoleStore {
  readonly #environment: Environment
  readonly #roles: Database<RoleDocument, string>
  readonly #accounts: Database<string, string>
  readonly #owing: Database<true, string>
  readonly #owns: boolean

  /** `close` leaves the environment open, unless the store `owns` it. */
  constructor(environment: Environment, { owns = false } = {}) {
    this.#environment = environment
    this.#owns = owns
    this.#roles = environment.openDB<RoleDocument, string>({ name: 'roles' })
    this.#accounts = environment.openDB<string, string>({ name: 'accounts' })
    this.#owing = environment.openDB<true, string>({ name: 'outboxes' })
  }

  async claim(acc: string, fresh: () => RoleDocument): Promise<RoleDocument> {
    return this.#transact(() => {
      const uid = this.#accounts.get(acc)
      return (uid !== undefined && this.#own(uid)) || this.#create(fresh())
    })
  }

  claimUid(uid: string): Promise<RoleDocument | undefined> {
    return this.#transact(() => this.#own(uid))
  }

  async commit(commits: readonly DocumentCommit[]): Promise<CommitResult> {
    const refused = new Map<string, Error>()
    const applied = await this.#transact(() => {
      let count = 0
      for (const commit of commits) if (this.#apply(commit, refused)) count++
      return count
    })
    return refused.size ? { applied, refused } : { applied }
  }

  async revisions(uids: readonly string[]): Promise<Map<string, Revision>> {
    const found = new Map<string, Revision>()
    for (const uid of uids) {
      const document = this.#roles.get(uid)
      if (document) found.set(uid, { epoch: document.epoch, rev: document.rev })
    }
    return found
  }

  async find(by: { uid: string } | { acc: string }): Promise<RoleDocument | undefined> {
    const uid = 'uid' in by ? by.uid : this.#accounts.get(by.acc)
    return uid === undefined ? undefined : this.#roles.get(uid)
  }

  async *list(): AsyncIterable<RoleDocument> {
    for (const { value } of this.#roles.getRange({ snapshot: false })) yield value
  }

  async replace(document: RoleDocument): Promise<void> {
    await this.#transact(() => {
      const other = this.#accounts.get(document.acc)
      if (other !== undefined && other !== document._id)
        throw new Error(`account ${document.acc} has another role, ${other}`)
      const old = this.#roles.get(document._id)
      if (old && old.acc !== document.acc) this.#accounts.removeSync(old.acc)
      this.#accounts.putSync(document.acc, document._id)
      this.#roles.putSync(document._id, { ...document, epoch: (old?.epoch ?? document.epoch) + 1 })
      this.#noteOwing(document)
    })
  }

  async *owing(): AsyncIterable<string> {
    yield* this.#owing.getKeys({ snapshot: false })
  }

  async outboxes(uids: readonly string[]): Promise<Map<string, OutboxMessage[]>> {
    const found = new Map<string, OutboxMessage[]>()
    for (const uid of uids) {
      const waiting = waitingIn(this.#roles.get(uid))
      if (waiting.length > 0) found.set(uid, waiting)
    }
    return found
  }

  async clearOutboxes(delivered: ReadonlyMap<string, readonly OutboxMessage[]>): Promise<void> {
    await this.#transact(() => {
      for (const [uid, messages] of delivered) this.#clear(uid, new Set(messages.map(({ n }) => n)))
    })
  }

  async close(): Promise<void> {
    if (this.#owns) await this.#environment.close()
  }

  #own(uid: string): RoleDocument | undefined {
    const document = this.#roles.get(uid)
    if (!document) return undefined
    document.epoch += 1
    this.#roles.putSync(uid, document)
    return document
  }

  #create(document: RoleDocument): RoleDocument {
    this.#accounts.putSync(document.acc, document._id)
    this.#roles.putSync(document._id, document)
    return document
  }

  #apply({ uid, epoch, rev, update }: DocumentCommit, refused: Map<string, Error>): boolean {
    const document = this.#roles.get(uid)
    if (!document || document.epoch !== epoch || document.rev !== rev) return false
    try {
      applyUpdate(document, update)
    } catch (error) {
      refused.set(uid, error as Error)
      return false
    }
    document.rev = rev + 1
    this.#roles.putSync(uid, document)
    if (update.$push?.['outbox.waiting']) this.#owing.putSync(uid, true)
    return true
  }

  #clear(uid: string, numbers: ReadonlySet<number>): void {
    const document = this.#roles.get(uid)
    const waiting = waitingIn(document)
    const rest = waiting.filter(({ n }) => !numbers.has(n))
    if (!document || rest.length === waiting.length) return
    document.outbox = { ...(document.outbox as StoredOutbox), waiting: rest }
    this.#roles.putSync(uid, document)
    this.#noteOwing(document)
  }

  #noteOwing(document: RoleDocument): void {
    if (waitingIn(document).length > 0) this.#owing.putSync(document._id, true)
    else this.#owing.removeSync(document._id)
  }

  /** Runs `work` in one transaction and resolves with its result once it is on the disk. */
  #transact<R>(work: () => R): Promise<R> {
    return within(this.#roles.childTransaction(work))
  }
}

const waitingIn = (document: RoleDocument | undefined): OutboxMessage[] =>
  (document?.outbox as StoredOutbox | undefined)?.waiting ?? []
