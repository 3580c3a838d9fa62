// The normal form of names that people type, so that two names which look the same are one: NFKC, case folded, no spaces at
// the ends or two in a row, the letters "highly restrictive" by UTS #39: of one script, or Latin with Han, Kana, Bopomofo or
// Hangul. Nothing in a name is invisible.

import { AppError } from '../core/errors.ts'
import { isVisibleName } from '../lib/visible-text.ts'

const LONGEST = 64

/** What has its normal form already: ASCII without spaces and capitals. */
const PLAIN = new RegExp(`^[!-@[-~]{1,${LONGEST}}$`)

/** Throws LOGIN_FAILED that says what is wrong with the name. */
export function normalName(typed: string): string {
  if (PLAIN.test(typed)) return typed
  const name = typed.length > 4 * LONGEST ? typed : fold(typed)
  const problem = problemOf(name)
  if (problem) throw new AppError('LOGIN_FAILED', `name: ${problem}`)
  return name
}

/** The same, but undefined for a name that is not allowed. */
export function normalNameOf(typed: string): string | undefined {
  try {
    return normalName(typed)
  } catch {
    return undefined
  }
}

/** Folding can make room for more of it: İ is i with a dot, which is i. */
function fold(typed: string): string {
  let name = typed
  for (let before = ''; name !== before; ) {
    before = name
    name = foldOnce(name)
  }
  return name
}

/** A dot above what has one shows nothing. */
const HIDDEN_DOT = /(?<=\p{Soft_Dotted}\p{Mn}*?)\u0307/gu

const foldOnce = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .toLowerCase()
    .replaceAll('ς', 'σ')
    .replace(/[\u2019\u02BC]/g, "'")
    .replace(HIDDEN_DOT, '')
    .replace(/ +/g, ' ')
    .trim()
    .normalize('NFKC')

function problemOf(name: string): string | undefined {
  const { length } = [...name]
  if (length < 1 || length > LONGEST) return `expected 1 to ${LONGEST} characters, got ${length}`
  if (!isVisibleName(name) || STRAY_MARK.test(name))
    return `expected letters that can be seen${hiddenIn(name)}`
  const other =
    OTHER.exec(name)?.[0] ?? (isTogether(name) ? undefined : [...name].find(each => !isTogether(each)))
  if (other) return `expected letters, digits and the punctuation of ASCII, got ${other} (${codeOf(other)})`
  return isTogether(name) ? undefined : `expected letters of one script, got ${scriptsIn(name)}`
}

const STRAY_MARK = /(?<![\p{L}\p{M}\p{Nd}])\p{M}/u

const UNSEEN = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800\uFFFC\u{1D159}]/u

/** Which one can't be: whoever has typed it does not see it. */
function hiddenIn(name: string): string {
  const [letter] = UNSEEN.exec(name) ?? []
  return letter === undefined ? '' : `, got ${codeOf(letter)}`
}

const codeOf = (letter: string): string =>
  `U+${letter.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`

/** Those in everyday use: table 5 of UAX #31. */
const SCRIPTS: Readonly<Record<string, string>> = {
  Latn: 'Latin',
  Hani: 'Han',
  Hira: 'Hiragana',
  Kana: 'Katakana',
  Bopo: 'Bopomofo',
  Hang: 'Hangul',
  Arab: 'Arabic',
  Armn: 'Armenian',
  Beng: 'Bengali',
  Cyrl: 'Cyrillic',
  Deva: 'Devanagari',
  Ethi: 'Ethiopic',
  Geor: 'Georgian',
  Grek: 'Greek',
  Gujr: 'Gujarati',
  Guru: 'Gurmukhi',
  Hebr: 'Hebrew',
  Khmr: 'Khmer',
  Knda: 'Kannada',
  Laoo: 'Lao',
  Mlym: 'Malayalam',
  Mymr: 'Myanmar',
  Orya: 'Oriya',
  Sinh: 'Sinhala',
  Taml: 'Tamil',
  Telu: 'Telugu',
  Thaa: 'Thaana',
  Thai: 'Thai',
  Tibt: 'Tibetan',
}
/** Scripts that may stand in one name; every other only by itself. */
const TOGETHER = [
  ['Latn', 'Hani', 'Hira', 'Kana'],
  ['Latn', 'Hani', 'Bopo'],
  ['Latn', 'Hani', 'Hang'],
]

/** Of every script: what ASCII has besides letters, accents, and the punctuation that UAX #31 lets names have. */
const COMMON = ' -@\\[-`\\{-~\\p{scx=Zinh}\\u00B7\\u058A\\u05F3\\u05F4\\u0F0B\\u30FB'

/** What no name has. */
const OTHER = new RegExp(`[^${COMMON}\\p{L}\\p{M}\\p{Nd}]`, 'u')

const mixed = new Set(TOGETHER.flat())
/** Which scripts a name may have. */
const SETS = [
  ...TOGETHER,
  ...Object.keys(SCRIPTS)
    .filter(script => !mixed.has(script))
    .map(script => [script]),
]

/** Made when the first name is not plain, each when those before it did not do: one takes a thread a millisecond. */
const patterns: RegExp[] = []
function patternAt(at: number): RegExp {
  const scripts = SETS[at]!.map(script => `\\p{scx=${script}}`).join('')
  patterns[at] ??= new RegExp(`^[${COMMON}${scripts}]+$`, 'u')
  return patterns[at]
}

const isTogether = (name: string): boolean => SETS.some((_, at) => patternAt(at).test(name))

function scriptsIn(name: string): string {
  const found = Object.entries(SCRIPTS).filter(([script]) => new RegExp(`\\p{sc=${script}}`, 'u').test(name))
  return found.map(([, words]) => words).join(' with ')
}
