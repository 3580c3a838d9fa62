// Where a node is: its parent and its key there. Shared by the containers that are no generated class.

import { joinPath, PATH, type Parent, TOUCH } from './node.ts'

/** What a node outside of any role has for a parent. */
export const OUTSIDE: Parent = { [TOUCH]: () => {}, [PATH]: () => '' }

export class Place {
  #parent: Parent = OUTSIDE
  #key: string | number = ''
  /** Whether the parent knows of a change here. */
  isDirty = false

  put(parent: Parent, key: string | number): void {
    this.#parent = parent
    this.#key = key
    if (this.isDirty) parent[TOUCH](key)
  }

  remove(): void {
    this.#parent = OUTSIDE
  }

  /** Before the first mark: the parent may refuse. */
  touch(): void {
    if (this.isDirty) return
    this.#parent[TOUCH](this.#key)
    this.isDirty = true
  }

  path(): string {
    const above = this.#parent[PATH]()
    return above === '' ? String(this.#key) : joinPath(above, this.#key)
  }
}
