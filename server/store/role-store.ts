// The stored documents of roles: one per account, claimed by account or uid. embedded/ (LMDB) and mongo/ implement it;
// role/ and the operators' command talk to it.

import type { DocumentStore, StoredDocument } from './document-store.ts'
import type { OutboxStore } from './outbox-store.ts'

export interface RoleDocument extends StoredDocument {
  acc: string
}

export interface RoleStore extends DocumentStore, OutboxStore {
  /** Becomes the owner of the account's role (epoch + 1) and reads it; makes it from `fresh()` the first time, and makes none where
   * that gives undefined. */
  claim<F extends RoleDocument | undefined>(acc: string, fresh: () => F): Promise<RoleDocument | F>
  /** The same for a role that must exist; undefined when there is none. `epoch`: only where that is its epoch. */
  claimUid(uid: string, epoch?: number): Promise<RoleDocument | undefined>
  /** Reads without owning. */
  find(by: { uid: string } | { acc: string }): Promise<RoleDocument | undefined>
  /** Every role, in order of uid. */
  list(): AsyncIterable<RoleDocument>
  /** The accounts of all roles. */
  accounts(): AsyncIterable<string>
  /** Writes a whole document with a new owner, for operators: whoever has the role loses it. */
  replace(document: RoleDocument): Promise<void>
  /** Removes it, also from whoever has it; false where there is none. */
  remove(uid: string): Promise<boolean>
  close(): Promise<void>
}
