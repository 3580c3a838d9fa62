// Role documents in MongoDB (document-collection.ts), collection `roles`: `_id` is the uid, `acc` is unique.

import type { RoleDocument, RoleStore } from '../role-store.ts'
import type { MongoConnection } from './connect.ts'
import { DocumentCollection } from './document-collection.ts'

export class MongoRoleStore extends DocumentCollection<RoleDocument> implements RoleStore {
  readonly #connection: MongoConnection

  private constructor(connection: MongoConnection) {
    super(connection.db.collection<RoleDocument>('roles'))
    this.#connection = connection
  }

  /** Makes the indexes. The connection becomes the store's: `close` ends it. */
  static async open(connection: MongoConnection): Promise<MongoRoleStore> {
    const store = new MongoRoleStore(connection)
    await store.collection.createIndex({ acc: 1 }, { unique: true })
    await store.indexOwing()
    return store
  }

  async claim<F extends RoleDocument | undefined>(acc: string, fresh: () => F): Promise<RoleDocument | F> {
    const owned = await this.own({ acc })
    if (owned) return owned
    const document = fresh()
    return document && this.#create(document)
  }

  claimUid(uid: string, epoch?: number): Promise<RoleDocument | undefined> {
    return this.own(epoch === undefined ? { _id: uid } : { _id: uid, epoch })
  }

  async find(by: { uid: string } | { acc: string }): Promise<RoleDocument | undefined> {
    return (await this.collection.findOne('uid' in by ? { _id: by.uid } : { acc: by.acc })) ?? undefined
  }

  list(): AsyncIterable<RoleDocument> {
    return this.collection.find().sort({ _id: 1 })
  }

  async *accounts(): AsyncIterable<string> {
    const found = this.collection.find({}, { projection: { _id: 0, acc: 1 } }).sort({ acc: 1 })
    for await (const { acc } of found) yield acc
  }

  replace(document: RoleDocument): Promise<void> {
    return this.overwrite(document)
  }

  async remove(uid: string): Promise<boolean> {
    return (await this.collection.deleteOne({ _id: uid })).deletedCount === 1
  }

  async close(): Promise<void> {
    await this.#connection.client.close()
  }

  /** Another node may make the account's role at the same moment; then this one becomes its next owner. */
  async #create(document: RoleDocument): Promise<RoleDocument> {
    if (await this.insert(document)) return document
    const owned = await this.own({ acc: document.acc })
    if (!owned) throw new Error(`the uid ${document._id} is taken, and not by ${document.acc}`)
    return owned
  }
}
