// What has to last of a role, and how it is written: one document per role, owned by an epoch, changed by commits
// that each name the revision they build on. embedded/ (LMDB) and mongo/ implement it; the saver and the operators'
// command talk to it. A commit is applied whole or not at all, and only for the owner at exactly its revision.

/** The smallest description of a change, a subset of MongoDB's language. Paths are dotted; no two of them overlap. */
export interface RoleUpdate {
  $set?: Record<string, unknown>
  $unset?: Record<string, true>
  $push?: Record<string, { $each: unknown[] }>
}

/** A stored document: the role's fields beside those of the kit. */
export interface RoleDocument {
  /** The uid, a decimal string. */
  _id: string
  acc: string
  /** Who owns it: every claim adds 1. */
  epoch: number
  /** How many commits it has had. */
  rev: number
  /** The schema's version that wrote it. */
  version: number
  [field: string]: unknown
}

/** Applied where `_id`, `epoch` and `rev` still are these; `rev` becomes `rev + 1`. */
export interface RoleCommit {
  uid: string
  epoch: number
  rev: number
  update: RoleUpdate
}

export interface CommitResult {
  /** How many are known to be applied, durably; where it is fewer than were sent, `revisions` tell which. */
  applied: number
  /** Commits that the store has refused for their content, and will not apply later. */
  refused?: Map<string, Error>
}

export interface Revision {
  epoch: number
  rev: number
}

/** Documents cross as plain data with Date, bigint and Uint8Array in it; every error means that the store is away. */
export interface RoleStore {
  /** Becomes the owner of the account's role (epoch + 1) and reads it; makes it from `fresh()` the first time. */
  claim(acc: string, fresh: () => RoleDocument): Promise<RoleDocument>
  /** The same for a role that must exist; undefined when there is none. */
  claimUid(uid: string): Promise<RoleDocument | undefined>
  /** Durable when it resolves: flushed to disk, or a majority has it. The order within one call is not kept. */
  commit(commits: readonly RoleCommit[]): Promise<CommitResult>
  /** What is stored now; a uid that is missing has no role. */
  revisions(uids: readonly string[]): Promise<Map<string, Revision>>
  /** Reads without owning. */
  find(by: { uid: string } | { acc: string }): Promise<RoleDocument | undefined>
  /** Every role, in order of uid. */
  list(): AsyncIterable<RoleDocument>
  /** Writes a whole document with a new owner, for operators: whoever has the role loses it. */
  replace(document: RoleDocument): Promise<void>
  close(): Promise<void>
}
