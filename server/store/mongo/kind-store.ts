// The documents of services in MongoDB (document-collection.ts), a collection for each kind: `documents.guild`; for what services
// without documents keep, one for each node: `documents.state.1`. What remembers in the place of a removed document is a document
// there with nothing but that.

import type { Db, Filter, IndexDescriptionInfo } from 'mongodb'
import type { StoredDocument } from '../document-store.ts'
import { type KindQuery, type KindStore, type KindStores, STATE } from '../kind/kind-store.ts'
import { REMOVED, remainsOf, revived } from '../kind/remains.ts'
import { DocumentCollection } from './document-collection.ts'

const PREFIX = 'documents.'
/** Begins the names of those indexes that a game declares. */
const FIND = 'find_'

const THERE = { [REMOVED]: { $exists: false } }

export class MongoKindStores implements KindStores {
  readonly #db: Db
  /** Where the states of this node are. */
  readonly #states: string

  constructor(db: Db, node: number) {
    this.#db = db
    this.#states = `${STATE}.${node}`
  }

  async open(kind: string, indexes?: readonly string[]): Promise<KindStore> {
    const store = new MongoKindStore(
      this.#db.collection<StoredDocument>(PREFIX + (kind === STATE ? this.#states : kind)),
    )
    if (indexes) await store.index(indexes)
    return store
  }

  async kinds(): Promise<string[]> {
    const found = await this.#db.listCollections({}, { nameOnly: true }).toArray()
    const names = found.map(({ name }) => name).filter(name => name.startsWith(PREFIX))
    const kinds = names.map(name => name.slice(PREFIX.length))
    const ofOthers = (kind: string) => kind.startsWith(`${STATE}.`) && kind !== this.#states
    return kinds
      .filter(kind => !ofOthers(kind))
      .map(kind => (kind === this.#states ? STATE : kind))
      .sort()
  }
}

class MongoKindStore extends DocumentCollection<StoredDocument> implements KindStore {
  /** Makes the indexes of these fields, and removes those of others. */
  async index(fields: readonly string[]): Promise<void> {
    await this.indexOwing()
    await this.collection.createIndex({ [REMOVED]: 1 }, { sparse: true })
    for (const field of fields)
      await this.collection.createIndex({ [field]: 1, _id: 1 }, { name: FIND + field })
    const known = (await this.collection.indexes()) as IndexDescriptionInfo[]
    for (const { name = '' } of known)
      if (name.startsWith(FIND) && !fields.includes(name.slice(FIND.length)))
        await this.collection.dropIndex(name)
  }

  async create(document: StoredDocument): Promise<boolean> {
    for (;;) {
      if (await this.insert({ ...document })) return true
      const old = await this.collection.findOne({ _id: document._id })
      if (old && !(REMOVED in old)) return false
      if (old && (await this.#exchange(old, revived(document, old)))) return true
    }
  }

  async exists(id: string): Promise<boolean> {
    return (await this.collection.findOne({ _id: id, ...THERE }, { projection: { _id: 1 } })) !== null
  }

  async remove(id: string, day: number): Promise<boolean> {
    for (;;) {
      const old = await this.read(id)
      if (!old) return false
      if (await this.#exchange(old, remainsOf(old, day))) return true
    }
  }

  claim(id: string): Promise<StoredDocument | undefined> {
    return this.own({ _id: id, ...THERE })
  }

  async claimMissing(id: string, day: number): Promise<StoredDocument | undefined> {
    const owned = await this.own({ _id: id, [REMOVED]: { $exists: true } })
    if (owned) return owned
    const remains = remainsOf({ _id: id, epoch: 0, rev: 0, version: 0 }, day)
    return (await this.insert({ ...remains })) ? remains : undefined
  }

  async read(id: string): Promise<StoredDocument | undefined> {
    return (await this.collection.findOne({ _id: id, ...THERE })) ?? undefined
  }

  find({ index, from, to, isDown, after, limit }: KindQuery): Promise<StoredDocument[]> {
    const bounds = { ...(from !== undefined && { $gte: from }), ...(to !== undefined && { $lte: to }) }
    const isBound = from !== undefined || to !== undefined
    const filter: Filter<StoredDocument> = { [index]: isBound ? bounds : { $exists: true } }
    const beyond = isDown ? '$lt' : '$gt'
    if (after) {
      const [value, id] = after
      filter.$or = [{ [index]: { [beyond]: value } }, { [index]: value, _id: { [beyond]: id } }]
    }
    const direction = isDown ? -1 : 1
    return this.collection
      .find(filter)
      .sort({ [index]: direction, _id: direction })
      .limit(limit)
      .toArray()
  }

  list(): AsyncIterable<StoredDocument> {
    return this.collection.find(THERE).sort({ _id: 1 })
  }

  replace(document: StoredDocument): Promise<void> {
    return this.overwrite(document)
  }

  async forget(beforeDay: number): Promise<number> {
    const idle = { [REMOVED]: { $lt: beforeDay }, 'outbox.waiting.0': { $exists: false } }
    return (await this.collection.deleteMany(idle)).deletedCount
  }

  /** False when it has changed meanwhile. */
  async #exchange(old: StoredDocument, next: StoredDocument): Promise<boolean> {
    const { _id, epoch, rev } = old
    const { _id: _, ...rest } = next
    return (await this.collection.replaceOne({ _id, epoch, rev }, rest)).matchedCount === 1
  }
}
