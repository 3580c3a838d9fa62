// From files to a form: read every source, check every row, key and reference, write the form, run the game's own
// checks on it. The one way tables come to be; `npm run tables`, the build thread and the tests all take it.

import { type CheckedTable, checkRows, layoutsOf } from '../check/check.ts'
import { checkReferences, checkUnique, keyText } from '../check/check-keys.ts'
import type { Definitions, Finding, TableSet } from '../define/define.ts'
import { writeForm } from '../form/write-form.ts'
import { type Problem, Problems, placeIn } from '../problem.ts'
import { TableHolder } from '../read/holder.ts'
import {
  describeFiles,
  type Files,
  type Folder,
  filesOf,
  readFiles,
  type SourceFile,
} from '../source/files.ts'
import { readSources } from '../source/read.ts'

export interface BuildResult {
  /** Present when there is no problem. */
  buffer?: SharedArrayBuffer
  problems: Problem[]
  /** All problems; the list may have been cut. */
  problemCount: number
  files: SourceFile[]
}

/** Builds version `version` from the files in a folder. Rejects only for programming errors. */
export async function buildTables<D extends Definitions>(
  set: TableSet<D>,
  { version, ...folder }: Folder & { version?: number },
): Promise<BuildResult> {
  return buildFrom(set, { files: await readFiles(filesOf(set.definitions), folder), version })
}

/** Builds from files that are read already. */
export function buildFrom<D extends Definitions>(
  set: TableSet<D>,
  { files, version = 1 }: { files: Files; version?: number | undefined },
): BuildResult {
  const problems = new Problems()
  const tables = checkTables(set.definitions, files, problems)
  const result = () => ({
    problems: problems.list,
    problemCount: problems.total,
    files: describeFiles(files),
  })
  if (problems.total > 0) return result()
  const buffer = writeForm([...tables.values()], version)
  runChecks(set, { buffer, tables, problems })
  return problems.total > 0 ? result() : { buffer, ...result() }
}

function checkTables(definitions: Definitions, files: Files, problems: Problems): Map<string, CheckedTable> {
  const layouts = layoutsOf(definitions)
  const tables = new Map<string, CheckedTable>()
  for (const [name, definition] of Object.entries(definitions)) {
    const raw = readSources(name, definition, { files, problems })
    const table = checkRows(definition, layouts.get(name)!, raw, problems)
    checkUnique(table, problems)
    tables.set(name, table)
  }
  checkReferences(definitions, tables, problems)
  return tables
}

/** The game's rules read the finished form as a handler would. A rule that throws is itself the problem. */
function runChecks<D extends Definitions>(
  set: TableSet<D>,
  {
    buffer,
    tables,
    problems,
  }: { buffer: SharedArrayBuffer; tables: Map<string, CheckedTable>; problems: Problems },
): void {
  if (set.checks.length === 0) return
  const holder = new TableHolder(set, buffer)
  for (const check of set.checks) {
    try {
      check(holder.tables, finding => reportFinding(finding, tables, problems))
    } catch (error) {
      const [file = ''] = filesOf(set.definitions)
      problems.add({ file }, undefined, `data on which no rule throws (${(error as Error).message})`)
    }
  }
}

function reportFinding<D extends Definitions>(
  { table, key, column, expected }: Finding<D>,
  tables: Map<string, CheckedTable>,
  problems: Problems,
): void {
  const { layout, rows, places } = tables.get(table)!
  const on = layout.indexes[0]?.on ?? []
  const wanted = keyText([key ?? []].flat())
  const i =
    layout.kind === 'settings' ? 0 : rows.findIndex(row => keyText(on.map(name => row[name])) === wanted)
  const place = places[i] ?? { table, file: table }
  problems.add(placeIn(place, column ?? ''), column === undefined ? key : rows[i]?.[column], expected)
}
