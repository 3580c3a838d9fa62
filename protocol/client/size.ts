// How large a frame is on the wire, and whether it may be sent. A server may end the connection of whoever sends too
// much without a word, and a caller that repeats it would go on so.

import { RequestError } from './errors.ts'

/** Throws RequestError, MESSAGE_TOO_LARGE, where `data` has more than `most` bytes. */
export function checkSize(data: string | Uint8Array, name: string, most: number): void {
  // A character takes three bytes at most.
  if (typeof data === 'string' && data.length * 3 <= most) return
  const size = typeof data === 'string' ? utf8Length(data) : data.length
  if (size <= most) return
  throw new RequestError(name, 'MESSAGE_TOO_LARGE', `${name} has ${size} bytes, at most ${most} can be sent`)
}

/** Each half of a surrogate pair makes two of its four bytes. */
function utf8Length(text: string): number {
  let size = text.length
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code > 0x7f) size += code > 0x7ff && (code & 0xf800) !== 0xd800 ? 2 : 1
  }
  return size
}
