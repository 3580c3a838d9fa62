// What the generated parts of the manual have in common.

import { resolve } from 'node:path'

/** The folder of the manual. */
export const DOCS = resolve(import.meta.dirname, '..')

export type Language = 'en' | 'zh'

/** A table in Markdown; bars within cells are escaped. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)]
    .join('\n')
    .replaceAll('|  |', '| |')
}
