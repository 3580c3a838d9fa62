// XLSX: which sheets a source names, each as a grid. A sheet that holds only a chart has no cells and is never one.

import { nearest } from '../../../lib/nearest.ts'
import type { SourceOptions } from '../../define/define.ts'
import { Expected, type Place, type Problems } from '../../problem.ts'
import { sheetOf } from '../files.ts'
import type { Grid } from '../grid.ts'
import { readSheet } from './sheet.ts'
import { openWorkbook, type SheetPart } from './workbook.ts'

/** The grids of the sheets that the source names (`file.xlsx#Sheet`, `#*` for all, no # for the first). */
export function readXlsx(
  bytes: Buffer,
  options: { source: SourceOptions; place: Place; problems: Problems },
): Grid[] {
  const { source, place, problems } = options
  try {
    const workbook = openWorkbook(bytes)
    return chooseSheets(workbook.sheets, sheetOf(source)).map(sheet => {
      const rows = readSheet(workbook, sheet, { place: { ...place, sheet: sheet.name }, problems })
      return { file: place.file, sheet: sheet.name, rows, numbers: rows.map((_, i) => i + 1) }
    })
  } catch (error) {
    if (!(error instanceof Expected)) throw error
    problems.add(place, undefined, error.message)
    return []
  }
}

function chooseSheets(sheets: readonly SheetPart[], wanted: string | undefined): SheetPart[] {
  const withCells = sheets.filter(({ hasCells }) => hasCells)
  if (withCells.length === 0) throw new Expected('an .xlsx file with a sheet of cells; there is none')
  if (wanted === '*') return withCells
  if (wanted === undefined) return withCells.slice(0, 1)
  const found = sheets.find(({ name }) => name === wanted)
  if (found?.hasCells) return [found]
  const names = withCells.map(({ name }) => name)
  if (found) throw new Expected(`a sheet of cells; ${wanted} is none, there are ${names.join(', ')}`)
  const meant = nearest(wanted, names)
  throw new Expected(
    `a sheet named ${wanted}; there are ${names.join(', ')}${meant ? ` (rename ${meant}?)` : ''}`,
  )
}
