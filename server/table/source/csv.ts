// CSV and plain lines. Bytes are decoded strictly: a file in another encoding than it was said to have is refused with
// the line, not read as nonsense. Row numbers are those of the file's lines.

import { CsvError, parse } from 'csv-parse/sync'
import type { SourceOptions } from '../define/define.ts'
import { Expected, type Place, type Problems } from '../problem.ts'
import type { Grid } from './grid.ts'

/** Throws Expected. A byte order mark outranks the encoding that was said. */
export function decodeText(
  bytes: Uint8Array,
  encoding: NonNullable<SourceOptions['encoding']> = 'utf-8',
): string {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    throw new Expected('UTF-8 text, not UTF-16 (save it as "CSV UTF-8")')
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  const decoder = new TextDecoder(hasMark ? 'utf-8' : encoding, { fatal: true })
  try {
    return decoder.decode(bytes)
  } catch (error) {
    const hint = encoding === 'utf-8' && !hasMark ? ` (save it as "CSV UTF-8", or say encoding: 'gbk')` : ''
    throw new Expected(`${hasMark ? 'utf-8' : encoding} text${hint}${lineOfDamage(bytes, decoder)}`, {
      cause: error,
    })
  }
}

/** Finds the first line that cannot be decoded; byte 10 ends a line in all these encodings. */
function lineOfDamage(bytes: Uint8Array, decoder: TextDecoder): string {
  let line = 1
  for (let start = 0; start < bytes.length; line++) {
    const end = bytes.indexOf(10, start)
    try {
      decoder.decode(bytes.subarray(start, end < 0 ? bytes.length : end))
    } catch {
      return `, line ${line} is not`
    }
    start = end < 0 ? bytes.length : end + 1
  }
  return ''
}

interface NumberedRecord {
  cells: string[]
  /** Line of the file that it begins in. */
  line: number
}

/** The grid of a CSV file, or undefined after a problem. */
export function readCsv(
  bytes: Uint8Array,
  options: { source: SourceOptions; place: Place; problems: Problems },
): Grid | undefined {
  const { source, place, problems } = options
  const progress = { line: 1 }
  try {
    const text = decodeText(bytes, source.encoding)
    if (text.trim() === '') throw new Expected('a row of names and rows of values; the file is empty')
    const records = parseRecords(text, source.delimiter ?? ',', progress)
    checkDelimiter(records[0]!.cells, source.delimiter ?? ',')
    return gridOf(records, place, problems)
  } catch (error) {
    if (error instanceof CsvError) problems.add({ ...place, row: progress.line }, undefined, csvHint(error))
    else if (error instanceof Expected) problems.add(place, undefined, error.message)
    else throw error
    return undefined
  }
}

/**
 * `progress.line` is left at the line of the record that could not be read: the library's own line is where it gave
 * up, and it counts a line end of two characters inside of a cell twice.
 */
function parseRecords(text: string, delimiter: string, progress: { line: number }): NumberedRecord[] {
  const records: NumberedRecord[] = []
  parse(text, {
    bom: true,
    delimiter,
    relax_column_count: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    on_record: cells => {
      records.push({ cells, line: progress.line })
      progress.line += 1 + cells.reduce((lines, cell) => lines + lineEndsIn(cell), 0)
      return null
    },
  })
  return records
}

const lineEndsIn = (cell: string): number =>
  cell.includes('\n') || cell.includes('\r') ? cell.split(/\r\n|\n|\r/).length - 1 : 0

function csvHint(error: CsvError): string {
  return error.code === 'CSV_QUOTE_NOT_CLOSED'
    ? 'a closing quote'
    : `cells with quotes doubled inside them (${error.message.replace(/ at line \d+/, '')})`
}

/** A whole header in one cell means that the file has another separator. */
function checkDelimiter(header: string[], delimiter: string): void {
  const other = [';', '\t', ',', '，'].find(
    d => d !== delimiter && header.length === 1 && header[0]!.includes(d),
  )
  if (other !== undefined)
    throw new Expected(`cells separated by ${JSON.stringify(delimiter)}, not by ${JSON.stringify(other)}`)
}

/** Rows longer than the header are a problem: a comma too many moves every value after it. */
function gridOf(records: NumberedRecord[], place: Place, problems: Problems): Grid {
  const width = records[0]!.cells.length
  const grid: Grid = { file: place.file, rows: [], numbers: [] }
  for (const { cells, line } of records) {
    const extra = cells.slice(width).find(cell => cell.trim() !== '')
    if (extra !== undefined) problems.add({ ...place, row: line }, extra, `at most ${width} cells`)
    grid.rows.push(cells.slice(0, width).map(cell => (cell === '' ? null : cell)))
    grid.numbers.push(line)
  }
  return grid
}

/** A text file as a grid of one column with the given name. Empty lines and those that begin with ## are left out. */
export function readLines(
  bytes: Uint8Array,
  options: { source: SourceOptions; column: string; place: Place; problems: Problems },
): Grid | undefined {
  const { source, column, place, problems } = options
  try {
    const lines = decodeText(bytes, source.encoding).split(/\r\n|\n|\r/)
    return {
      file: place.file,
      rows: [[column], ...lines.map(line => [line])],
      numbers: [0, ...lines.map((_, i) => i + 1)],
    }
  } catch (error) {
    if (!(error instanceof Expected)) throw error
    problems.add(place, undefined, error.message)
    return undefined
  }
}
