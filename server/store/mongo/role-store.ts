// Role documents in MongoDB, collection `roles`: `_id` is the uid, `acc` is unique, and the numbers of what waits in outboxes
// have an index of their own, in which other documents take no place. A commit is an updateOne that
// matches only the owner's epoch at the right rev; many travel in one unordered bulk.

import { type AnyBulkWriteOperation, type Collection, MongoBulkWriteError, MongoServerError } from 'mongodb'
import type { CommitResult, DocumentCommit, Revision } from '../document-store.ts'
import type { OutboxMessage, StoredOutbox } from '../outbox-store.ts'
import type { RoleDocument, RoleStore } from '../role-store.ts'
import type { MongoConnection } from './connect.ts'

const DUPLICATE_KEY = 11_000
const OWING = { 'outbox.waiting.n': 1 } as const

export class MongoRoleStore implements RoleStore {
  readonly #connection: MongoConnection
  readonly #roles: Collection<RoleDocument>

  private constructor(connection: MongoConnection) {
    this.#connection = connection
    this.#roles = connection.db.collection<RoleDocument>('roles')
  }

  /** Makes the indexes. The connection becomes the store's: `close` ends it. */
  static async open(connection: MongoConnection): Promise<MongoRoleStore> {
    const store = new MongoRoleStore(connection)
    await store.#roles.createIndex({ acc: 1 }, { unique: true })
    await store.#roles.createIndex(OWING, { sparse: true })
    return store
  }

  async claim(acc: string, fresh: () => RoleDocument): Promise<RoleDocument> {
    const owned = await this.#own({ acc })
    return owned ?? this.#create(fresh())
  }

  claimUid(uid: string): Promise<RoleDocument | undefined> {
    return this.#own({ _id: uid })
  }

  async commit(commits: readonly DocumentCommit[]): Promise<CommitResult> {
    try {
      const { matchedCount } = await this.#roles.bulkWrite(commits.map(operationOf), { ordered: false })
      return { applied: matchedCount }
    } catch (error) {
      return refusalsOf(error, commits)
    }
  }

  async revisions(uids: readonly string[]): Promise<Map<string, Revision>> {
    const found = await this.#roles
      .find({ _id: { $in: [...uids] } })
      .project<{ _id: string } & Revision>({ epoch: 1, rev: 1 })
      .toArray()
    return new Map(found.map(({ _id, epoch, rev }) => [_id, { epoch, rev }]))
  }

  async find(by: { uid: string } | { acc: string }): Promise<RoleDocument | undefined> {
    return (await this.#roles.findOne('uid' in by ? { _id: by.uid } : { acc: by.acc })) ?? undefined
  }

  list(): AsyncIterable<RoleDocument> {
    return this.#roles.find().sort({ _id: 1 })
  }

  async replace(document: RoleDocument): Promise<void> {
    const old = await this.#own({ _id: document._id })
    const { _id, ...rest } = document
    await this.#roles.replaceOne(
      { _id },
      { ...rest, epoch: (old?.epoch ?? document.epoch) + 1 },
      { upsert: true },
    )
  }

  async *owing(): AsyncIterable<string> {
    const owing = this.#roles.find({ 'outbox.waiting.n': { $gte: 0 } }).hint(OWING)
    for await (const { _id } of owing.project<{ _id: string }>({ _id: 1 })) yield _id
  }

  async outboxes(uids: readonly string[]): Promise<Map<string, OutboxMessage[]>> {
    const found = await this.#roles
      .find({ _id: { $in: [...uids] } })
      .project<{ _id: string; outbox?: StoredOutbox }>({ outbox: 1 })
      .toArray()
    const owing = found.filter(({ outbox }) => outbox?.waiting?.length)
    return new Map(owing.map(({ _id, outbox }) => [_id, outbox!.waiting]))
  }

  async clearOutboxes(delivered: ReadonlyMap<string, readonly OutboxMessage[]>): Promise<void> {
    const operations = [...delivered].map(([_id, messages]): AnyBulkWriteOperation<RoleDocument> => {
      const update: object = { $pullAll: { 'outbox.waiting': messages } }
      return { updateOne: { filter: { _id }, update } }
    })
    await this.#roles.bulkWrite(operations, { ordered: false })
  }

  async close(): Promise<void> {
    await this.#connection.client.close()
  }

  async #own(filter: { acc: string } | { _id: string }): Promise<RoleDocument | undefined> {
    const options = { returnDocument: 'after' } as const
    return (
      (await this.#roles.findOneAndUpdate(filter, { $inc: { epoch: 1 } } as object, options)) ?? undefined
    )
  }

  /** Another node may make the account's role at the same moment; then this one becomes its next owner. */
  async #create(document: RoleDocument): Promise<RoleDocument> {
    try {
      await this.#roles.insertOne(document)
      return document
    } catch (error) {
      const owned = isDuplicate(error) && (await this.#own({ acc: document.acc }))
      if (!owned) throw error
      return owned
    }
  }
}

const isDuplicate = (error: unknown): boolean =>
  error instanceof MongoServerError && error.code === DUPLICATE_KEY

function operationOf({ uid, epoch, rev, update }: DocumentCommit): AnyBulkWriteOperation<RoleDocument> {
  const changed = { ...update, $set: { ...update.$set, rev: rev + 1 } }
  return { updateOne: { filter: { _id: uid, epoch, rev }, update: changed as object } }
}

/** Splits what the server refused for its content from every other error, which leaves a doubt and is thrown. */
function refusalsOf(error: unknown, commits: readonly DocumentCommit[]): CommitResult {
  if (!(error instanceof MongoBulkWriteError) || error.result.getWriteConcernError()) throw error
  const writeErrors = [error.writeErrors].flat()
  if (!writeErrors.length) throw error
  const refused = new Map<string, Error>()
  for (const { index, errmsg } of writeErrors)
    refused.set(commits[index]!.uid, new Error(errmsg ?? 'refused'))
  return { applied: error.result.matchedCount, refused }
}
