// Versions and differences as lines for people.

import type { RowDiff, TableDiff } from '../read/diff.ts'
import type { VersionEntry } from './versions.ts'

/** `  12  2026-11-20 10:30:00Z  3f2a…  item, sign  (version 9 again)` */
export function formatVersion({ version, time, hash, changed, rollbackOf }: VersionEntry): string {
  const when = `${new Date(time).toISOString().slice(0, 19).replace('T', ' ')}Z`
  const back = rollbackOf === undefined ? '' : `  (version ${rollbackOf} again)`
  return `${String(version).padStart(4)}  ${when}  ${hash}  ${changed.join(', ')}${back}`
}

/** One line per table, then one per listed row. */
export function formatDiff(diffs: readonly TableDiff[]): string[] {
  if (diffs.length === 0) return ['nothing differs']
  return diffs.flatMap(({ table, added, removed, changed, isReordered, rows }) => {
    const counts = `${added} added, ${removed} removed, ${changed} changed${isReordered ? ', in another order' : ''}`
    const more = added + removed + changed - rows.length
    return [`${table}: ${counts}`, ...rows.map(formatRow), ...(more > 0 ? [`  … and ${more} more`] : [])]
  })
}

const SIGNS = { added: '+', removed: '-', changed: '~' }

function formatRow({ kind, key, fields }: RowDiff): string {
  const values = Object.entries(fields).map(([name, { before, after }]) => {
    const shown = kind === 'removed' ? [before] : kind === 'added' ? [after] : [before, after]
    return `${name} ${shown.map(value => JSON.stringify(value) ?? 'nothing').join(' -> ')}`
  })
  return `  ${SIGNS[kind]} ${key.length === 0 ? '' : `${key.join(', ')}: `}${values.join(', ')}`
}
