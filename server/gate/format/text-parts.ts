// The parts of a text frame around its body, from bytes and to bytes: the name before it, the request number behind it.
// What does not stand as usual is left to JSON.parse.

import { endOfInteger, integerIn } from '../../../protocol/sproto/value/scan-json.ts'
import { integerJson } from '../../../protocol/sproto/value/write-json.ts'

const QUOTE = 34
const ZERO = 48
const NINE = 57
const CLOSE = 125

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
const encoder = new TextEncoder()

export const decodeText = (bytes: Uint8Array): string => decoder.decode(bytes)
export const encodeText = (text: string): Uint8Array => encoder.encode(text)

/** How a frame with this message begins, up to its body. */
export const startOf = (name: string): string => `{"name":"${name}","data":`

const HEAD = encodeText('{"name":"')
const SESSION = encodeText(',"session":')

/** The most bytes behind a body: `,"session":-9007199254740991}`. */
export const LONGEST_TAIL = SESSION.length + 18

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
  if (endOfInteger(bytes, at) !== last || !hasAt(bytes, at - SESSION.length, SESSION)) return false
  into.session = integerIn(bytes, at, last)
  into.bodyEnd = at - SESSION.length
  return true
}

const isDigit = (code: number | undefined): boolean => code !== undefined && code >= ZERO && code <= NINE

/** Writes `,"session":N`. */
export function putSession(bytes: Uint8Array, pos: number, session: number): number {
  bytes.set(SESSION, pos)
  return integerJson(session, bytes, pos + SESSION.length)
}
