// Reads the usual spelling of a JSON body from its bytes, for generated code: one object of strings, integers and booleans,
// each at most once, strings without escapes, no white space. It gives up at anything else, which JSON.parse then reads
// with all its checks. It never takes what those would refuse, nor reads it differently.

const QUOTE = 34
const MINUS = 45
const ZERO = 48
const NINE = 57
const BACKSLASH = 92
const MOST_DIGITS = 15

/** Whether the ASCII `text` stands at `pos`. */
export function hasAscii(bytes: Uint8Array, pos: number, text: string): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[pos + i] !== text.charCodeAt(i)) return false
  return true
}

/** Where the closing quote of the text that begins at `pos` stands; -1 where it has escapes or control characters. */
export function endOfText(bytes: Uint8Array, pos: number): number {
  let at = pos
  for (let code = bytes[at]; code !== QUOTE; code = bytes[++at]) {
    if (code === undefined || code < 32 || code === BACKSLASH) return -1
  }
  return at
}

/** Where the integer that begins at `pos` ends; -1 where it is none, too long or begins with a needless zero. */
export function endOfInteger(bytes: Uint8Array, pos: number): number {
  const digits = bytes[pos] === MINUS ? pos + 1 : pos
  let at = digits
  while (isDigit(bytes[at])) at++
  const isUsual = at > digits && at - digits <= MOST_DIGITS && (at - digits === 1 || bytes[digits] !== ZERO)
  return isUsual ? at : -1
}

const isDigit = (code: number | undefined): boolean => code !== undefined && code >= ZERO && code <= NINE

/** The integer in bytes[pos, end), which endOfInteger has looked at. Never -0. */
export function integerIn(bytes: Uint8Array, pos: number, end: number): number {
  const isNegative = bytes[pos] === MINUS
  let value = 0
  for (let at = isNegative ? pos + 1 : pos; at < end; at++) value = value * 10 + bytes[at]! - ZERO
  return isNegative ? 0 - value : value
}

/** Where `true` or `false` ends that stands at `pos`; -1 where neither does. */
export function endOfBoolean(bytes: Uint8Array, pos: number): number {
  if (hasAscii(bytes, pos, 'true')) return pos + 4
  return hasAscii(bytes, pos, 'false') ? pos + 5 : -1
}

/** The boolean that endOfBoolean has found. */
export const booleanIn = (_bytes: Uint8Array, pos: number, end: number): boolean => end - pos === 4
