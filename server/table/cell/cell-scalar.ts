// One value in one cell: numbers, words for true and false, text, one of a set. Each reader throws Expected with the
// phrase of a problem.

import { nearest } from '../../lib/nearest.ts'
import { Expected } from '../problem.ts'

/** A cell that Excel shows as a date or time and that is no moment: a time of day, a duration, a 29th of February 1900. */
export class NoDate {
  readonly text: string
  /** `a date` or `a time`: what it is to the designer. */
  readonly what: string
  /** For a column of dates. */
  readonly expected: string

  constructor(text: string, what: string, expected: string) {
    this.text = text
    this.what = what
    this.expected = expected
  }

  toString(): string {
    return this.text
  }
}

/** A cell that could not be read and is reported already. */
export const UNREAD = Symbol('unread')

/** A cell as a source gives it; null is an empty one. */
export type Cell = string | number | boolean | Date | NoDate | typeof UNREAD | null

const whatOf = (cell: Date | NoDate): string => (cell instanceof Date ? 'a date' : cell.what)

/** Excel keeps 15 digits of a number: a longer id is another one by the time it is read. */
const TOO_LONG = 1e15
const SHORTER = 'a number of at most 15 digits (make the column text for longer ids)'

const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i

/** Full-width digits and signs are read as plain ones. No thousands separators, no percent, no hexadecimal. */
export function readNumber(cell: Cell): number {
  if (typeof cell === 'number') return cell
  if (cell instanceof Date || cell instanceof NoDate)
    throw new Expected(`a number, not ${whatOf(cell)} (format the cell as a number)`)
  if (typeof cell !== 'string') throw new Expected('a number')
  const text = cell.normalize('NFKC').trim()
  if (!NUMBER.test(text)) throw new Expected(numberHint(text))
  const value = Number(text)
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) throw new Expected(SHORTER)
  return value
}

/** For columns of whole numbers. A long id in a cell of numbers is not the one that was typed; round ones are amounts. */
export function readInteger(cell: Cell): number {
  const value = readNumber(cell)
  if (typeof cell === 'number' && Math.abs(cell) >= TOO_LONG && cell % 1000 !== 0) throw new Expected(SHORTER)
  return value
}

function numberHint(text: string): string {
  if (/^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text)) return 'a number without thousands separators'
  if (/%$/.test(text)) return 'a number, not a percentage'
  return /[Oo]/.test(text) && NUMBER.test(text.replace(/o/gi, '0'))
    ? 'a number (letter O instead of zero)'
    : 'a number'
}

/** What designers write for true and false. */
const WORDS = new Map<string, boolean>([
  ...['true', 'yes', 'y', '1', '是', '真'].map(word => [word, true] as const),
  ...['false', 'no', 'n', '0', '否', '假'].map(word => [word, false] as const),
])

/** Words and numbers for true and false, in English and Chinese. */
export function readBoolean(cell: Cell): boolean {
  const value = WORDS.get(String(cell).normalize('NFKC').trim().toLowerCase())
  if (value === undefined) throw new Expected('true or false')
  return value
}

/** Excel writes a failed formula like this, into text and CSV too. */
const FAILED = /^#(REF!|DIV\/0!|N\/A|NAME\?|NULL!|NUM!|VALUE!|SPILL!|CALC!)$/

/** A number becomes text, as ids look like numbers to Excel. What Excel turned into a date or boolean is refused. */
export function readText(cell: Cell): string {
  if (typeof cell === 'number') {
    if (Math.abs(cell) < TOO_LONG) return String(cell)
    throw new Expected(
      'text, not a number of more than 15 digits, as Excel changes those (format the cell as text)',
    )
  }
  if (cell instanceof Date || cell instanceof NoDate)
    throw new Expected(`text, not ${whatOf(cell)} (format the cell as text)`)
  if (typeof cell !== 'string') throw new Expected('text, not TRUE or FALSE (format the cell as text)')
  if (cell.includes('\ufffd'))
    throw new Expected('text that was not damaged by saving it in another encoding')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(cell))
    throw new Expected('text without control characters')
  if (FAILED.test(cell)) throw new Expected('text, not a formula that has failed')
  return cell
}

/** One of some values by their text; a near miss is named. */
export function oneOf(values: readonly unknown[]): (cell: Cell) => unknown {
  const byText = new Map(values.map(value => [String(value), value]))
  return cell => {
    const text = String(cell)
    const key = byText.has(text) ? text : text.normalize('NFKC')
    if (byText.has(key)) return byText.get(key)
    const meant = nearest(key, byText.keys())
    throw new Expected(`one of ${[...byText.keys()].join(', ')}${meant ? ` (${meant}?)` : ''}`)
  }
}
