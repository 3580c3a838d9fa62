// What stays of a removed document, in its place: what it remembers of edits, and what it still owes. So nothing is taken twice
// when a document with its id is made again, and what it has sent arrives.

import type { StoredDocument } from '../document-store.ts'

/** The stored field of what remembers in the place of a removed document: the day of the removal. */
export const REMOVED = '_removed'

/** What stays of a removed document. */
export function remainsOf(document: StoredDocument, day: number): StoredDocument {
  const { _id, epoch, rev, version, edits, outbox } = document
  const kept = { ...(edits !== undefined && { edits }), ...(outbox !== undefined && { outbox }) }
  return { _id, epoch: epoch + 1, rev, version, ...kept, [REMOVED]: day }
}

/** A document in the place of what remembered there. */
export function revived(document: StoredDocument, remains: StoredDocument): StoredDocument {
  const { edits, outbox, epoch, rev } = remains
  const kept = { ...(edits !== undefined && { edits }), ...(outbox !== undefined && { outbox }) }
  return { ...document, ...kept, epoch: epoch + 1, rev }
}
