// Takes a stored document from an older version of the schema to the present one. Works on a copy: a migration that
// throws, that gives no document, or whose result the schema refuses, leaves what is stored as it was.

import type { RoleDocument, RoleUpdate } from '../store/role-store.ts'

/** Changes the fields of the copy it is given and returns nothing, or returns a plain object of others; it can not wait.
 * The kit's own fields are put back after it. */
// biome-ignore lint/suspicious/noConfusingVoidType: a migration that changes what it is given returns nothing
export type Migration = (fields: Record<string, unknown>) => Record<string, unknown> | void

const KIT_FIELDS = ['_id', 'acc', 'epoch', 'rev', 'version', 'edits'] as const

export function migrate(document: RoleDocument, migrations: readonly Migration[]): RoleDocument {
  let fields: Record<string, unknown> = structuredClone(document)
  for (let version = document.version; version < migrations.length; version++) {
    try {
      fields = resultOf(migrations[version]!(fields), fields)
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause)
      throw new Error(`role ${document._id}: the migration to version ${version + 1} failed: ${why}`, {
        cause,
      })
    }
  }
  for (const name of KIT_FIELDS) delete fields[name]
  const kit = Object.fromEntries(
    KIT_FIELDS.filter(name => name in document).map(name => [name, document[name]]),
  )
  return { ...fields, ...kit, version: migrations.length } as RoleDocument
}

/** Throws TypeError for what is no document: spread into one it would leave nothing of the role. */
function resultOf(result: unknown, given: Record<string, unknown>): Record<string, unknown> {
  if (result === undefined) return given
  if (isPlain(result)) return { ...result }
  if (isThenable(result)) {
    result.then(undefined, () => undefined)
    throw new TypeError('it returned a promise; a migration can not wait')
  }
  throw new TypeError(`it returned ${nameOf(result)}; expected nothing or a plain object of fields`)
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false
  const prototype = Object.getPrototypeOf(value)
  return (prototype === Object.prototype || prototype === null) && !isThenable(value)
}

const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function'

const nameOf = (value: unknown): string =>
  typeof value === 'object' && value !== null
    ? `a ${(value.constructor as { name?: string } | undefined)?.name || 'strange object'}`
    : `${typeof value === 'string' ? JSON.stringify(value) : String(value)}`

/** The update that turns the one document into the other, by whole fields. */
export function replaceFields(before: RoleDocument, after: RoleDocument): RoleUpdate {
  const kit = new Set<string>(KIT_FIELDS)
  const $set: Record<string, unknown> = { version: after.version }
  const $unset: Record<string, true> = {}
  for (const name in after) if (!kit.has(name)) $set[name] = after[name]
  for (const name in before) if (!kit.has(name) && !(name in after)) $unset[name] = true
  return Object.keys($unset).length ? { $set, $unset } : { $set }
}
