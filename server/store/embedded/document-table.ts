// Documents in LMDB, whatever they are of: one database key -> document, one with the keys of those in whose outbox something
// waits. Each operation is one transaction, whatever thread it comes from; a commit reads the document, applies the update
// and writes it back.

import type { Database, Key } from 'lmdb'
import type {
  CommitResult,
  DocumentCommit,
  DocumentStore,
  Revision,
  StoredDocument,
} from '../document-store.ts'
import type { OutboxMessage, OutboxStore, StoredOutbox } from '../outbox-store.ts'
import { applyUpdate } from './apply-update.ts'
import { within } from './environment/within.ts'

export interface DocumentTableOptions<D extends StoredDocument, K extends Key> {
  documents: Database<D, K>
  owing: Database<true, K>
}

export abstract class DocumentTable<D extends StoredDocument, K extends Key>
  implements DocumentStore, OutboxStore
{
  protected readonly documents: Database<D, K>
  protected readonly owingKeys: Database<true, K>

  constructor({ documents, owing }: DocumentTableOptions<D, K>) {
    this.documents = documents
    this.owingKeys = owing
  }

  protected abstract keyOf(id: string): K

  abstract owing(): AsyncIterable<string>

  async commit(commits: readonly DocumentCommit[]): Promise<CommitResult> {
    const refused = new Map<string, Error>()
    const applied = await this.transact(() => {
      let count = 0
      for (const commit of commits) if (this.#apply(commit, refused)) count++
      return count
    })
    return refused.size ? { applied, refused } : { applied }
  }

  async revisions(ids: readonly string[]): Promise<Map<string, Revision>> {
    const found = new Map<string, Revision>()
    for (const id of ids) {
      const document = this.get(id)
      if (document) found.set(id, { epoch: document.epoch, rev: document.rev })
    }
    return found
  }

  async outboxes(ids: readonly string[]): Promise<Map<string, OutboxMessage[]>> {
    const found = new Map<string, OutboxMessage[]>()
    for (const id of ids) {
      const waiting = waitingIn(this.get(id))
      if (waiting.length > 0) found.set(id, waiting)
    }
    return found
  }

  async clearOutboxes(delivered: ReadonlyMap<string, readonly OutboxMessage[]>): Promise<void> {
    await this.transact(() => {
      for (const [id, messages] of delivered) this.#clear(id, new Set(messages.map(({ n }) => n)))
    })
  }

  protected get(id: string): D | undefined {
    return this.documents.get(this.keyOf(id))
  }

  /** In a transaction. `before`: what was stored under its id. */
  protected put(document: D, _before?: D): void {
    this.documents.putSync(this.keyOf(document._id), document)
  }

  /** In a transaction. */
  protected own(document: D): D {
    document.epoch += 1
    this.documents.putSync(this.keyOf(document._id), document)
    return document
  }

  /** In a transaction: whether something waits in it is found by an index. */
  protected noteOwing(document: D): void {
    const key = this.keyOf(document._id)
    if (waitingIn(document).length > 0) this.owingKeys.putSync(key, true)
    else this.owingKeys.removeSync(key)
  }

  /** Runs `work` in one transaction and resolves with its result once it is on the disk. */
  protected transact<R>(work: () => R): Promise<R> {
    return within(this.documents.childTransaction(work))
  }

  /** What `put` needs of a document before it is changed in place. */
  protected remember(_document: D): D | undefined {
    return undefined
  }

  #apply({ uid, epoch, rev, update }: DocumentCommit, refused: Map<string, Error>): boolean {
    const document = this.get(uid)
    if (!document || document.epoch !== epoch || document.rev !== rev) return false
    const before = this.remember(document)
    try {
      applyUpdate(document, update)
    } catch (error) {
      refused.set(uid, error as Error)
      return false
    }
    document.rev = rev + 1
    this.put(document, before)
    if (update.$push?.['outbox.waiting']) this.owingKeys.putSync(this.keyOf(uid), true)
    return true
  }

  #clear(id: string, numbers: ReadonlySet<number>): void {
    const document = this.get(id)
    const waiting = waitingIn(document)
    const rest = waiting.filter(({ n }) => !numbers.has(n))
    if (!document || rest.length === waiting.length) return
    const next = { ...document, outbox: { ...(document.outbox as StoredOutbox), waiting: rest } }
    this.documents.putSync(this.keyOf(id), next)
    this.noteOwing(next)
  }
}

const waitingIn = (document: StoredDocument | undefined): OutboxMessage[] =>
  (document?.outbox as StoredOutbox | undefined)?.waiting ?? []
