// The RPC package in front of a body, read and written without anything new in memory but the strings in it:
//
//   .package { type 0 : integer  session 1 : integer  ud 2 : string  error 3 : *string  seq 4 : integer  ack 5 : integer }
//
// A request has a type (the tag of its protocol), a reply has none. One reader and one writer serve all
// connections of a thread; what they hand out is valid until their next call.

import type { TypeCodec } from './codec.ts'
import { SprotoDecodeError } from './errors.ts'
import { allocate, type Memory, maxPacked, packInto, unpackInto } from './pack.ts'
import { interpretedCodecs } from './protocol.ts'
import { parseSchema } from './resolve.ts'
import { dataEnd, inlineOf, malformed, readInteger, readString, readStrings, SAFE } from './wire.ts'
import { Writer } from './writer.ts'

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

  constructor(options: PackageReaderOptions = {}) {
    this.#memory = allocate(options.maxBytes ?? 64 * 1024)
    this.bytes = this.#memory.bytes
  }

  /** Throws SprotoDecodeError, with `session` where it could be read. */
  read(packed: Uint8Array): void {
    this.type = this.session = this.ud = this.error = this.seq = this.ack = undefined
    this.bodyEnd = unpackInto(packed, this.#memory)
    try {
      this.bodyStart = this.#readHeader(this.bytes, this.bodyEnd)
    } catch (error) {
      throw this.#withSession(error)
    }
  }

  /** The body, by the codec of its type; an absent body reads as one without fields. Throws like `read`. */
  body<T>(codec: TypeCodec<T>): T {
    if (this.bodyEnd - this.bodyStart < 2) return codec.decode(EMPTY, 0, 2)
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
    if (tag === 2 || tag === 3) this.#takeText(tag, word, from, end)
    else {
      const value = word === 0 ? (readInteger(this.bytes, from, end, SAFE) as number) : (word >> 1) - 1
      if (tag === 0) this.type = value
      else if (tag === 1) this.session = value
      else if (tag === 4) this.seq = value
      else this.ack = value
    }
  }

  #takeText(tag: number, word: number, from: number, end: number): void {
    if (word !== 0) malformed('package', 'text without data')
    if (tag === 2) this.ud = readString(this.bytes, from, end)
    else this.error = readStrings(this.bytes, from, end)
  }
}

/** A struct without fields. */
const EMPTY = new Uint8Array(2)

const PACKAGE =
  '.package { type 0 : integer session 1 : integer ud 2 : string error 3 : *string seq 4 : integer ack 5 : integer }'

/** The further fields of a package. */
export interface Header {
  readonly ud?: string | undefined
  readonly error?: readonly [code: string, message: string] | undefined
  readonly seq?: number | undefined
  readonly ack?: number | undefined
}

const NO_HEADER: Header = {}

/** Each method gives a packed frame, a view that the next call overwrites. They throw SprotoEncodeError. */
export class PackageWriter {
  readonly #out = new Writer(8192)
  readonly #header = interpretedCodecs(false)(parseSchema(PACKAGE).types.get('package')!)
  #packed = new Uint8Array(0)

  /** The reply to request `session`; `codec` undefined: the protocol has no response. */
  response(
    session: number,
    codec: TypeCodec | undefined,
    body?: unknown,
    header: Header = NO_HEADER,
  ): Uint8Array {
    return this.#frame(undefined, session, header, codec, body)
  }

  /** A failed reply: the code in `error` and in `ud`, where stock clients see it; an empty body where the
   * protocol has a response. */
  error(
    session: number,
    code: string,
    message: string,
    hasResponseBody: boolean,
    header: Header = NO_HEADER,
  ): Uint8Array {
    this.#begin(undefined, session, { ...header, ud: code, error: [code, message] })
    if (hasResponseBody) this.#empty()
    return this.#finish()
  }

  push(tag: number, codec: TypeCodec | undefined, body?: unknown, header: Header = NO_HEADER): Uint8Array {
    return this.#frame(tag, undefined, header, codec, body)
  }

  /** Without `session` it asks for no answer. */
  request(
    tag: number,
    session: number | undefined,
    codec: TypeCodec | undefined,
    body?: unknown,
    header: Header = NO_HEADER,
  ): Uint8Array {
    return this.#frame(tag, session, header, codec, body)
  }

  #frame(
    tag: number | undefined,
    session: number | undefined,
    header: Header,
    codec: TypeCodec | undefined,
    body: unknown,
  ): Uint8Array {
    this.#begin(tag, session, header)
    if (codec) {
      if (body === undefined) this.#empty()
      else codec.encode(body, this.#out)
    }
    return this.#finish()
  }

  #begin(type: number | undefined, session: number | undefined, { ud, error, seq, ack }: Header): void {
    const out = this.#out
    out.rewind()
    out.reserve(128)
    const isPlain = ud === undefined && error === undefined && seq === undefined && ack === undefined
    if (!isPlain || !this.#short(type, session))
      this.#header.encode({ type, session, ud, error, seq, ack }, out)
  }

  /** The header of nearly every package: a type, a session or both, small; false when it is another. */
  #short(tag: number | undefined, session: number | undefined): boolean {
    const out = this.#out
    const { bytes, pos } = out
    const type = tag === undefined ? 1 : inlineOf(tag)
    const number = session === undefined ? 1 : inlineOf(session)
    if (type === 0 || number === 0) return false
    const fields = session === undefined ? (tag === undefined ? 0 : 1) : 2
    bytes[pos] = fields
    bytes[pos + 1] = 0
    bytes[pos + 2] = type
    bytes[pos + 3] = type >> 8
    bytes[pos + 4] = number
    bytes[pos + 5] = number >> 8
    out.pos = pos + 2 + fields * 2
    return true
  }

  #empty(): void {
    const out = this.#out
    out.reserve(2)
    out.bytes[out.pos++] = 0
    out.bytes[out.pos++] = 0
  }

  #finish(): Uint8Array {
    const { start, pos } = this.#out
    const most = maxPacked(pos - start)
    if (this.#packed.length < most) this.#packed = new Uint8Array(most * 2)
    return this.#packed.subarray(0, packInto(this.#out, this.#packed))
  }
}
