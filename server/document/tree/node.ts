// What the containers of a document have in common. A document is a tree of nodes; each knows its parent and its key there,
// and which of its own entries changed. The names are symbols, so that a field can have any name.
// Always true: a node with marks has told its parent so, up to the document's entry; only COLLECT and CLEAR drop marks.

import type { DocumentUpdate } from '../../store/document-store.ts'

/** (parent, key): puts a new node in its place. */
export const ATTACH: unique symbol = Symbol('attach')
/** (): takes it out; from then on it is plain data that nobody saves. */
export const DETACH: unique symbol = Symbol('detach')
/** (key): called by a child that was clean and is about to change; throws when the document is closed. */
export const TOUCH: unique symbol = Symbol('touch')
/** (): the dotted path from the document's kind, for messages: `role.bag.7`. */
export const PATH: unique symbol = Symbol('path')
/** (prefix, update): adds what changed to the update and drops the marks. */
export const COLLECT: unique symbol = Symbol('collect')
/** (): drops the marks of the whole tree, changes nothing else. */
export const CLEAR: unique symbol = Symbol('clear')
/** (path, from): marks again what a path of an update that was not applied names. */
export const REMARK: unique symbol = Symbol('remark')
/** (): a copy in the form that is stored. */
export const STORED: unique symbol = Symbol('stored')
/** (): a copy in plain objects, arrays and maps. */
export const PLAIN: unique symbol = Symbol('plain')
/** (): whether it has marks. */
export const DIRTY: unique symbol = Symbol('dirty')

/** The node behind a Proxy. */
export const RAW: unique symbol = Symbol('raw')

export interface Parent {
  [TOUCH](key: string | number): void
  [PATH](): string
}

export interface Node extends Parent {
  [ATTACH](parent: Parent, key: string | number): void
  [DETACH](): void
  [COLLECT](prefix: string, update: DocumentUpdate): void
  [CLEAR](): void
  [REMARK](keys: readonly string[], at: number): void
  [STORED](): unknown
  [PLAIN](): unknown
  [DIRTY](): boolean
}

export const joinPath = (prefix: string, key: string | number): string =>
  prefix === '' ? String(key) : `${prefix}.${key}`

export const addSet = (update: DocumentUpdate, path: string, value: unknown): void => {
  update.$set ??= {}
  update.$set[path] = value
}

export const addUnset = (update: DocumentUpdate, path: string): void => {
  update.$unset ??= {}
  update.$unset[path] = true
}
