// Reads all sources of one definition. Files are handed in as bytes, read once however many tables name them.

import { extname } from 'node:path'
import type { Definition, HeaderRow, SourceOptions } from '../define/define.ts'
import type { Place, Problems } from '../problem.ts'
import { readCsv, readLines } from './csv.ts'
import { readXlsx } from './excel/xlsx.ts'
import { type Files, fileOf } from './files.ts'
import type { Grid } from './grid.ts'
import { type RawRow, readJson } from './json.ts'
import { readRows, turnSettings } from './rows.ts'

export function readSources(
  table: string,
  definition: Definition,
  { files, problems }: { files: Files; problems: Problems },
): RawRow[] {
  const rows: RawRow[] = []
  for (const source of definition.sources) {
    const file = fileOf(source)
    const place = { table, file }
    const bytes = files.get(file)
    if (bytes === undefined || typeof bytes === 'string') problems.add(place, undefined, bytes ?? 'the file')
    else for (const row of readOne(bytes, { source, definition, place, problems })) rows.push(row)
  }
  return rows
}

interface Context {
  source: SourceOptions
  definition: Definition
  place: Place
  problems: Problems
}

function readOne(bytes: Buffer, context: Context): RawRow[] {
  const { source, definition, place, problems } = context
  const { kind, row } = definition
  switch (extname(place.file).toLowerCase()) {
    case '.json':
      return readJson(bytes, { kind, row, place, problems })
    case '.csv':
      return rowsOf([readCsv(bytes, { source, place, problems })], context)
    case '.txt':
      return rowsOf(
        [readLines(bytes, { source, column: Object.keys(row.shape)[0]!, place, problems })],
        context,
      )
    case '.xlsx':
      return rowsOf(readXlsx(bytes, { source, place, problems }), context)
    default:
      problems.add(place, undefined, 'a file that ends in .json, .csv, .xlsx or .txt')
      return []
  }
}

const NAMES_FIRST: readonly HeaderRow[] = ['name']

function rowsOf(grids: (Grid | undefined)[], { source, definition, place, problems }: Context): RawRow[] {
  const header = source.header ?? NAMES_FIRST
  const { kind, row } = definition
  return grids
    .filter(grid => grid !== undefined)
    .flatMap(grid => {
      if (kind === 'table') return readRows(grid, { header, row, place, problems })
      const turned = turnSettings(grid, {
        header,
        place: { ...place, ...(grid.sheet !== undefined && { sheet: grid.sheet }) },
        problems,
      })
      return readRows(turned, { header: NAMES_FIRST, row, place, problems })
    })
}
