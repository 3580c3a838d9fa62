// A schema, ready to encode and decode: the codec as a library, for whoever has a schema at run time.

import { SprotoEncodeError } from './errors.ts'
import { Host } from './rpc/host.ts'
import {
  assemble,
  type CodecOf,
  interpretedCodecs,
  type Message,
  type Protocol,
  type ProtocolOptions,
} from './rpc/protocol.ts'
import { parseSchema } from './schema/resolve.ts'
import type { Schema } from './schema/schema.ts'
import type { TypeCodec } from './value/codec.ts'
import { unpack } from './wire/unpack.ts'
import { Writer } from './wire/writer.ts'

export class Sproto {
  readonly schema: Schema
  readonly protocol: Protocol
  readonly #codecOf: CodecOf
  readonly #codecs = new Map<string, TypeCodec>()
  readonly #out = new Writer()
  readonly #packs = new Writer()

  /** `integers`: what an integer beyond ±(2^53 - 1) is, a bigint (`wide`, the default) or an error (`safe`). */
  constructor(schema: Schema | string, options: ProtocolOptions = {}) {
    this.schema = typeof schema === 'string' ? parseSchema(schema) : schema
    this.#codecOf = interpretedCodecs(options.integers !== 'safe')
    this.protocol = assemble(this.schema, this.#codecOf)
  }

  /** The codec of the type `name` (`Person.PhoneNumber`, `login.request`). Throws RangeError for an unknown one. */
  codec(name: string): TypeCodec {
    const known = this.#codecs.get(name)
    if (known) return known
    const type = this.schema.types.get(name)
    if (!type) throw new RangeError(`no type "${name}" in the schema`)
    const codec = this.#codecOf(type)
    this.#codecs.set(name, codec)
    return codec
  }

  /** Throws SprotoEncodeError naming the path of what does not fit. */
  encode(type: string, value: unknown): Uint8Array {
    const out = this.#out
    out.rewind()
    out.reserve(256)
    this.codec(type).encode(value, out)
    return out.cut()
  }

  /** Bytes behind the struct are ignored, as the padding of `unpack` needs. Throws SprotoDecodeError. */
  decode(type: string, bytes: Uint8Array): unknown {
    return this.codec(type).decode(bytes, 0, bytes.length)
  }

  /** Encodes and packs. */
  pencode(type: string, value: unknown): Uint8Array {
    const out = this.#out
    out.rewind()
    this.codec(type).encode(value, out)
    return this.#packs.pack(out).cut()
  }

  /** Unpacks and decodes. */
  pdecode(type: string, packed: Uint8Array): unknown {
    return this.decode(type, unpack(packed))
  }

  /** One end of an RPC connection; `packageName` is the type of its header. */
  host(packageName = 'package'): Host {
    return new Host(this, packageName)
  }

  /** Throws SprotoEncodeError for an unknown protocol. */
  message(name: string): Message {
    const message = this.protocol.byName.get(name)
    if (!message) throw new SprotoEncodeError(`no protocol "${name}" in the schema`)
    return message
  }
}
