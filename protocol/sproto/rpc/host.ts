// One end of an RPC connection, as `sproto:host` of the original: takes apart what arrives, remembers which
// requests wait for a reply and what type that has. A request that nobody waits for any more is forgotten.

import { SprotoDecodeError } from '../errors.ts'
import type { TypeCodec } from '../value/codec.ts'
import { unpack } from '../wire/unpack.ts'
import { type Fields, NO_FIELDS, structEnd } from '../wire/wire.ts'
import { Writer } from '../wire/writer.ts'
import type { Message, Protocol } from './protocol.ts'

export type Session = number | bigint

export interface IncomingRequest {
  readonly kind: 'request'
  readonly name: string
  /** undefined when the protocol has no request body. */
  readonly body: unknown
  /** undefined: the sender expects no answer, and `reply` must not be called. */
  readonly session: Session | undefined
  readonly ud: unknown
  /** All fields of the package, those that the schema adds included. */
  readonly header: Readonly<Fields>
  /** The packed reply. Without a body an empty one is sent, and none where the protocol has no response. */
  reply(body?: unknown, ud?: unknown, header?: Fields): Uint8Array
}

export interface IncomingResponse {
  readonly kind: 'response'
  readonly session: Session
  /** undefined when the protocol has no response body. */
  readonly body: unknown
  readonly ud: unknown
  readonly header: Readonly<Fields>
}

/** Makes packed requests. With `session` the answer is awaited: dispatch then knows its type. */
export type Attached = (
  name: string,
  body?: unknown,
  session?: Session,
  ud?: unknown,
  header?: Fields,
) => Uint8Array

/** What waits for a reply: its body's codec, or undefined where it has none. */
type Waiting = Map<Session, TypeCodec | undefined>

/** What a host needs of a schema with its codecs: a Sproto. */
export interface HostSchema {
  readonly protocol: Protocol
  codec(type: string): TypeCodec
  /** Throws SprotoEncodeError for an unknown protocol. */
  message(name: string): Message
}

export class Host {
  readonly #sproto: HostSchema
  readonly #package: TypeCodec
  readonly #waiting: Waiting = new Map()
  readonly #out = new Writer()
  readonly #packs = new Writer()

  constructor(sproto: HostSchema, packageName: string) {
    this.#sproto = sproto
    this.#package = sproto.codec(packageName)
  }

  /** Throws SprotoDecodeError: malformed, an unknown tag, or a reply to a request that nobody waits for. */
  dispatch(packed: Uint8Array): IncomingRequest | IncomingResponse {
    const bytes = unpack(packed)
    const header = this.#package.decode(bytes, 0, bytes.length) as Fields
    const start = structEnd(bytes, 0, bytes.length)
    try {
      return header.type === undefined
        ? this.#response(header, bytes, start)
        : this.#request(header, bytes, start)
    } catch (error) {
      if (error instanceof SprotoDecodeError) error.session = header.session as Session | undefined
      throw error
    }
  }

  /** Gives up waiting for the reply to `session`: a reply that comes after all is an error of dispatch. */
  forget(session: Session): void {
    this.#waiting.delete(session)
  }

  /** The function that makes requests to a peer whose schema is `peer`. */
  attach(peer: HostSchema): Attached {
    return (name, body, session, ud, header) => {
      const message = peer.message(name)
      const fields = { ...header, type: message.tag, session, ud }
      const packed = this.#frame(fields, message.request, body)
      if (session !== undefined) this.#waiting.set(session, message.response)
      return packed
    }
  }

  #request(header: Fields, bytes: Uint8Array, start: number): IncomingRequest {
    const message = this.#sproto.protocol.byTag[header.type as number]
    if (!message) throw new SprotoDecodeError(`no protocol with the tag ${header.type}`)
    const session = header.session as Session | undefined
    return {
      kind: 'request',
      name: message.name,
      body: readBody(message.request, bytes, start),
      session,
      ud: header.ud,
      header,
      reply: (body, ud, more) => this.#reply(message, session, body, { ...more, ud }),
    }
  }

  #reply(message: Message, session: Session | undefined, body: unknown, header: Fields): Uint8Array {
    if (session === undefined) throw new RangeError(`the request ${message.name} expects no answer`)
    const fields = { ...header, type: undefined, session }
    return this.#frame(fields, message.response, message.response ? (body ?? {}) : undefined)
  }

  #response(header: Fields, bytes: Uint8Array, start: number): IncomingResponse {
    const session = header.session as Session | undefined
    if (session === undefined) throw new SprotoDecodeError('neither a type nor a session')
    if (!this.#waiting.has(session)) throw new SprotoDecodeError(`nobody waits for the reply to ${session}`)
    const codec = this.#waiting.get(session)
    this.#waiting.delete(session)
    return { kind: 'response', session, body: readBody(codec, bytes, start), ud: header.ud, header }
  }

  #frame(header: Fields, codec: TypeCodec | undefined, body: unknown): Uint8Array {
    const out = this.#out
    out.rewind()
    this.#package.encode(header, out)
    if (codec && body !== undefined) codec.encode(body, out)
    return this.#packs.pack(out).cut()
  }
}

/** A body that was left out is one without fields. */
function readBody(codec: TypeCodec | undefined, bytes: Uint8Array, start: number): unknown {
  if (!codec) return undefined
  return bytes.length - start < 2 ? codec.decode(NO_FIELDS, 0, 2) : codec.decode(bytes, start, bytes.length)
}
