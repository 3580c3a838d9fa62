// Writes RPC packages with their bodies, packed, into memory that is used again. A request has a type (the tag of its
// protocol), a reply has none.

import { parseSchema } from '../schema/resolve.ts'
import type { TypeCodec } from '../value/codec.ts'
import { inlineOf } from '../wire/write.ts'
import { Writer } from '../wire/writer.ts'
import { interpretedCodecs } from './protocol.ts'

const PACKAGE =
  '.package { type 0 : integer session 1 : integer ud 2 : string error 3 : *string seq 4 : integer ack 5 : integer }'

/** The further fields of a package. */
export interface Header {
  readonly ud?: string | undefined
  readonly error?: readonly [code: string, message: string] | undefined
  readonly seq?: number | undefined
  readonly ack?: number | undefined
}

/** Each method gives a packed frame, a view that the next call overwrites. They throw SprotoEncodeError. */
export class PackageWriter {
  readonly #out = new Writer(8192)
  readonly #header = interpretedCodecs(false)(parseSchema(PACKAGE).types.get('package')!)
  readonly #packs = new Writer(8192)

  /** The reply to request `session`; `codec` undefined: the protocol has no response. */
  response(session: number, codec: TypeCodec | undefined, body?: unknown, header?: Header): Uint8Array {
    return this.#frame(undefined, session, header, codec, body)
  }

  /** A failed reply: the code in `error` and in `ud`, where stock clients see it; an empty body where the
   * protocol has a response. */
  error(
    session: number,
    code: string,
    message: string,
    hasResponseBody: boolean,
    header?: Header,
  ): Uint8Array {
    this.#begin(undefined, session, { ...header, ud: code, error: [code, message] })
    if (hasResponseBody) this.#empty()
    return this.#finish()
  }

  push(tag: number, codec: TypeCodec | undefined, body?: unknown, header?: Header): Uint8Array {
    return this.#frame(tag, undefined, header, codec, body)
  }

  /** Without `session` it asks for no answer. */
  request(
    tag: number,
    session: number | undefined,
    codec: TypeCodec | undefined,
    body?: unknown,
    header?: Header,
  ): Uint8Array {
    return this.#frame(tag, session, header, codec, body)
  }

  #frame(
    tag: number | undefined,
    session: number | undefined,
    header: Header | undefined,
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

  #begin(type: number | undefined, session: number | undefined, header: Header | undefined): void {
    const out = this.#out
    out.rewind()
    out.reserve(128)
    if (header || !this.#short(type, session)) this.#header.encode({ ...header, type, session }, out)
  }

  /** The header of nearly every package: a type, a session or both, small; false when it is another. */
  #short(tag: number | undefined, session: number | undefined): boolean {
    const out = this.#out
    const { view, pos } = out
    const type = tag === undefined ? 1 : inlineOf(tag)
    const number = session === undefined ? 1 : inlineOf(session)
    if (type === 0 || number === 0) return false
    const fields = session === undefined ? (tag === undefined ? 0 : 1) : 2
    view.setInt32(pos, fields | (type << 16), true)
    view.setInt16(pos + 4, number, true)
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
    return this.#packs.pack(this.#out).peek()
  }
}
