// The entry in memory of a document that belongs to a service.

import type { StoredDocument } from '../../store/document-store.ts'
import type { ObjectNode } from '../object/object-node.ts'
import type { EntryHost } from '../save/document-entry.ts'
import { DocumentEntry, type DocumentName } from '../save/document-entry.ts'
import { PATH } from '../tree/node.ts'

export class KindEntry extends DocumentEntry {
  readonly #kind: string

  constructor(
    kind: string,
    { root, document, host }: { root: ObjectNode; document: StoredDocument; host: EntryHost },
  ) {
    super(root, document, host)
    this.#kind = kind
  }

  get id(): string {
    return this.uid
  }

  override get name(): DocumentName {
    return { kind: this.#kind, uid: this.uid }
  }

  override [PATH](): string {
    return this.#kind
  }
}
