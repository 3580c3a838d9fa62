// Takes a stored document from an older version of the schema to the present one. Works on a copy: a migration that throws,
// that returns no document, or whose result the schema refuses, leaves the stored document as it was.

import { isThenable } from '../lib/thenable.ts'
import type { DocumentUpdate, StoredDocument } from '../store/document-store.ts'
import { type DocumentKind, kitFieldsOf } from './document-kind.ts'

/** Changes the fields of the copy it is given and returns nothing, or returns a plain object of others; it cannot wait.
 * The kit's own fields are put back after it. */
// biome-ignore lint/suspicious/noConfusingVoidType: a migration that changes what it is given returns nothing
export type Migration = (fields: Record<string, unknown>) => Record<string, unknown> | void

export function migrate<D extends StoredDocument>(
  document: D,
  migrations: readonly Migration[],
  kind: DocumentKind,
): D {
  let fields: Record<string, unknown> = structuredClone(document)
  for (let version = document.version; version < migrations.length; version++) {
    try {
      fields = resultOf(migrations[version]!(fields), fields)
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause)
      throw new Error(
        `${kind.name} ${document._id}: the migration to version ${version + 1} failed: ${why}`,
        {
          cause,
        },
      )
    }
  }
  const names = kitFieldsOf(kind)
  for (const name of names) delete fields[name]
  const kept = Object.fromEntries(names.filter(name => name in document).map(name => [name, document[name]]))
  return { ...fields, ...kept, version: migrations.length } as unknown as D
}

/** Throws TypeError for anything else than fields: as a document it would leave nothing of the old one. */
function resultOf(result: unknown, given: Record<string, unknown>): Record<string, unknown> {
  if (result === undefined) return given
  if (isPlain(result)) return { ...result }
  if (isThenable(result)) {
    result.then(undefined, () => undefined)
    throw new TypeError('it returned a promise; a migration cannot wait')
  }
  throw new TypeError(`it returned ${nameOf(result)}; expected nothing or a plain object of fields`)
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false
  const prototype = Object.getPrototypeOf(value)
  return (prototype === Object.prototype || prototype === null) && !isThenable(value)
}

const nameOf = (value: unknown): string =>
  typeof value === 'object' && value !== null
    ? `a ${(value.constructor as { name?: string } | undefined)?.name || 'strange object'}`
    : `${typeof value === 'string' ? JSON.stringify(value) : String(value)}`

/** The update that turns the one document into the other, by whole fields. */
export function replaceFields(
  before: StoredDocument,
  after: StoredDocument,
  kind: DocumentKind,
): DocumentUpdate {
  const kitFields = new Set(kitFieldsOf(kind))
  const $set: Record<string, unknown> = { version: after.version }
  const $unset: Record<string, true> = {}
  for (const name in after) if (!kitFields.has(name)) $set[name] = after[name]
  for (const name in before) if (!kitFields.has(name) && !(name in after)) $unset[name] = true
  return Object.keys($unset).length ? { $set, $unset } : { $set }
}
