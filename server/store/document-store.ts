// What lasts of a document, whatever it is of, and how it is written: owned by an epoch, changed by commits that each name
// the revision they build on. A commit is applied whole or not at all, and only for the owner at exactly its revision.
// The saver of documents talks to it; role-store.ts adds what is found by account, outbox-store.ts what documents send on.

/** The smallest description of a change, a subset of MongoDB's language. Paths are dotted; no two of them overlap. */
export interface DocumentUpdate {
  $set?: Record<string, unknown>
  $unset?: Record<string, true>
  $push?: Record<string, { $each: unknown[] }>
}

/** The document's fields beside those of the kit. */
export interface StoredDocument {
  /** Its id; of a role the uid, a decimal string. */
  _id: string
  /** Who owns it: every claim adds 1. */
  epoch: number
  /** How many commits it has had. */
  rev: number
  /** The schema's version that wrote it. */
  version: number
  [field: string]: unknown
}

/** Applied where `_id`, `epoch` and `rev` still are these; `rev` becomes `rev + 1`. */
export interface DocumentCommit {
  /** The document's `_id`. */
  uid: string
  epoch: number
  rev: number
  update: DocumentUpdate
}

export interface CommitResult {
  /** How many are known to be applied, durably; where it is fewer than were sent, `revisions` tells which. */
  applied: number
  /** Commits that the store has refused for their content, and will not apply later. */
  refused?: Map<string, Error>
}

export interface Revision {
  epoch: number
  rev: number
}

/** Documents cross as plain data with Date, bigint and Uint8Array in it; every error means that the store is unreachable. */
export interface DocumentStore {
  /** Durable when it resolves: flushed to disk, or a majority has it. The order within one call is not kept. */
  commit(commits: readonly DocumentCommit[]): Promise<CommitResult>
  /** What is stored now, by id; an id without a document is missing. */
  revisions(ids: readonly string[]): Promise<Map<string, Revision>>
}
