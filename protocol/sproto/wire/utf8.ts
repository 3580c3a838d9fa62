// Strings to UTF-8 and back. Short strings are done here, one character at a time, which is quicker than a call into
// the platform; long ones by Node's Buffer or by TextDecoder, where they are.
// Strict both ways: a lone surrogate can't be written, ill-formed bytes can't be read.

import { SprotoDecodeError, SprotoEncodeError } from '../errors.ts'
import { ASCII_MAX, asciiAt } from './ascii.ts'

const decoder =
  typeof TextDecoder === 'undefined' ? undefined : new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Node's own: Buffer's reader and writer take any Uint8Array and cost less than a loop from some 14 characters on. */
interface Native {
  utf8Slice?: (this: Uint8Array, start: number, end: number) => string
  utf8Write?: (this: Uint8Array, text: string, pos: number, length: number) => number
}

const { utf8Slice, utf8Write }: Native =
  typeof Buffer === 'undefined' ? {} : (Buffer.prototype as unknown as Native)
const NATIVE_WRITE = 14

/** Writes `text` at `pos` and returns the end. Like every writer of this folder it may run past `bytes`. */
export function writeUtf8(bytes: Uint8Array, pos: number, text: string): number {
  const { length } = text
  if (utf8Write && length >= NATIVE_WRITE && pos + length * 3 <= bytes.length)
    return checked(text, pos, utf8Write.call(bytes, text, pos, length * 3))
  let at = pos
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i)
    if (code > 0x7f) return writeRest(bytes, at, text, i)
    bytes[at++] = code
  }
  return at
}

/** The platform puts U+FFFD for a lone surrogate: what came out longer than its characters is looked at again. */
function checked(text: string, pos: number, written: number): number {
  if (written !== text.length && hasLoneSurrogate(text)) refuseSurrogate()
  return pos + written
}

function writeRest(bytes: Uint8Array, pos: number, text: string, from: number): number {
  let at = pos
  for (let i = from; i < text.length; i++) {
    let code = text.charCodeAt(i)
    if (code < 0x80) {
      bytes[at++] = code
      continue
    }
    if (code < 0x800) {
      bytes[at++] = 0xc0 | (code >> 6)
    } else {
      if ((code & 0xf800) === 0xd800) {
        code = pairAt(text, i)
        i += 1
        bytes[at++] = 0xf0 | (code >> 18)
        bytes[at++] = 0x80 | ((code >> 12) & 0x3f)
      } else {
        bytes[at++] = 0xe0 | (code >> 12)
      }
      bytes[at++] = 0x80 | ((code >> 6) & 0x3f)
    }
    bytes[at++] = 0x80 | (code & 0x3f)
  }
  return at
}

/** The code point of the surrogate pair at `i`. */
function pairAt(text: string, i: number): number {
  const high = text.charCodeAt(i)
  const low = text.charCodeAt(i + 1)
  if (high > 0xdbff || (low & 0xfc00) !== 0xdc00) refuseSurrogate()
  return 0x10000 + ((high & 0x3ff) << 10) + (low & 0x3ff)
}

function refuseSurrogate(): never {
  throw new SprotoEncodeError('expected text, got a lone surrogate')
}

/** With the flag u a pair is one character, and no surrogate any more. */
const LONE = /[\ud800-\udfff]/u
const isWellFormed = (String.prototype as { isWellFormed?: (this: string) => boolean }).isWellFormed

/** Whether `text` has half a surrogate pair, which UTF-8 can't carry. */
export const hasLoneSurrogate = (text: string): boolean =>
  isWellFormed ? !isWellFormed.call(text) : LONE.test(text)

/** The text between `pos` and `end`; throws SprotoDecodeError when it is not well-formed UTF-8. */
export function readUtf8(bytes: Uint8Array, pos: number, end: number): string {
  const length = end - pos
  if (length === 0) return ''
  if (length <= ASCII_MAX) return asciiAt(bytes, pos, length) ?? readLong(bytes, pos, end)
  return utf8Slice ? readBySlice(bytes, pos, end) : readLong(bytes, pos, end)
}

/** Node's own way. It puts U+FFFD for what is ill-formed, so a text that has one is read again, strictly. */
function readBySlice(bytes: Uint8Array, pos: number, end: number): string {
  const text = utf8Slice!.call(bytes, pos, end)
  return text.includes('\ufffd') ? readLong(bytes, pos, end) : text
}

function readLong(bytes: Uint8Array, pos: number, end: number): string {
  if (!decoder) return readSlow(bytes, pos, end)
  try {
    return decoder.decode(bytes.subarray(pos, end))
  } catch {
    illFormed()
  }
}

function illFormed(): never {
  throw new SprotoDecodeError('ill-formed UTF-8')
}

/** For platforms without TextDecoder. */
function readSlow(bytes: Uint8Array, pos: number, end: number): string {
  let text = ''
  for (let at = pos; at < end; ) {
    const code = bytes[at]!
    const more = code < 0x80 ? 0 : code < 0xc2 ? -1 : code < 0xe0 ? 1 : code < 0xf0 ? 2 : code < 0xf5 ? 3 : -1
    if (more < 0 || at + more >= end) illFormed()
    let point = more === 0 ? code : code & (0x3f >> more)
    for (let i = 1; i <= more; i++) {
      const next = bytes[at + i]!
      if ((next & 0xc0) !== 0x80) illFormed()
      point = (point << 6) | (next & 0x3f)
    }
    const isOverlong = (more === 2 && point < 0x800) || (more === 3 && point < 0x10000)
    if (isOverlong || point > 0x10ffff || (point & 0x1ff800) === 0xd800) illFormed()
    text += String.fromCodePoint(point)
    at += more + 1
  }
  return text
}
