// The stored documents of services, one KindStore for each kind: made and removed by id, claimed by whoever runs the
// service, found by declared indexes. embedded/ (LMDB) and mongo/ implement it; document/ and the operators' command talk to it.
// It keeps true: what a removed document remembers of edits, and what it still owes, stays, so that nothing is taken twice
// and nothing is lost when its id comes again.

import type { DocumentStore, StoredDocument } from '../document-store.ts'
import type { OutboxStore } from '../outbox-store.ts'

/** The kind of what services without documents keep (document/state/), by the services' names. Nodes that share a database have one
 * each, as they have services of one name. */
export const STATE = 'state'

/** What documents are found by: the value of a declared field. Texts are in the order of their characters' codes. */
export type IndexValue = string | number | boolean

/** A place in an index: the value, and the id of the document that has it. */
export type IndexPlace = readonly [value: IndexValue, id: string]

export interface KindQuery {
  /** A declared field. */
  index: string
  /** The least and the greatest value, both included; without them there is no bound. */
  from?: IndexValue | undefined
  to?: IndexValue | undefined
  /** The greatest first; documents with one value in reverse order of their ids. */
  isDown?: boolean | undefined
  /** Only what comes after it. */
  after?: IndexPlace | undefined
  limit: number
}

export interface KindStore extends DocumentStore, OutboxStore {
  /** Stores a new document; false where there is one with its id. */
  create(document: StoredDocument): Promise<boolean>
  exists(id: string): Promise<boolean>
  /** Takes it from its owner and removes it; false where there is none. `day`: of today, since 1970. */
  remove(id: string, day: number): Promise<boolean>
  /** Becomes its owner (epoch + 1) and reads it; undefined where there is none. */
  claim(id: string): Promise<StoredDocument | undefined>
  /** The same for what remembers in the place of a document that is not there, which is made if need be; undefined where the
   * document is there. */
  claimMissing(id: string, day: number): Promise<StoredDocument | undefined>
  /** Reads without owning. */
  read(id: string): Promise<StoredDocument | undefined>
  /** As they are stored, in the order of the index. */
  find(query: KindQuery): Promise<StoredDocument[]>
  /** Every document, in order of id. */
  list(): AsyncIterable<StoredDocument>
  /** Writes a whole document with a new owner, for operators: whoever has it loses it. */
  replace(document: StoredDocument): Promise<void>
  /** What remembers in the place of documents that were removed before this day, and owes nothing, is removed. Returns how many. */
  forget(beforeDay: number): Promise<number>
}

export interface KindStores {
  /** `indexes`: the fields that the game declares; without it those that the store has. Changed ones are made anew. */
  open(kind: string, indexes?: readonly string[]): Promise<KindStore>
  /** The kinds of which something is, or was, stored. */
  kinds(): Promise<string[]>
}
