// The fast path of text frames: reads the usual spelling of a message without JSON.parse, and gives up (undefined) at
// anything else, which then takes the full way with all its checks. It never reads what the full way would refuse, nor
// reads it differently: a body is taken only when it is one flat object of known scalar fields, each at most once,
// strings without escapes, integers of at most 15 digits.

import type { Field, StructType } from '../../protocol/sproto/index.ts'

const QUOTE = 34
const COMMA = 44
const MINUS = 45
const ZERO = 48
const NINE = 57
const BACKSLASH = 92
const CLOSE = 125

const OPEN = 123
const SURROGATES = 0xd800
const MOST_FIELDS = 8

interface QuickField {
  name: string
  /** How its place in the text begins. */
  head: string
  isString: boolean
}

/** Where the body of a frame ends, and its request number. */
export interface Tail {
  session: number | undefined
  bodyEnd: number
}

const HEAD = '{"name":"'
const SESSION = ',"session":'

/** How a frame with this message begins, up to its body. */
export const startOf = (name: string): string => `${HEAD}${name}","data":`

/** The name in a frame that begins as usual. */
export function nameIn(text: string): string | undefined {
  if (!text.startsWith(HEAD)) return undefined
  const quote = text.indexOf('"', HEAD.length)
  return quote < 0 ? undefined : text.slice(HEAD.length, quote)
}

/** From the end of a frame: `}`, and before it perhaps `,"session":N`. */
export function readTail(text: string, into: Tail): boolean {
  const last = text.length - 1
  if (text.charCodeAt(last) !== CLOSE) return false
  into.session = undefined
  into.bodyEnd = last
  let at = last
  while (isDigit(text.charCodeAt(at - 1))) at--
  if (at === last) return true
  if (last - at > 15 || !text.startsWith(SESSION, at - SESSION.length) || !isNumber(text, at, last))
    return false
  into.session = last - at === 1 ? text.charCodeAt(at) - ZERO : Number(text.slice(at, last))
  into.bodyEnd = at - SESSION.length
  return true
}

const isDigit = (code: number): boolean => code >= ZERO && code <= NINE

/** No leading zeros, as JSON has it. */
const isNumber = (text: string, start: number, end: number): boolean =>
  end > start && (end - start === 1 || text.charCodeAt(start) !== ZERO)

/** Reads bodies of one type. */
export class QuickBody {
  readonly #fields: readonly QuickField[]
  /** Copied for each body, so that all have one shape: the fields in the order of their declaration. */
  readonly #empty: Record<string, unknown>
  #at = 0

  private constructor(fields: readonly Field[]) {
    this.#fields = fields.map(({ name, kind }) => ({ name, head: `"${name}":`, isString: kind === 'string' }))
    this.#empty = Object.fromEntries(fields.map(({ name }) => [name, undefined]))
  }

  /** undefined for types with fields that are not plain. */
  static of(type: StructType): QuickBody | undefined {
    const isPlain = ({ kind, isArray, name }: Field) =>
      !isArray && (kind === 'string' || kind === 'integer') && name !== '__proto__'
    return type.fields.length <= MOST_FIELDS && type.fields.every(isPlain)
      ? new QuickBody(type.fields)
      : undefined
  }

  /** The body in text[start, end). */
  read(text: string, start: number, end: number): unknown {
    const last = end - 1
    if (last <= start) return undefined
    if (text.charCodeAt(start) !== OPEN || text.charCodeAt(last) !== CLOSE) return undefined
    const body = { ...this.#empty }
    this.#at = start + 1
    while (this.#at < last) {
      if (!this.#readField(text, body)) return undefined
      const next = text.charCodeAt(this.#at)
      if (next === COMMA && text.charCodeAt(this.#at + 1) === QUOTE) this.#at++
      else if (next !== CLOSE || this.#at !== last) return undefined
    }
    return body
  }

  #readField(text: string, body: Record<string, unknown>): boolean {
    for (const { name, head, isString } of this.#fields) {
      if (!text.startsWith(head, this.#at)) continue
      if (body[name] !== undefined) return false
      this.#at += head.length
      const value = isString ? this.#readString(text) : this.#readInteger(text)
      body[name] = value
      return value !== undefined
    }
    return false
  }

  /** Up to the closing quote; escapes, control characters and surrogates are left to the full way. */
  #readString(text: string): string | undefined {
    const start = this.#at + 1
    if (text.charCodeAt(this.#at) !== QUOTE) return undefined
    let at = start
    let code = text.charCodeAt(at)
    while (code >= 32 && code < SURROGATES && code !== QUOTE && code !== BACKSLASH)
      code = text.charCodeAt(++at)
    if (code !== QUOTE) return undefined
    this.#at = at + 1
    return text.slice(start, at)
  }

  #readInteger(text: string): number | undefined {
    const start = this.#at
    const digits = text.charCodeAt(start) === MINUS ? start + 1 : start
    let at = digits
    let value = 0
    for (let code = text.charCodeAt(at); isDigit(code); code = text.charCodeAt(++at))
      value = value * 10 + code - ZERO
    if (at - digits > 15 || !isNumber(text, digits, at)) return undefined
    this.#at = at
    return digits === start ? value : -value
  }
}
