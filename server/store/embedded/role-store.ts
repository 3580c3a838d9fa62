// Role documents in LMDB (document-table.ts): one database uid -> document, one acc -> uid.

import type { Database } from 'lmdb'
import type { RoleDocument, RoleStore } from '../role-store.ts'
import { DocumentTable } from './document-table.ts'
import type { Environment } from './environment/environment.ts'

export class EmbeddedRoleStore extends DocumentTable<RoleDocument, string> implements RoleStore {
  readonly #environment: Environment
  readonly #accounts: Database<string, string>
  readonly #owns: boolean

  /** `close` leaves the environment open, unless the store `owns` it. */
  constructor(environment: Environment, { owns = false } = {}) {
    super({
      documents: environment.openDB<RoleDocument, string>({ name: 'roles' }),
      owing: environment.openDB<true, string>({ name: 'outboxes' }),
    })
    this.#environment = environment
    this.#owns = owns
    this.#accounts = environment.openDB<string, string>({ name: 'accounts' })
  }

  async claim<F extends RoleDocument | undefined>(acc: string, fresh: () => F): Promise<RoleDocument | F> {
    return this.transact(() => {
      const uid = this.#accounts.get(acc)
      return (uid !== undefined && this.#own(uid)) || this.#create(fresh())
    })
  }

  claimUid(uid: string, epoch?: number): Promise<RoleDocument | undefined> {
    return this.transact(() => this.#own(uid, epoch))
  }

  async find(by: { uid: string } | { acc: string }): Promise<RoleDocument | undefined> {
    const uid = 'uid' in by ? by.uid : this.#accounts.get(by.acc)
    return uid === undefined ? undefined : this.get(uid)
  }

  async *list(): AsyncIterable<RoleDocument> {
    for (const { value } of this.documents.getRange({ snapshot: false })) yield value
  }

  async *accounts(): AsyncIterable<string> {
    yield* this.#accounts.getKeys({ snapshot: false })
  }

  async replace(document: RoleDocument): Promise<void> {
    await this.transact(() => {
      const other = this.#accounts.get(document.acc)
      if (other !== undefined && other !== document._id)
        throw new Error(`account ${document.acc} has another role, ${other}`)
      const old = this.get(document._id)
      if (old && old.acc !== document.acc) this.#accounts.removeSync(old.acc)
      this.#accounts.putSync(document.acc, document._id)
      this.put({ ...document, epoch: (old?.epoch ?? document.epoch) + 1 })
      this.noteOwing(document)
    })
  }

  remove(uid: string): Promise<boolean> {
    return this.transact(() => {
      const document = this.get(uid)
      if (!document) return false
      this.documents.removeSync(uid)
      this.owingKeys.removeSync(uid)
      this.#accounts.removeSync(document.acc)
      return true
    })
  }

  async *owing(): AsyncIterable<string> {
    yield* this.owingKeys.getKeys({ snapshot: false })
  }

  async close(): Promise<void> {
    if (this.#owns) await this.#environment.close()
  }

  protected override keyOf(uid: string): string {
    return uid
  }

  #own(uid: string, epoch?: number): RoleDocument | undefined {
    const document = this.get(uid)
    if (!document || (epoch !== undefined && document.epoch !== epoch)) return undefined
    return this.own(document)
  }

  #create<F extends RoleDocument | undefined>(document: F): F {
    if (!document) return document
    this.#accounts.putSync(document.acc, document._id)
    this.put(document)
    return document
  }
}
