// The documents of services in LMDB (document-table.ts), all kinds in the same databases: [kind, id] -> document, the keys of
// those that owe something, [kind, field, value, id] for what they are found by, the fields of each kind, and [kind, id] of what
// remembers in the place of removed documents.

import type { Database } from 'lmdb'
import type { StoredDocument } from '../document-store.ts'
import type { IndexPlace, IndexValue, KindQuery, KindStore, KindStores } from '../kind/kind-store.ts'
import { REMOVED, remainsOf, revived } from '../kind/remains.ts'
import type { StoredOutbox } from '../outbox-store.ts'
import { DocumentTable } from './document-table.ts'
import type { Environment } from './environment/environment.ts'
import { within } from './environment/within.ts'
import { Gathered } from './gathered.ts'

type DocumentKey = [kind: string, id: string]
type PlaceKey = [kind: string, field: string, value: IndexValue, id: string]

interface Tables {
  documents: Database<StoredDocument, DocumentKey>
  owing: Database<true, DocumentKey>
  places: Database<true, PlaceKey>
  fields: Database<readonly string[], string>
  removed: Database<number, DocumentKey>
}

/** After every id and value. */
const LAST = '\u{10ffff}'
/** Of a text in an index: keys of LMDB are short. A declared text field is at most half as long. */
const LONGEST = 512

export class EmbeddedKindStores implements KindStores {
  readonly #tables: Tables

  constructor(environment: Environment) {
    this.#tables = {
      documents: environment.openDB<StoredDocument, DocumentKey>({ name: 'documents' }),
      owing: environment.openDB<true, DocumentKey>({ name: 'document-outboxes' }),
      places: environment.openDB<true, PlaceKey>({ name: 'document-places' }),
      fields: environment.openDB<readonly string[], string>({ name: 'document-fields' }),
      removed: environment.openDB<number, DocumentKey>({ name: 'document-removed' }),
    }
  }

  async open(kind: string, indexes?: readonly string[]): Promise<KindStore> {
    const known = this.#tables.fields.get(kind)
    const fields = indexes ?? known ?? []
    if (indexes && !isEqual(indexes, known)) await this.#index(kind, indexes)
    return new EmbeddedKindStore(this.#tables, kind, fields)
  }

  async kinds(): Promise<string[]> {
    return [...this.#tables.fields.getKeys({ snapshot: false })]
  }

  /** Every document of the kind is found by these fields from now on. */
  async #index(kind: string, fields: readonly string[]): Promise<void> {
    const { documents, places, fields: known } = this.#tables
    const index = () => {
      for (const key of [...places.getKeys(rangeOf(kind) as never)] as PlaceKey[]) places.removeSync(key)
      for (const { value } of documents.getRange(rangeOf(kind) as never))
        for (const key of placesOf(kind, fields, value)) places.putSync(key, true)
      known.putSync(kind, fields)
    }
    await within(documents.childTransaction(index))
  }
}

class EmbeddedKindStore extends DocumentTable<StoredDocument, DocumentKey> implements KindStore {
  readonly #tables: Tables
  readonly #kind: string
  readonly #fields: readonly string[]
  /** A thread that starts, or a game with many documents, claims many in one turn. */
  readonly #claims = new Gathered((ids: readonly string[]) =>
    this.transact(() =>
      ids.map(id => {
        const document = this.#there(id)
        return document && this.own(document)
      }),
    ),
  )

  constructor(tables: Tables, kind: string, fields: readonly string[]) {
    super(tables)
    this.#tables = tables
    this.#kind = kind
    this.#fields = fields
  }

  create(document: StoredDocument): Promise<boolean> {
    return this.transact(() => {
      const old = this.get(document._id)
      if (old && !(REMOVED in old)) return false
      this.put(old ? revived(document, old) : document)
      if (old) this.#tables.removed.removeSync(this.keyOf(document._id))
      return true
    })
  }

  async exists(id: string): Promise<boolean> {
    return this.#there(id) !== undefined
  }

  remove(id: string, day: number): Promise<boolean> {
    return this.transact(() => {
      const old = this.#there(id)
      if (!old) return false
      this.put(remainsOf(old, day), old)
      this.#tables.removed.putSync(this.keyOf(id), day)
      return true
    })
  }

  claim(id: string): Promise<StoredDocument | undefined> {
    return this.#claims.add(id)
  }

  claimMissing(id: string, day: number): Promise<StoredDocument | undefined> {
    return this.transact(() => {
      const found = this.get(id)
      if (found) return REMOVED in found ? this.own(found) : undefined
      const remains = remainsOf({ _id: id, epoch: 0, rev: 0, version: 0 }, day)
      this.put(remains)
      this.#tables.removed.putSync(this.keyOf(id), day)
      return remains
    })
  }

  async read(id: string): Promise<StoredDocument | undefined> {
    return this.#there(id)
  }

  async find(query: KindQuery): Promise<StoredDocument[]> {
    const found: StoredDocument[] = []
    for (const key of this.#tables.places.getKeys(this.#rangeOf(query) as never) as Iterable<PlaceKey>) {
      if (found.length === query.limit) break
      const [, , value, id] = key
      if (isPassed([value, id], query)) continue
      const document = this.#there(id)
      if (document) found.push(document)
    }
    return found
  }

  async *list(): AsyncIterable<StoredDocument> {
    for (const { value } of this.documents.getRange(rangeOf(this.#kind) as never))
      if (!(REMOVED in value)) yield value
  }

  async replace(document: StoredDocument): Promise<void> {
    await this.transact(() => {
      const old = this.get(document._id)
      this.put({ ...document, epoch: (old?.epoch ?? document.epoch) + 1 }, old)
      this.#tables.removed.removeSync(this.keyOf(document._id))
      this.noteOwing(document)
    })
  }

  forget(beforeDay: number): Promise<number> {
    const { removed } = this.#tables
    return this.transact(() => {
      let count = 0
      for (const { key, value } of [...removed.getRange(rangeOf(this.#kind) as never)]) {
        const remains = this.documents.get(key as DocumentKey)
        const owes = ((remains?.outbox as StoredOutbox | undefined)?.waiting.length ?? 0) > 0
        if (value >= beforeDay || owes) continue
        this.documents.removeSync(key as DocumentKey)
        removed.removeSync(key as DocumentKey)
        count++
      }
      return count
    })
  }

  async *owing(): AsyncIterable<string> {
    const keys = this.owingKeys.getKeys(rangeOf(this.#kind) as never) as Iterable<DocumentKey>
    for (const [, id] of keys) yield id
  }

  protected override keyOf(id: string): DocumentKey {
    return [this.#kind, id]
  }

  protected override remember(document: StoredDocument): StoredDocument | undefined {
    return this.#fields.length === 0 ? undefined : { ...document }
  }

  protected override put(document: StoredDocument, before?: StoredDocument): void {
    super.put(document)
    if (this.#fields.length === 0) return
    const { places } = this.#tables
    const now = placesOf(this.#kind, this.#fields, document)
    const was = before ? placesOf(this.#kind, this.#fields, before) : []
    const isIn = (list: readonly PlaceKey[], key: PlaceKey) => list.some(each => isEqual(each, key))
    for (const key of was) if (!isIn(now, key)) places.removeSync(key)
    for (const key of now) if (!isIn(was, key)) places.putSync(key, true)
  }

  #there(id: string): StoredDocument | undefined {
    const found = this.get(id)
    return found && !(REMOVED in found) ? found : undefined
  }

  /** Of the keys of its places. */
  #rangeOf({ index, from, to, isDown, after }: KindQuery): object {
    const all = [this.#kind, index]
    const low = from === undefined ? all : [...all, cut(from)]
    const high = to === undefined ? [...all, LAST] : [...all, cut(to), LAST]
    const begin = after ? [...all, cut(after[0]), after[1]] : undefined
    return isDown
      ? { start: begin ?? high, end: low, reverse: true, snapshot: false }
      : { start: begin ?? low, end: high, snapshot: false }
  }
}

const rangeOf = (kind: string): object => ({ start: [kind], end: [kind, LAST], snapshot: false })

function placesOf(kind: string, fields: readonly string[], document: StoredDocument): PlaceKey[] {
  if (REMOVED in document) return []
  const values = fields.map(field => [field, document[field]] as const)
  return values
    .filter((entry): entry is [string, IndexValue] => isIndexValue(entry[1]))
    .map(([field, value]) => [kind, field, cut(value), document._id])
}

const isIndexValue = (value: unknown): value is IndexValue =>
  typeof value === 'string' ||
  typeof value === 'boolean' ||
  (typeof value === 'number' && !Number.isNaN(value))

const cut = (value: IndexValue): IndexValue => (typeof value === 'string' ? value.slice(0, LONGEST) : value)

/** Not after the place at which the page before has ended. */
function isPassed([value, id]: IndexPlace, { after, isDown }: KindQuery): boolean {
  if (!after || value !== after[0]) return false
  return isDown ? id >= after[1] : id <= after[1]
}

const isEqual = (a: readonly unknown[], b: readonly unknown[] | undefined): boolean =>
  a.length === b?.length && a.every((each, i) => each === b[i])
