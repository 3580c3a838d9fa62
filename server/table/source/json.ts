// JSON: an array of rows for a table, one object for settings. Values are taken as they are; a number written as text
// is for the schema to refuse.

import { Expected, nearest, type Place, type Problems, parseJson } from '../problem.ts'
import { decodeText } from './csv.ts'

/** One row with the place it stands at. */
export interface RawRow {
  value: Record<string, unknown>
  place: Place
  /** Columns whose cell could not be read; they are reported already. */
  failed?: Set<string>
}

/** The rows of a JSON file; [] after a problem. `names` are the known columns. */
export function readJson(
  bytes: Uint8Array,
  options: { kind: 'table' | 'settings'; names: readonly string[]; place: Place; problems: Problems },
): RawRow[] {
  const { kind, names, place, problems } = options
  try {
    const found = parseText(decodeText(bytes))
    if (kind === 'table' && !Array.isArray(found)) throw new Expected('an array of rows')
    const rows = kind === 'table' ? (found as unknown[]) : [found]
    return rows.flatMap((value, i) => {
      const at = kind === 'table' ? { ...place, row: i + 1 } : place
      if (isObject(value))
        return [{ value: withoutUnknown(value, { names, place: at, problems }), place: at }]
      problems.add(at, value, 'an object in braces')
      return []
    })
  } catch (error) {
    if (!(error instanceof Expected)) throw error
    problems.add(place, undefined, error.message)
    return []
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function parseText(text: string): unknown {
  if (text.trim() === '') throw new Expected('JSON; the file is empty')
  try {
    return parseJson(text)
  } catch (error) {
    if (error instanceof Expected) throw error
    throw new Expected(`JSON (${placeOfError(text, (error as Error).message)})`, { cause: error })
  }
}

/** V8 says the position in some messages; designers want the line. */
function placeOfError(text: string, message: string): string {
  const position = /at position (\d+)/.exec(message)?.[1]
  if (position === undefined) return message
  const before = text.slice(0, Number(position)).split('\n')
  const what = message.replace(/ in JSON at position.*| at position.*/s, '')
  return `line ${before.length}, column ${before.at(-1)!.length + 1}: ${what}`
}

/** The known columns; unknown ones are reported, except comments (# before the name). */
function withoutUnknown(
  value: Record<string, unknown>,
  { names, place, problems }: { names: readonly string[]; place: Place; problems: Problems },
): Record<string, unknown> {
  const known: Record<string, unknown> = {}
  for (const name of Object.keys(value)) {
    if (names.includes(name)) known[name] = value[name]
    else if (!name.startsWith('#')) {
      const meant = nearest(name, names)
      problems.add({ ...place, column: name }, value[name], `a known column${meant ? ` (${meant}?)` : ''}`)
    }
  }
  return known
}
