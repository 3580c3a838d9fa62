// What changed in an array since the last collection: nothing but appended entries, single entries, or anything else,
// for which it is written whole. Indexes are those of now: what moves entries makes it whole.

import type { DocumentUpdate } from '../../store/document-store.ts'
import { addSet, COLLECT, joinPath } from '../tree/node.ts'
import { isNode, storeWhole, type Type } from '../tree/type.ts'

export class ArrayMarks {
  /** How many entries are stored. */
  readonly #stored: number
  #isWhole = false
  /** Stored entries that changed: true where assigned, false where something below did. */
  readonly #entries = new Map<number, boolean>()

  constructor(stored: number) {
    this.#stored = stored
  }

  get isWhole(): boolean {
    return this.#isWhole
  }

  whole(): void {
    this.#isWhole = true
    this.#entries.clear()
  }

  assign(index: number): void {
    if (!this.#isWhole && index < this.#stored) this.#entries.set(index, true)
  }

  below(index: number): void {
    if (!this.#isWhole && index < this.#stored && !this.#entries.has(index)) this.#entries.set(index, false)
  }

  /** The array ends at `length` now; it may only have lost what was appended. */
  shrink(length: number): void {
    if (length < this.#stored) this.whole()
  }

  collect(prefix: string, update: DocumentUpdate, type: Type, inner: readonly unknown[]): void {
    let assigned = 0
    for (const isAssigned of this.#entries.values()) if (isAssigned) assigned++
    if (this.#isWhole || (assigned > 0 && assigned === this.#stored)) {
      addSet(
        update,
        prefix,
        inner.map(entry => storeWhole(type, entry)),
      )
      return
    }
    for (const [index, isAssigned] of this.#entries) {
      const path = joinPath(prefix, index)
      const entry = inner[index]
      if (isAssigned) addSet(update, path, storeWhole(type, entry))
      else if (isNode(entry)) entry[COLLECT](path, update)
    }
    if (inner.length > this.#stored) this.#append(prefix, update, type, inner)
  }

  /** Beside a change of an entry there can be no $push of the array: the two paths would overlap. */
  #append(prefix: string, update: DocumentUpdate, type: Type, inner: readonly unknown[]): void {
    const added = inner.slice(this.#stored).map(entry => storeWhole(type, entry))
    if (this.#entries.size) {
      added.forEach((entry, i) => {
        addSet(update, joinPath(prefix, this.#stored + i), entry)
      })
      return
    }
    update.$push ??= {}
    update.$push[prefix] = { $each: added }
  }
}
