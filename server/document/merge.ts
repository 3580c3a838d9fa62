// Makes a document equal to a changed plain copy of it, assigning only what differs.

import { snapshot } from './snapshot.ts'

type Fields = Record<string, unknown>

/** `next` is a snapshot that was changed; parts that are equal stay the objects they are. */
export function mergeInto(document: object, next: object): void {
  const fields = document as Fields
  for (const name of new Set([...Object.keys(document), ...Object.keys(next)])) {
    const wanted = (next as Fields)[name]
    if (!mergeBelow(fields[name], wanted)) fields[name] = wanted
  }
}

/** False when the value has to be assigned as a whole; assigning what is equal marks nothing. */
function mergeBelow(value: unknown, wanted: unknown): boolean {
  if (!isPlain(snapshot(value)) || !isPlain(wanted)) return false
  const target = value as Fields
  for (const key of Object.keys(target)) if (!(key in wanted) && target[key] !== undefined) return false
  for (const [key, item] of Object.entries(wanted))
    if (!(key in target) || !mergeBelow(target[key], item)) target[key] = item
  return true
}

const isPlain = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
