// Between messages and the two frame formats (design.md, section 5, "Wire"), seen from the client.

import { isPush } from '../kit.ts'
import { JsonText, type Message, PackageReader, PackageWriter, type Protocol } from '../sproto/index.ts'
import { messageOfAnswer, messageOfRequest, requestName } from '../text-frame.ts'

/** What a frame from the server says. A reply without a number answers a request that had none. */
export type Incoming =
  | { kind: 'reply'; session?: number; name: string; body: unknown }
  | { kind: 'failed'; session?: number; name: string; code: string; message: string }
  | { kind: 'push'; name: string; body: unknown }

/** The message name of a request number that waits for its reply. */
export type NameOf = (session: number | undefined) => string | undefined

/** The most that a frame from the server may have unpacked: as much as it may keep waiting for one client. */
const MAX_BYTES = 1024 * 1024
/** The longest frame that the memory which a client keeps is enough for: a byte of a frame is at most 8 unpacked. */
const SMALL = 8 * 1024

export class FrameCodec {
  /** Names that can be asked. */
  readonly requests: readonly string[]
  /** Names that the server says unasked. */
  readonly pushes: readonly string[]
  readonly protocol: Protocol
  readonly #reader = new PackageReader({ maxBytes: 8 * SMALL })
  readonly #writer = new PackageWriter()
  readonly #json = new JsonText()

  constructor(protocol: Protocol) {
    this.protocol = protocol
    const messages = [...protocol.byName.values()]
    // A protocol that has no pushes (one text, say) has every message in both directions.
    const isSplit = messages.some(({ definition }) => isPush(definition))
    const names = (list: Message[]) => list.map(message => message.name)
    this.requests = names(messages.filter(({ definition }) => !isPush(definition)))
    this.pushes = names(messages.filter(({ definition }) => !isSplit || isPush(definition)))
  }

  /** A frame of its own memory. Throws SprotoEncodeError, naming the path, where the body does not fit. */
  encode(format: 'binary' | 'text', name: string, body: unknown, session?: number): string | Uint8Array {
    const { tag, request } = this.protocol.byName.get(name)!
    if (format === 'binary') return this.#writer.request(tag, session, request, body).slice()
    const data = request && body !== undefined ? this.#json.of(request, body) : '{}'
    const tail = session === undefined ? '' : `,"session":${session}`
    return `{"name":"${requestName(name)}","data":${data}${tail}}`
  }

  /** Throws where the frame cannot be read; a reply whose body cannot be is `failed`, BAD_MESSAGE. */
  decode(data: string | Uint8Array, nameOf: NameOf): Incoming {
    return typeof data === 'string' ? this.#decodeText(data, nameOf) : this.#decodeBinary(data, nameOf)
  }

  #decodeBinary(data: Uint8Array, nameOf: NameOf): Incoming {
    const isSmall = data.length <= SMALL
    const reader = isSmall
      ? this.#reader
      : new PackageReader({ maxBytes: Math.min(8 * data.length, MAX_BYTES) })
    reader.read(data)
    const { type, session, error } = reader
    if (type !== undefined) {
      const { name, request } = known(this.protocol.byTag[type], `tag ${type}`)
      return { kind: 'push', name, body: request && reader.body(request) }
    }
    if (session === undefined) throw new Error('neither a type nor a request number')
    const name = nameOf(session) ?? ''
    if (error) return { kind: 'failed', session, name, code: error[0] ?? '', message: error[1] ?? '' }
    const codec = this.protocol.byName.get(name)?.response
    return reply(name, session, () => codec && reader.body(codec))
  }

  #decodeText(text: string, nameOf: NameOf): Incoming {
    const { name: title, data = {}, session } = frameOf(JSON.parse(text))
    const asked = nameOf(session)
    const name = messageOfAnswer(title)
    if (name === 'error') {
      const { req_name = '', code = '', msg = '' } = data
      const request = asked ?? messageOfRequest(String(req_name))
      return { kind: 'failed', ...numbered(session), name: request, code: String(code), message: String(msg) }
    }
    const { request, response } = known(this.protocol.byName.get(name), name)
    const isReply = session !== undefined || !this.pushes.includes(name)
    if (!isReply) return { kind: 'push', name, body: request?.fromJson(data) }
    if (asked !== undefined && asked !== name) throw new Error(`a reply to ${name}, but ${asked} was asked`)
    return reply(name, session, () => response?.fromJson(data))
  }
}

const numbered = (session: number | undefined) => (session === undefined ? {} : { session })

/** Whoever waits for a reply is told at once where it cannot be read, and does not wait for the deadline. */
function reply(name: string, session: number | undefined, read: () => unknown): Incoming {
  try {
    return { kind: 'reply', ...numbered(session), name, body: read() }
  } catch (error) {
    const message = `a reply that cannot be read: ${(error as Error).message}`
    return { kind: 'failed', ...numbered(session), name, code: 'BAD_MESSAGE', message }
  }
}

/** The parts of a text frame, each of its kind. */
function frameOf(json: unknown): { name: string; data?: Record<string, unknown>; session?: number } {
  const { name, data, session } = (json ?? {}) as Record<string, unknown>
  if (typeof name !== 'string') throw new Error('no name in it')
  if (data !== undefined && (typeof data !== 'object' || data === null))
    throw new Error('its data is no object')
  if (session !== undefined && typeof session !== 'number') throw new Error('its session is no number')
  return { name, ...(data && { data: data as Record<string, unknown> }), ...numbered(session) }
}

function known(message: Message | undefined, what: string): Message {
  if (!message) throw new Error(`the schema has no message ${what}`)
  return message
}
