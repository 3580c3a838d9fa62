// Documents in a collection of MongoDB, whatever they are of: a commit is an updateOne that matches only the owner's epoch at the
// right rev; many travel in one unordered bulk. The numbers of what waits in outboxes have an index of their own, in which other
// documents take no place.

import {
  type AnyBulkWriteOperation,
  type Collection,
  type Filter,
  MongoBulkWriteError,
  MongoServerError,
} from 'mongodb'
import type {
  CommitResult,
  DocumentCommit,
  DocumentStore,
  Revision,
  StoredDocument,
} from '../document-store.ts'
import type { OutboxMessage, OutboxStore, StoredOutbox } from '../outbox-store.ts'

const DUPLICATE_KEY = 11_000
const OWING = { 'outbox.waiting.n': 1 } as const

export abstract class DocumentCollection<D extends StoredDocument> implements DocumentStore, OutboxStore {
  protected readonly collection: Collection<D>

  constructor(collection: Collection<D>) {
    this.collection = collection
  }

  async commit(commits: readonly DocumentCommit[]): Promise<CommitResult> {
    try {
      const operations = commits.map(operationOf<D>)
      const { matchedCount } = await this.collection.bulkWrite(operations, { ordered: false })
      return { applied: matchedCount }
    } catch (error) {
      return refusalsOf(error, commits)
    }
  }

  async revisions(ids: readonly string[]): Promise<Map<string, Revision>> {
    const found = await this.collection
      .find(withIds<D>(ids))
      .project<{ _id: string } & Revision>({ epoch: 1, rev: 1 })
      .toArray()
    return new Map(found.map(({ _id, epoch, rev }) => [_id, { epoch, rev }]))
  }

  async *owing(): AsyncIterable<string> {
    const waiting = { 'outbox.waiting.n': { $gte: 0 } } as object as Filter<D>
    const owing = this.collection.find(waiting).hint(OWING)
    for await (const { _id } of owing.project<{ _id: string }>({ _id: 1 })) yield _id
  }

  async outboxes(ids: readonly string[]): Promise<Map<string, OutboxMessage[]>> {
    const found = await this.collection
      .find(withIds<D>(ids))
      .project<{ _id: string; outbox?: StoredOutbox }>({ outbox: 1 })
      .toArray()
    const owing = found.filter(({ outbox }) => outbox?.waiting?.length)
    return new Map(owing.map(({ _id, outbox }) => [_id, outbox!.waiting]))
  }

  async clearOutboxes(delivered: ReadonlyMap<string, readonly OutboxMessage[]>): Promise<void> {
    const operations = [...delivered].map(([_id, messages]) => {
      const update = { $pullAll: { 'outbox.waiting': messages } }
      return { updateOne: { filter: { _id }, update } } as unknown as AnyBulkWriteOperation<D>
    })
    await this.collection.bulkWrite(operations, { ordered: false })
  }

  protected async indexOwing(): Promise<void> {
    await this.collection.createIndex(OWING, { sparse: true })
  }

  /** Becomes the owner of the one that matches. */
  protected async own(filter: object): Promise<D | undefined> {
    const update = { $inc: { epoch: 1 } } as object
    const found = await this.collection.findOneAndUpdate(filter as Filter<D>, update, {
      returnDocument: 'after',
    })
    return (found as D | null) ?? undefined
  }

  /** False where there is one with a key that may be there once. */
  protected async insert(document: D): Promise<boolean> {
    try {
      await this.collection.insertOne(document as never)
      return true
    } catch (error) {
      if (isDuplicate(error)) return false
      throw error
    }
  }

  /** Writes the whole document with a new owner. */
  protected async overwrite(document: D): Promise<void> {
    const old = await this.own({ _id: document._id })
    const { _id, ...rest } = document
    const next = { ...rest, epoch: (old?.epoch ?? document.epoch) + 1 }
    await this.collection.replaceOne({ _id } as Filter<D>, next as never, { upsert: true })
  }
}

const withIds = <D>(ids: readonly string[]): Filter<D> => ({ _id: { $in: [...ids] } }) as Filter<D>

const isDuplicate = (error: unknown): boolean =>
  error instanceof MongoServerError && error.code === DUPLICATE_KEY

function operationOf<D extends StoredDocument>(commit: DocumentCommit): AnyBulkWriteOperation<D> {
  const { uid, epoch, rev, update } = commit
  const changed = { ...update, $set: { ...update.$set, rev: rev + 1 } }
  return { updateOne: { filter: { _id: uid, epoch, rev } as Filter<D>, update: changed as object } }
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
