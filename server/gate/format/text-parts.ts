// The fast path of text frames: reads the usual spelling of a message from its bytes, without JSON.parse, and gives up
// (undefined) at anything else, which then takes the full way with all its checks. It never reads what the full way
// would refuse, nor reads it differently: a body is taken only when it is one flat object of known strings and
// integers, each at most once, strings without escapes, integers of at most 15 digits.

import type { Field, StructType } from '../../../protocol/sproto/index.ts'
import { blankScalar } from '../../../protocol/sproto/value/blank.ts'
import { readUtf8 } from '../../../protocol/sproto/wire/utf8.ts'

const QUOTE = 34
const COMMA = 44
const MINUS = 45
const ZERO = 48
const NINE = 57
const BACKSLASH = 92
const OPEN = 123
const CLOSE = 125
const MOST_FIELDS = 8
const MOST_DIGITS = 15

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
const encoder = new TextEncoder()

export const decodeText = (bytes: Uint8Array): string => decoder.decode(bytes)
export const encodeText = (text: string): Uint8Array => encoder.encode(text)

/** How a frame with this message begins, up to its body. */
export const startOf = (name: string): string => `{"name":"${name}","data":`

const HEAD = encodeText('{"name":"')
const SESSION = encodeText(',"session":')

/** Where the body of a frame ends, and its request number. */
export interface Tail {
  session: number | undefined
  bodyEnd: number
}

export function hasAt(bytes: Uint8Array, at: number, part: Uint8Array): boolean {
  if (at < 0 || at + part.length > bytes.length) return false
  for (let i = 0; i < part.length; i++) if (bytes[at + i] !== part[i]) return false
  return true
}

/** The name in a frame that begins as usual. */
export function nameIn(bytes: Uint8Array): string | undefined {
  if (!hasAt(bytes, 0, HEAD)) return undefined
  const quote = bytes.indexOf(QUOTE, HEAD.length)
  return quote < 0 ? undefined : decodeText(bytes.subarray(HEAD.length, quote))
}

/** From the end of a frame: `}`, and before it perhaps `,"session":N`. */
export function readTail(bytes: Uint8Array, into: Tail): boolean {
  const last = bytes.length - 1
  if (bytes[last] !== CLOSE) return false
  into.session = undefined
  into.bodyEnd = last
  let at = last
  while (isDigit(bytes[at - 1])) at--
  if (at === last) return true
  if (!isNumber(bytes, at, last) || !hasAt(bytes, at - SESSION.length, SESSION)) return false
  into.session = digitsAt(bytes, at, last)
  into.bodyEnd = at - SESSION.length
  return true
}

const isDigit = (code: number | undefined): boolean => code !== undefined && code >= ZERO && code <= NINE

/** Not too long, and no leading zeros, as JSON has it. */
const isNumber = (bytes: Uint8Array, start: number, end: number): boolean =>
  end > start && end - start <= MOST_DIGITS && (end - start === 1 || bytes[start] !== ZERO)

function digitsAt(bytes: Uint8Array, start: number, end: number): number {
  let value = 0
  for (let at = start; at < end; at++) value = value * 10 + bytes[at]! - ZERO
  return value
}

interface QuickField {
  name: string
  /** How its place in the text begins. */
  head: Uint8Array
  isString: boolean
  bit: number
}

/** Reads bodies of one type. */
export class QuickBody {
  readonly #fields: readonly QuickField[]
  /** Copied for each body, so that all have one shape: the fields in the order of their declaration, and what each of them
   * is where it is missing. */
  readonly #blank: Record<string, unknown>
  #at = 0
  /** A bit for each field that was read. */
  #seen = 0

  private constructor(fields: readonly Field[]) {
    this.#fields = fields.map(({ name, kind }, i) => ({
      name,
      head: encodeText(`"${name}":`),
      isString: kind === 'string',
      bit: 1 << i,
    }))
    this.#blank = Object.fromEntries(fields.map(field => [field.name, blankScalar(field)]))
  }

  /** undefined for types with fields that are not plain. */
  static of(type: StructType): QuickBody | undefined {
    const isPlain = ({ kind, isArray, name }: Field) =>
      !isArray && (kind === 'string' || kind === 'integer') && name !== '__proto__'
    return type.fields.length <= MOST_FIELDS && type.fields.every(isPlain)
      ? new QuickBody(type.fields)
      : undefined
  }

  /** The body in bytes[start, end). */
  read(bytes: Uint8Array, start: number, end: number): unknown {
    const last = end - 1
    if (last <= start || bytes[start] !== OPEN || bytes[last] !== CLOSE) return undefined
    const body = { ...this.#blank }
    this.#at = start + 1
    this.#seen = 0
    while (this.#at < last) {
      if (!this.#readField(bytes, body)) return undefined
      const next = bytes[this.#at]
      if (next === COMMA && bytes[this.#at + 1] === QUOTE) this.#at++
      else if (next !== CLOSE || this.#at !== last) return undefined
    }
    return body
  }

  #readField(bytes: Uint8Array, body: Record<string, unknown>): boolean {
    for (const { name, head, isString, bit } of this.#fields) {
      if (!hasAt(bytes, this.#at, head)) continue
      if (this.#seen & bit) return false
      this.#seen |= bit
      this.#at += head.length
      const value = isString ? this.#readString(bytes) : this.#readInteger(bytes)
      body[name] = value
      return value !== undefined
    }
    return false
  }

  /** Up to the closing quote; escapes and control characters are left to the full way. */
  #readString(bytes: Uint8Array): string | undefined {
    const start = this.#at + 1
    if (bytes[this.#at] !== QUOTE) return undefined
    let at = start
    for (let code = bytes[at]; code !== QUOTE; code = bytes[++at]) {
      if (code === undefined || code < 32 || code === BACKSLASH) return undefined
    }
    this.#at = at + 1
    return readUtf8(bytes, start, at)
  }

  #readInteger(bytes: Uint8Array): number | undefined {
    const start = this.#at
    const digits = bytes[start] === MINUS ? start + 1 : start
    let at = digits
    while (isDigit(bytes[at])) at++
    if (!isNumber(bytes, digits, at)) return undefined
    this.#at = at
    const value = digitsAt(bytes, digits, at)
    return digits === start ? value : -value
  }
}
