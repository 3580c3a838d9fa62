// Applies an update to a stored document, in place, as MongoDB would.

import type { DocumentUpdate } from '../document-store.ts'

type Container = Record<string, unknown>

/** Throws when a path leads through a value that is neither an object nor an array, or appends to a value that is no
 * array. */
export function applyUpdate(document: Container, update: DocumentUpdate): void {
  for (const path in update.$unset) remove(document, path.split('.'))
  for (const path in update.$set) set(document, path.split('.'), update.$set[path])
  for (const path in update.$push) append(document, path.split('.'), update.$push[path]!.$each)
}

function set(document: Container, keys: string[], value: unknown): void {
  const last = keys.pop()!
  const parent = walk(document, keys, true)!
  if (Array.isArray(parent)) for (let i = parent.length; i < Number(last); i++) parent.push(null)
  parent[last] = value
}

function remove(document: Container, keys: string[]): void {
  const last = keys.pop()!
  const parent = walk(document, keys, false)
  if (parent) delete parent[last]
}

function append(document: Container, keys: string[], values: unknown[]): void {
  const last = keys.pop()!
  const parent = walk(document, keys, true)!
  parent[last] ??= []
  const list = parent[last]
  if (!Array.isArray(list)) throw new Error(`${[...keys, last].join('.')} is no array`)
  for (const value of values) list.push(value)
}

function walk(document: Container, keys: string[], create: boolean): Container | undefined {
  let at = document
  for (const key of keys) {
    if (at[key] === undefined && !create) return undefined
    at[key] ??= {}
    const next = at[key]
    if (typeof next !== 'object' || next === null) throw new Error(`${keys.join('.')} leads through a value`)
    at = next as Container
  }
  return at
}
