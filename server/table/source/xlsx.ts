// Sheets of an XLSX file. The library reads the cells; this file first proves the container whole, then looks for
// what the library passes over in silence: formulas that failed (#REF!, #N/A) and formulas without a saved value.

import readExcelFile from 'read-excel-file/node'
import type { Cell } from '../cell-scalar.ts'
import type { SourceOptions } from '../define.ts'
import { Expected, nearest, type Place, type Problems } from '../problem.ts'
import { type Grid, letterOf } from './grid.ts'
import { openZip } from './zip.ts'

/** The grids of the sheets that the source names (`file.xlsx#Sheet`, `#*` for all, no # for the first). */
export async function readXlsx(
  bytes: Buffer,
  options: { source: SourceOptions; place: Place; problems: Problems },
): Promise<Grid[]> {
  const { source, place, problems } = options
  try {
    const entries = openZip(bytes)
    const sheets = await readSheets(bytes)
    const wanted = chooseSheets(
      sheets.map(s => s.sheet),
      source.file.split('#')[1],
    )
    return sheets
      .filter(({ sheet }) => wanted.includes(sheet))
      .map(({ sheet, data }) => {
        reportFormulas(entries, { place: { ...place, sheet }, problems })
        return gridOf(place.file, sheet, data)
      })
  } catch (error) {
    if (!(error instanceof Expected)) throw error
    problems.add(place, undefined, error.message)
    return []
  }
}

/** Whatever the library throws is about the file's contents. */
async function readSheets(bytes: Buffer): Promise<{ sheet: string; data: Cell[][] }[]> {
  try {
    return (await readExcelFile(bytes)) as unknown as { sheet: string; data: Cell[][] }[]
  } catch (error) {
    throw new Expected(`an .xlsx file that can be read (${(error as Error).message})`, { cause: error })
  }
}

function chooseSheets(names: string[], wanted: string | undefined): string[] {
  if (wanted === '*') return names
  if (wanted === undefined) return names.slice(0, 1)
  if (names.includes(wanted)) return [wanted]
  const meant = nearest(wanted, names)
  throw new Expected(
    `a sheet named ${wanted}; there are ${names.join(', ')}${meant ? ` (rename ${meant}?)` : ''}`,
  )
}

function gridOf(file: string, sheet: string, data: Cell[][]): Grid {
  return {
    file,
    sheet,
    rows: data.map(row => row.map(cell => (typeof cell === 'number' ? tidy(cell) : cell))),
    numbers: data.map((_, i) => i + 1),
  }
}

/** Excel shows 15 digits and stores more: 0.1 + 0.2 is 0.3 to the designer, and so it is here. */
const tidy = (value: number): number => (Number.isSafeInteger(value) ? value : Number(value.toPrecision(15)))

const CELL = /<c\s([^>]*?)(?:\/>|>(.*?)<\/c>)/gs

/** Failed formulas, by the cell's address in the sheet's XML. */
function reportFormulas(
  entries: Map<string, Buffer>,
  { place, problems }: { place: Place; problems: Problems },
): void {
  const xml = sheetXml(entries, place.sheet!)
  for (const [, attributes, inside = ''] of xml.matchAll(CELL)) {
    const hasFailed = /\bt="e"/.test(attributes!)
    const isUnsaved = /<f[\s>/]/.test(inside) && !/<v>|<v\s|<is>/.test(inside)
    if (!hasFailed && !isUnsaved) continue
    const [, column, row] = /\br="([A-Z]+)(\d+)"/.exec(attributes!) ?? []
    const at = { ...place, row: Number(row), column: nameOf(column) }
    if (hasFailed) problems.add(at, /<v>(.*?)<\/v>/s.exec(inside)?.[1], 'a formula that has a value')
    else problems.add(at, undefined, 'a formula with its value saved (open and save the file in Excel)')
  }
}

const nameOf = (letters: string | undefined): string => letters ?? letterOf(0)

/** The part that holds a sheet: workbook.xml maps the name to an id, its relations map the id to a path. */
function sheetXml(entries: Map<string, Buffer>, sheet: string): string {
  const book = entries.get('xl/workbook.xml')?.toString() ?? ''
  const relations = entries.get('xl/_rels/workbook.xml.rels')?.toString() ?? ''
  const tag = [...book.matchAll(/<sheet\s[^>]*>/g)].find(
    ([t]) => unescapeXml(attribute(t, 'name')) === sheet,
  )?.[0]
  const id = attribute(tag ?? '', 'r:id')
  const relation = [...relations.matchAll(/<Relationship\s[^>]*>/g)].find(
    ([t]) => attribute(t, 'Id') === id,
  )?.[0]
  const target = attribute(relation ?? '', 'Target').replace(/^\/?(xl\/)?/, '')
  return entries.get(`xl/${target}`)?.toString() ?? ''
}

const attribute = (tag: string, name: string): string =>
  new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? ''

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

const unescapeXml = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (all, hex, decimal, name) =>
    name ? (ENTITIES[name] ?? all) : String.fromCodePoint(hex ? Number.parseInt(hex, 16) : Number(decimal)),
  )
