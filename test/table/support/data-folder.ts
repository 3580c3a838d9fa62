// Data folders for the table tests: files in a temporary folder, XLSX files by a writer that shares no code with the
// reader, and builds of one table from one source.

import { renameSync, writeFileSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import writeXlsxFile, { type SheetData } from 'write-excel-file/node'
import { type BuildResult, buildTables } from '../../../server/table/build/build.ts'
import type { Definitions, TableSet } from '../../../server/table/define/define.ts'
import { formatProblem } from '../../../server/table/problem.ts'

export type Contents = Record<string, string | Uint8Array>

/** A folder with these files; `close` removes it. */
export async function dataFolder(files: Contents): Promise<{ dir: string; close(): Promise<void> }> {
  const dir = await mkdtemp(join(tmpdir(), 'gatehouse-tables-'))
  await putFiles(dir, files)
  return { dir, close: () => rm(dir, { recursive: true, force: true }) }
}

/** Each file is there whole or not at all, so that whoever watches the folder finds no half of one. */
export async function putFiles(dir: string, files: Contents): Promise<void> {
  for (const [name, contents] of Object.entries(files)) {
    const path = join(dir, name)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(`${path}~`, contents)
    await rename(`${path}~`, path)
  }
}

/** The same of all of them in one turn of the loop: whoever watches sees them change together. */
export function putTogether(dir: string, files: Contents): void {
  for (const [name, contents] of Object.entries(files)) writeFileSync(join(dir, `${name}~`), contents)
  for (const name of Object.keys(files)) renameSync(join(dir, `${name}~`), join(dir, name))
}

export async function build<D extends Definitions>(set: TableSet<D>, files: Contents): Promise<BuildResult> {
  const folder = await dataFolder(files)
  try {
    return await buildTables(set, { dir: folder.dir })
  } finally {
    await folder.close()
  }
}

/** The problems as the command prints them. */
export const problemsOf = async <D extends Definitions>(
  set: TableSet<D>,
  files: Contents,
): Promise<string[]> => (await build(set, files)).problems.map(formatProblem)

export type SheetCell = string | number | boolean | Date | null | { formula: string }

/** An XLSX file of these sheets. */
export function xlsx(sheets: Record<string, SheetCell[][]>): Promise<Buffer> {
  const written = Object.entries(sheets).map(([sheet, rows]) => ({
    sheet,
    data: rows.map(row => row.map(cellOf)),
  }))
  return writeXlsxFile(written as { sheet: string; data: SheetData }[]).toBuffer()
}

function cellOf(value: SheetCell): object | null {
  if (value === null) return null
  if (value instanceof Date) return { value, type: Date, format: 'yyyy-mm-dd' }
  if (typeof value === 'object') return { value: value.formula, type: 'Formula' }
  return { value, type: { string: String, number: Number, boolean: Boolean }[typeof value as 'string'] }
}
