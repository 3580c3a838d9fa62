// Problems in the designers' data, in the terms of the program that they edit it with. Sources, checks and the
// replacement collect problems here; nothing stops at the first one.

export interface Problem {
  table?: string
  /** As the definition names it, relative to the data folder. */
  file: string
  sheet?: string
  /** As Excel or an editor counts: the first line is 1. In JSON the first element is 1. */
  row?: number
  column?: string
  /** What was found, as text. */
  value?: string
  /** What was expected, as a phrase: "a number", "an id of item". */
  expected: string
}

/** Where a value comes from: a Problem without what is wrong. */
export type Place = Omit<Problem, 'value' | 'expected'>

/** Where a row of values comes from. */
export interface RowPlace extends Place {
  /** For settings in a sheet: the row of each name. */
  rowOf?: ReadonlyMap<string, number>
}

/** The place of one value of a row; `column` may lead into it, `cost.gold`, and is '' for the row as a whole. */
export function placeIn({ rowOf, ...place }: RowPlace, column: string): Place {
  if (column === '') return place
  for (let name = column; rowOf; name = name.slice(0, name.lastIndexOf('.'))) {
    const row = rowOf.get(name)
    if (row !== undefined) return { ...place, row, column }
    if (!name.includes('.')) break
  }
  return { ...place, column }
}

/** Thrown by a reader of one cell or file with a phrase; a caller that knows the place makes a Problem of it. */
export class Expected extends Error {
  override name = 'Expected'
}

/** Throws Expected for a name that no field may have. */
export function checkName(name: string): true {
  if (name === '__proto__') throw new Expected('no field named __proto__')
  return true
}

const LONGEST = 80

/** A value as a problem shows it: short, on one line, and `undefined` for an empty cell. */
export function showValue(value: unknown): string | undefined {
  if (value === undefined || value === null || value === '') return undefined
  const text =
    typeof value === 'string'
      ? value
      : value instanceof Date
        ? value.toISOString()
        : (JSON.stringify(value) ?? String(value))
  const line = text.replace(/[\r\n\t]+/g, ' ')
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line
}

/** One line: `item.xlsx [Items], row 7, column price: "12a", expected a number`. */
export function formatProblem({ file, sheet, row, column, value, expected }: Problem): string {
  const place = [
    sheet === undefined ? file : `${file} [${sheet}]`,
    row === undefined ? '' : `row ${row}`,
    column === undefined ? '' : `column ${column}`,
  ]
  return `${place.filter(Boolean).join(', ')}: ${value === undefined ? '' : `"${value}", `}expected ${expected}`
}

/** Collects problems. Past `limit` they are only counted, so that a wrong file of a million rows stays readable. */
export class Problems {
  readonly list: Problem[] = []
  /** How many there were, those over the limit included. */
  total = 0
  readonly #limit: number

  constructor(limit = 10_000) {
    this.#limit = limit
  }

  add(place: Place, value: unknown, expected: string): void {
    this.total += 1
    if (this.list.length >= this.#limit) return
    const shown = showValue(value)
    this.list.push({ ...place, ...(shown === undefined ? {} : { value: shown }), expected })
  }
}
