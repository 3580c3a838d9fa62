// One value in one cell: numbers, words for true and false, text, one of a set. Each reader throws Expected with the
// phrase of a problem.

import { Expected, nearest } from './problem.ts'

/** A cell as a source gives it; null is an empty one. */
export type Cell = string | number | boolean | Date | null

const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i

/** Full-width digits and signs are read as plain ones. No thousands separators, no percent, no hexadecimal. */
export function readNumber(cell: Cell): number {
  if (typeof cell === 'number') return cell
  if (cell instanceof Date) throw new Expected('a number, not a date (format the cell as a number)')
  if (typeof cell !== 'string') throw new Expected('a number')
  const text = cell.normalize('NFKC').trim()
  if (!NUMBER.test(text)) throw new Expected(numberHint(text))
  const value = Number(text)
  if (Number.isInteger(value) && !Number.isSafeInteger(value))
    throw new Expected('a number of at most 15 digits (make the column text for longer ids)')
  return value
}

function numberHint(text: string): string {
  if (/^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text)) return 'a number without thousands separators'
  if (/%$/.test(text)) return 'a number, not a percentage'
  return /[Oo]/.test(text) && NUMBER.test(text.replace(/o/gi, '0'))
    ? 'a number (the letter O is no zero)'
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

/** A number becomes text, as ids look like numbers to Excel. What Excel turned into a date or boolean is refused. */
export function readText(cell: Cell): string {
  if (typeof cell === 'number') return String(cell)
  if (cell instanceof Date) throw new Expected('text, not a date (format the cell as text)')
  if (typeof cell !== 'string') throw new Expected('text, not TRUE or FALSE (format the cell as text)')
  if (cell.includes('\ufffd'))
    throw new Expected('text that was not damaged by saving it in another encoding')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(cell))
    throw new Expected('text without control characters')
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
