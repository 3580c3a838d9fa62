// Where a node is: its parent and its key there. Shared by the containers that are not generated classes.

import { joinPath, PATH, type Parent, TOUCH } from './node.ts'

/** The parent of a node outside of any document. */
export const OUTSIDE: Parent = { [TOUCH]: () => {}, [PATH]: () => '' }

export class Position {
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
    return joinPath(this.#parent[PATH](), this.#key)
  }
}
