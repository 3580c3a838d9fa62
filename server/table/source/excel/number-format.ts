// What a cell's number format says that the number is: a date, a time of day, a duration, or just a number. A file
// lists its formats by ids of its own, and that list decides; ids that are not listed are Excel's built-in ones.

/** `time`: hours and no day; `duration`: hours that go on past 24, as in `[h]:mm`. */
export type NumberKind = 'number' | 'date' | 'time' | 'duration'

/** Excel's built-in date formats, including those of its Chinese, Japanese, Korean and Thai versions. */
const DATES = [14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58, 71, 72, 73, 74, 77, 81]
/** 34, 35, 55 and 56 are times in Chinese and dates in Japanese; a number under 1 is a time in either. */
const TIMES = [18, 19, 20, 21, 32, 33, 34, 35, 45, 47, 55, 56, 75, 76, 78, 80]
const DURATIONS = [46, 79]

const OWN = new Map<number, NumberKind>([
  ...DATES.map(id => [id, 'date'] as const),
  ...TIMES.map(id => [id, 'time'] as const),
  ...DURATIONS.map(id => [id, 'duration'] as const),
])

/** The kind of a format that the file does not list. */
export const kindOfId = (id: number): NumberKind => OWN.get(id) ?? 'number'

/** Literal parts of a format: quoted text, `\x`, `_x` (a gap as wide as x), `*x` (x repeated). */
const LITERAL = /"[^"]*"?|[\\_*]./gsu
/** "General" in the languages that write it into files, and exponents: their letters are no letters of dates. */
const NUMERIC = /general|standard|g\/(通用格式|標準|표준)|e[+-]/gi
const ELAPSED = /\[(h+|m+|s+)\]/i
const BRACKETS = /\[[^\]]*\]/g

/** The kind of a format by its code, `yyyy"年"m"月"`. The first section counts: the others are for negative numbers. */
export function kindOfFormat(code: string): NumberKind {
  const [section = ''] = code.replace(LITERAL, '').split(';')
  if (ELAPSED.test(section)) return 'duration'
  const letters = section
    .replace(BRACKETS, '')
    .replace(NUMERIC, '')
    .replace(/am\/pm|a\/p/gi, 'h')
    .replace(/\.0+/g, '')
  if (/[0#?]/.test(letters)) return 'number'
  if (/[ydeg]|b{2}|a{3}|m{3}/i.test(letters)) return 'date'
  if (/[hs]/i.test(letters)) return 'time'
  return /m/i.test(letters) ? 'date' : 'number'
}
