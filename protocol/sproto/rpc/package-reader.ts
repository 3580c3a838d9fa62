// Reads the RPC package in front of a body, without anything new in memory but the strings in it. One reader serves
// all connections of a thread: what it found is valid until its next frame.

import { SprotoDecodeError } from '../errors.ts'
import type { TypeCodec } from '../value/codec.ts'
import type { Memory } from '../wire/memory.ts'
import { readInteger, readString, readStrings } from '../wire/read.ts'
import { unpackInto, unpackingMemory } from '../wire/unpack.ts'
import { dataEnd, malformed, NO_FIELDS, SAFE } from '../wire/wire.ts'

export interface PackageReaderOptions {
  /** Bytes that a frame may have when unpacked. 64 KB unless said (zeros pack 8 to 1). Taken at once. */
  readonly maxBytes?: number
}

export class PackageReader {
  /** The tag of the protocol; undefined in a reply. */
  type: number | undefined = undefined
  session: number | undefined = undefined
  ud: string | undefined = undefined
  /** `[code, message]` of a failed reply. */
  error: string[] | undefined = undefined
  seq: number | undefined = undefined
  ack: number | undefined = undefined
  /** The unpacked frame: the body is bytes[bodyStart, bodyEnd), up to 7 zeros of padding included. */
  readonly bytes: Uint8Array
  bodyStart = 0
  bodyEnd = 0
  readonly #memory: Memory
  readonly #room: number

  constructor(options: PackageReaderOptions = {}) {
    this.#room = (options.maxBytes ?? 64 * 1024) & ~7
    this.#memory = unpackingMemory(this.#room)
    this.bytes = this.#memory.bytes
  }

  /** Throws SprotoDecodeError, with `session` where it could be read. */
  read(packed: Uint8Array): void {
    this.type = this.session = this.ud = this.error = this.seq = this.ack = undefined
    this.bodyEnd = unpackInto(packed, this.#memory, this.#room)
    try {
      this.bodyStart = this.#readHeader(this.bytes, this.bodyEnd)
    } catch (error) {
      throw this.#withSession(error)
    }
  }

  /** The body, by the codec of its type; an absent body reads as one without fields. Throws like `read`. */
  body<T>(codec: TypeCodec<T>): T {
    if (this.bodyEnd - this.bodyStart < 2) return codec.decode(NO_FIELDS, 0, 2)
    try {
      return codec.decode(this.bytes, this.bodyStart, this.bodyEnd)
    } catch (error) {
      throw this.#withSession(error)
    }
  }

  #withSession(error: unknown): unknown {
    if (error instanceof SprotoDecodeError) error.session = this.session
    return error
  }

  #readHeader(bytes: Uint8Array, end: number): number {
    if (end < 2) malformed('package', 'its header is cut off')
    const stop = 2 + 2 * (bytes[0]! | (bytes[1]! << 8))
    if (stop > end) malformed('package', 'its fields are cut off')
    const type = bytes[2]! | (bytes[3]! << 8)
    const session = bytes[4]! | (bytes[5]! << 8)
    // The header of nearly every request: a type and a session, both small.
    if (stop === 6 && type && session && !((type | session) & 1)) {
      this.type = (type >> 1) - 1
      this.session = (session >> 1) - 1
      return stop
    }
    let data = stop
    let tag = -1
    for (let at = 2; at < stop; at += 2) {
      const word = bytes[at]! | (bytes[at + 1]! << 8)
      tag += 1
      if (word & 1) {
        tag += word >> 1
        continue
      }
      const from = data
      if (word === 0) data = dataEnd(bytes, data, end)
      if (tag <= 5) this.#take(tag, word, from + 4, data)
    }
    return data
  }

  #take(tag: number, word: number, from: number, end: number): void {
    if (tag === 2 || tag === 3) {
      if (word !== 0) malformed('package', 'text without data')
      if (tag === 2) this.ud = readString(this.bytes, from, end)
      else this.error = readStrings(this.bytes, from, end)
      return
    }
    const value = word === 0 ? (readInteger(this.bytes, from, end, SAFE) as number) : (word >> 1) - 1
    if (tag === 0) this.type = value
    else if (tag === 1) this.session = value
    else if (tag === 4) this.seq = value
    else this.ack = value
  }
}
