// Which entries of a record or a map changed since the last collection, and whether they were stored before.

import type { DocumentUpdate } from '../../store/document-store.ts'
import { addSet, addUnset, CLEAR, COLLECT, joinPath } from './node.ts'
import { isNode, storeWhole, type Type } from './type.ts'

const BELOW = 0
const ASSIGNED_NEW = 1
const ASSIGNED_OVER = 2

export class EntryMarks {
  readonly #marks = new Map<string, number>()

  /** Set or deleted; `existed` says whether the entry was there before this change. */
  assign(key: string, existed: boolean): void {
    const mark = this.#marks.get(key)
    if (mark === undefined || mark === BELOW) this.#marks.set(key, existed ? ASSIGNED_OVER : ASSIGNED_NEW)
  }

  below(key: string): void {
    if (!this.#marks.has(key)) this.#marks.set(key, BELOW)
  }

  /** `read` gives the value inside, undefined when there is no such entry. */
  collect(prefix: string, update: DocumentUpdate, type: Type, read: (key: string) => unknown): void {
    for (const [key, mark] of this.#marks) {
      const path = joinPath(prefix, key)
      const inner = read(key)
      if (inner === undefined) {
        if (mark === ASSIGNED_OVER) addUnset(update, path)
      } else if (mark !== BELOW) addSet(update, path, storeWhole(type, inner))
      else if (isNode(inner)) inner[COLLECT](path, update)
    }
  }

  clear(read: (key: string) => unknown): void {
    for (const key of this.#marks.keys()) {
      const inner = read(key)
      if (isNode(inner)) inner[CLEAR]?.()
    }
  }
}
