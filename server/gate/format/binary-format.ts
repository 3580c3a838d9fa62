// Binary frames: zero-packed sproto RPC packages, as stock sproto clients send them. A request with a request number is
// answered once, one without is not.

import { ERRORS } from '../../../protocol/errors.ts'
import {
  type Message,
  PackageReader,
  PackageWriter,
  type Protocol,
  SprotoDecodeError,
} from '../../../protocol/sproto/index.ts'
import type { Failure, Format } from '../peer.ts'
import { BadFrame } from './bad-frame.ts'

const NOTHING = Object.freeze({})
/** A packed message grows at most eightfold, and uWebSockets.js accepts none above 64 KB. */
const LARGEST_UNPACKED = 8 * 64 * 1024

export class BinaryFormat implements Format {
  readonly isBinary = true
  /** Of the frame that was read last. */
  session: number | undefined = undefined
  /** Of a message that the schema does not have. */
  name = ''
  readonly #protocol: Protocol
  readonly #reader = new PackageReader({ maxBytes: LARGEST_UNPACKED })
  readonly #writer = new PackageWriter()

  constructor(protocol: Protocol) {
    this.#protocol = protocol
  }

  /** Reads one frame into `session` and `name`; undefined when the schema has no such message. */
  read(frame: Uint8Array): Message | undefined {
    const reader = this.#reader
    reader.read(frame)
    const { type, session } = reader
    if (type === undefined) throw new BadFrame('expected a request', '', session)
    this.session = session
    const message = this.#protocol.byTag[type]
    if (!message) this.name = `tag ${type}`
    return message
  }

  /** The body of the frame that was read last, which is a `message`. */
  bodyOf({ request }: Message): unknown {
    return request ? this.#reader.body(request) : NOTHING
  }

  /** The request number of a frame whose body is not read. */
  peek(frame: Uint8Array): number | undefined {
    try {
      this.#reader.read(frame)
      return this.#reader.session
    } catch (error) {
      if (error instanceof SprotoDecodeError) return sessionOf(error)
      throw error
    }
  }

  /** Which message a frame is of whose body is not read. */
  messageIn(frame: Uint8Array): Message | undefined {
    this.peek(frame)
    const { type } = this.#reader
    return type === undefined ? undefined : this.#protocol.byTag[type]
  }

  reply(message: Message, session: number | undefined, body: unknown): Uint8Array | undefined {
    if (session === undefined) return undefined
    return this.#writer.response(session, message.response, body)
  }

  fail({ session, code, text = ERRORS[code], message }: Failure): Uint8Array | undefined {
    if (session === undefined) return undefined
    return this.#writer.error(session, code, text, message?.response !== undefined)
  }

  push(message: Message, body: unknown): Uint8Array {
    return this.#writer.push(message.tag, message.request, body)
  }
}

/** The request number that could be read before the frame turned out to be malformed. */
export const sessionOf = ({ session }: SprotoDecodeError): number | undefined =>
  typeof session === 'number' ? session : undefined
