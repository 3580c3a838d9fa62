// Takes a stored document from an older version of the schema to the present one. Works on a copy: a migration that
// throws, or whose result the schema refuses, leaves what is stored as it was.

import type { RoleDocument, RoleUpdate } from '../store/role-store.ts'

/** Changes the fields of the copy it is given, or returns others. The kit's own fields are put back after it. */
// biome-ignore lint/suspicious/noConfusingVoidType: a migration that changes what it is given returns nothing
export type Migration = (fields: Record<string, unknown>) => Record<string, unknown> | void

const KIT_FIELDS = ['_id', 'acc', 'epoch', 'rev', 'version', 'edits'] as const

export function migrate(document: RoleDocument, migrations: readonly Migration[]): RoleDocument {
  let fields: Record<string, unknown> = structuredClone(document)
  for (let version = document.version; version < migrations.length; version++) {
    try {
      fields = migrations[version]!(fields) ?? fields
    } catch (cause) {
      throw new Error(`role ${document._id}: the migration to version ${version + 1} failed`, { cause })
    }
  }
  const kit = Object.fromEntries(
    KIT_FIELDS.filter(name => name in document).map(name => [name, document[name]]),
  )
  return { ...fields, ...kit, version: migrations.length } as RoleDocument
}

/** The update that turns the one document into the other, by whole fields. */
export function replaceFields(before: RoleDocument, after: RoleDocument): RoleUpdate {
  const kit = new Set<string>(KIT_FIELDS)
  const $set: Record<string, unknown> = { version: after.version }
  const $unset: Record<string, true> = {}
  for (const name in after) if (!kit.has(name)) $set[name] = after[name]
  for (const name in before) if (!kit.has(name) && !(name in after)) $unset[name] = true
  return Object.keys($unset).length ? { $set, $unset } : { $set }
}
