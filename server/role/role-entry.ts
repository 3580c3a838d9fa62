// The entry of a role in memory: a document's, which belongs to an account.

import type { ObjectNode } from '../document/object/object-node.ts'
import { DocumentEntry, type DocumentName, type EntryHost } from '../document/save/document-entry.ts'
import { PATH } from '../document/tree/node.ts'
import type { RoleDocument } from '../store/role-store.ts'
import { DAY, ROLE } from './define-role.ts'

export class RoleEntry extends DocumentEntry {
  readonly acc: string
  #day: number | undefined

  constructor(root: ObjectNode, document: RoleDocument, host: EntryHost) {
    super(root, document, host)
    this.acc = document.acc
    const { [DAY]: day } = document
    this.#day = typeof day === 'number' ? day : undefined
  }

  /** Of the game, the last that the role was in. */
  get day(): number | undefined {
    return this.#day
  }

  set day(day: number | undefined) {
    this.setOwn(DAY, day)
    this.#day = day
  }

  override get name(): DocumentName {
    return { uid: this.uid, acc: this.acc }
  }

  override [PATH](): string {
    return ROLE.name
  }
}
