// The cells of one sheet, each as the value that the designer sees. A cell that has none (a failed formula, one that
// was never computed) is reported here with its address and stands in its row as UNREAD.

import { readDate } from '../../cell/cell-date.ts'
import { type Cell, NoDate, UNREAD } from '../../cell/cell-scalar.ts'
import { Expected, type Place, type Problems } from '../../problem.ts'
import { letterOf } from '../grid.ts'
import { dateOfSerial } from './serial-date.ts'
import { StringCollector, unescapeText } from './text-collector.ts'
import type { SheetPart, Workbook } from './workbook.ts'
import { type Attributes, readXml } from './xml.ts'

/** What the sheets of Excel end at. */
const MOST_ROWS = 1_048_576
const MOST_COLUMNS = 16_384
const NONE: readonly Cell[] = []

/** Rows by their number, the first row at 0; what was never filled in is missing. */
export function readSheet(
  workbook: Workbook,
  sheet: SheetPart,
  report: { place: Place; problems: Problems },
): Cell[][] {
  const reader = new SheetReader(workbook, report)
  readXml(workbook.read(sheet.part), sheet.part, reader)
  return reader.rows
}

/** A cell as it is written. */
interface Written {
  row: number
  column: number
  type: string
  style: number
  value: string
  hasFormula: boolean
  hasValue: boolean
}

class SheetReader {
  readonly rows: Cell[][] = []
  readonly #workbook: Workbook
  readonly #report: { place: Place; problems: Problems }
  readonly #inline = new StringCollector()
  #row = -1
  #column = -1
  #cell: Written | undefined
  #isValue = false
  #isInline = false

  constructor(workbook: Workbook, report: { place: Place; problems: Problems }) {
    this.#workbook = workbook
    this.#report = report
  }

  open(name: string, attributes: Attributes): void {
    if (name === 'c') this.#openCell(attributes)
    else if (name === 'row') this.#openRow(attributes.r)
    else if (this.#cell) this.#openPart(this.#cell, name)
  }

  text(text: string): void {
    if (this.#isValue) this.#cell!.value += text
    else if (this.#isInline) this.#inline.text(text)
  }

  close(name: string): void {
    if (name === 'c') this.#closeCell()
    else if (name === 'v') this.#isValue = false
    else if (name === 'is') this.#closeInline()
    else if (this.#isInline) this.#inline.close(name)
  }

  /** Where rows and cells have no address, each is the next one. */
  #openRow(r: string | undefined): void {
    this.#row = r === undefined ? this.#row + 1 : Number(r) - 1
    this.#column = -1
    if (!(Number.isInteger(this.#row) && this.#row >= 0 && this.#row < MOST_ROWS))
      throw new Expected(`an undamaged .xlsx file (there is no row ${r ?? this.#row + 1})`)
  }

  #openCell({ r, t = 'n', s = '0' }: Attributes): void {
    const [, letters, digits] = r === undefined ? [] : (/^\$?([A-Z]{1,3})\$?(\d{1,7})$/i.exec(r) ?? [])
    if (letters !== undefined) this.#row = Number(digits) - 1
    this.#column = letters === undefined ? this.#column + 1 : columnOf(letters)
    const isThere = this.#row >= 0 && this.#row < MOST_ROWS && this.#column < MOST_COLUMNS
    if (!isThere || (r !== undefined && letters === undefined))
      throw new Expected(`an undamaged .xlsx file (there is no cell ${r ?? 'there'})`)
    const at = { row: this.#row, column: this.#column, type: t, style: Number(s) }
    this.#cell = { ...at, value: '', hasFormula: false, hasValue: false }
  }

  #openPart(cell: Written, name: string): void {
    if (name === 'f') cell.hasFormula = true
    else if (name === 'v') this.#isValue = cell.hasValue = true
    else if (name === 'is') {
      this.#isInline = true
      this.#inline.begin()
    } else if (this.#isInline) this.#inline.open(name)
  }

  #closeInline(): void {
    this.#isInline = false
    if (!this.#cell) return
    this.#cell.value = this.#inline.end()
    this.#cell.hasValue = true
  }

  #closeCell(): void {
    const cell = this.#cell
    this.#cell = undefined
    if (!cell) return
    const value = this.#read(cell)
    if (value === null) return
    while (this.rows.length < cell.row) this.rows.push(NONE as Cell[])
    if (this.rows[cell.row] === undefined || this.rows[cell.row] === NONE) this.rows[cell.row] = []
    const row = this.rows[cell.row]!
    if (row[cell.column] !== undefined)
      throw new Expected(`an undamaged .xlsx file (${addressOf(cell)} is in it twice)`)
    row[cell.column] = value
  }

  #read(cell: Written): Cell {
    const { kinds, isUncomputed } = this.#workbook
    if (cell.type === 'e') return this.#refuse(cell, cell.value, 'a formula that has a value')
    if (cell.hasFormula && isUnsaved(cell, isUncomputed))
      return this.#refuse(cell, undefined, 'a formula with its value saved (open and save the file in Excel)')
    try {
      return this.#valueOf(cell, kinds[cell.style] ?? 'number')
    } catch (error) {
      if (!(error instanceof Expected)) throw error
      return this.#refuse(cell, cell.value, error.message)
    }
  }

  #valueOf({ type, value }: Written, kind: Workbook['kinds'][number]): Cell {
    switch (type) {
      case 'n':
        return value.trim() === '' ? null : this.#numberOf(value, kind)
      case 's':
        return value.trim() === '' ? null : textAt(this.#workbook.texts, value)
      case 'b':
        return booleanOf(value.trim())
      case 'd':
        return value.trim() === '' ? null : isoDateOf(value.trim())
      case 'inlineStr':
        return value === '' ? null : value
      case 'str':
        return value === '' ? null : unescapeText(value)
      default:
        throw new Expected(`a kind of cell that Excel has, not ${type}`)
    }
  }

  #numberOf(text: string, kind: Workbook['kinds'][number]): Cell {
    const value = Number(text)
    if (!Number.isFinite(value)) throw new Expected('a number')
    if (kind === 'number') return text.length <= SHORT ? value : tidy(value)
    return dateOfSerial(value, kind, this.#workbook.system)
  }

  #refuse(cell: Written, value: string | undefined, expected: string): typeof UNREAD {
    const { place, problems } = this.#report
    problems.add({ ...place, row: cell.row + 1, column: letterOf(cell.column) }, value, expected)
    return UNREAD
  }
}

/** Text may be empty; a writer that computes no formulas stores 0, which is not a value. */
function isUnsaved({ type, value, hasValue }: Written, isUncomputed: boolean): boolean {
  if (type === 'str') return !hasValue
  return value.trim() === '' || (isUncomputed && type === 'n' && value.trim() === '0')
}

/** Excel shows 15 digits and stores more: 0.1 + 0.2 is 0.3 to the designer, and so it is here. */
const tidy = (value: number): number => (Number.isSafeInteger(value) ? value : Number(value.toPrecision(15)))

/** Text of so few characters has no digit too many. */
const SHORT = 15

function textAt(texts: readonly string[], index: string): string | null {
  const text = texts[Number(index)]
  if (text === undefined) throw new Expected('one of the texts of the file')
  return text === '' ? null : text
}

function booleanOf(value: string): boolean | null {
  if (value === '') return null
  if (!/^(0|1|true|false)$/i.test(value)) throw new Expected('true or false')
  return value === '1' || value.toLowerCase() === 'true'
}

/** A date as ISO 8601 writes it; one without a zone is in UTC, wherever the server is. */
function isoDateOf(value: string): Cell {
  return /^T?\d{1,2}:|^-?P/.test(value)
    ? new NoDate(value, 'a time', 'a date, not a time without one')
    : readDate(value)
}

function columnOf(letters: string): number {
  let column = 0
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}

const addressOf = ({ row, column }: Written): string => `${letterOf(column)}${row + 1}`
