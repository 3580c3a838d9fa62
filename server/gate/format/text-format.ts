// Text frames, word for word the original demo's JSON:
//
//   {"name":"cs_login","data":{"acc":"hanxi"},"session":1}  →  {"name":"sc_login","data":{"sign_cnt":0},"session":1}
//   an error: {"name":"sc_error","data":{"req_name":"cs_sign","code":"NEED_LOGIN","msg":"log in first"}}
//
// `session` may be left out; the request is answered all the same.

import { ERRORS } from '../../../protocol/errors.ts'
import { type Message, type Protocol, Writer } from '../../../protocol/sproto/index.ts'
import { answerName, ERROR_NAME, requestName } from '../../../protocol/text-frame.ts'
import type { Failure, Format } from '../peer.ts'
import { BadFrame, LONGEST_NAME } from './bad-frame.ts'
import {
  decodeText,
  encodeText,
  hasAt,
  LONGEST_TAIL,
  nameIn,
  putSession,
  readTail,
  startOf,
  type Tail,
} from './text-parts.ts'

const NOTHING = Object.freeze({})
const CLOSE = 125
const EMPTY = encodeText('{}')

interface Known {
  message: Message
  /** Its name on the wire. */
  name: string
  /** The usual beginning of its frames. */
  start: Uint8Array
}

export class TextFormat implements Format {
  readonly isBinary = false
  /** Of the frame that was read last. */
  session: number | undefined = undefined
  name = ''
  body: unknown = undefined
  readonly #byName = new Map<string, Known>()
  /** The last message is likely to come again: its frames are recognised by their beginning. */
  #last: Known | undefined
  readonly #tail: Tail = { session: undefined, bodyEnd: 0 }
  /** The beginning of a reply or a push, by the message's index. */
  readonly #heads: Uint8Array[] = []
  readonly #writer = new Writer()

  constructor(protocol: Protocol) {
    for (const message of protocol.byName.values()) {
      const name = requestName(message.name)
      this.#byName.set(name, { message, name, start: encodeText(startOf(name)) })
      this.#heads[message.index] = encodeText(startOf(answerName(message.name)))
    }
  }

  /** Reads one frame into `session`, `name` and `body`; undefined when the schema has no such message. */
  read(frame: Uint8Array): Message | undefined {
    return this.#scan(frame) ?? this.#readFully(decodeText(frame))
  }

  /** The usual spelling, without JSON.parse. */
  #scan(frame: Uint8Array): Message | undefined {
    const tail = this.#tail
    const known = this.#recognise(frame)
    if (!known?.message.request || !readTail(frame, tail)) return undefined
    const body = known.message.request.scanJson(frame, known.start.length, tail.bodyEnd)
    if (body === undefined) return undefined
    this.session = tail.session
    this.name = known.name
    this.body = body
    return known.message
  }

  #recognise(frame: Uint8Array): Known | undefined {
    const last = this.#last
    if (last !== undefined && hasAt(frame, 0, last.start)) return last
    const known = this.#byName.get(nameIn(frame) ?? '')
    if (known === undefined || !hasAt(frame, 0, known.start)) return undefined
    this.#last = known
    return known
  }

  #readFully(text: string): Message | undefined {
    const frame = parse(text)
    const { name, session, data = NOTHING } = frame
    if (typeof name !== 'string') throw new BadFrame('name: expected a string', '', numberOf(session))
    if (session !== undefined && !Number.isSafeInteger(session))
      throw new BadFrame('session: expected an integer', name)
    this.session = session as number | undefined
    this.name = name
    const message = this.#byName.get(name)?.message
    if (message?.request) this.body = message.request.fromJson(data)
    else this.body = NOTHING
    return message
  }

  /** Name and request number of a frame whose body is not read. */
  peek(frame: Uint8Array): { name: string; session: number | undefined } {
    try {
      const { name, session } = parse(decodeText(frame))
      return { name: typeof name === 'string' ? name : '', session: numberOf(session) }
    } catch (error) {
      if (error instanceof BadFrame) return { name: '', session: undefined }
      throw error
    }
  }

  /** Which message a frame is of whose body is not read. */
  messageIn(frame: Uint8Array): Message | undefined {
    return this.#byName.get(this.peek(frame).name)?.message
  }

  reply(message: Message, session: number | undefined, body: unknown): Uint8Array | undefined {
    if (!message.hasResponse) return undefined
    const out = this.#begin(message)
    if (message.response) message.response.encodeJson(body ?? NOTHING, out)
    else out.put(EMPTY)
    return this.#end(session)
  }

  fail({ name, session, code, text = ERRORS[code] }: Failure): string {
    const req_name = name.slice(0, LONGEST_NAME)
    return JSON.stringify({ name: ERROR_NAME, data: { req_name, code, msg: text }, session })
  }

  push(message: Message, body: unknown): Uint8Array {
    const out = this.#begin(message)
    if (message.request) message.request.encodeJson(body ?? NOTHING, out)
    else out.put(EMPTY)
    return this.#end(undefined)
  }

  #begin(message: Message): Writer {
    const out = this.#writer
    out.rewind()
    out.put(this.#heads[message.index]!)
    return out
  }

  #end(session: number | undefined): Uint8Array {
    const out = this.#writer
    out.reserve(LONGEST_TAIL)
    if (session !== undefined) out.pos = putSession(out.bytes, out.pos, session)
    out.bytes[out.pos++] = CLOSE
    return out.peek()
  }
}

const numberOf = (session: unknown): number | undefined =>
  Number.isSafeInteger(session) ? (session as number) : undefined

function parse(text: string): { name?: unknown; session?: unknown; data?: unknown } {
  let frame: unknown
  try {
    frame = JSON.parse(text)
  } catch {
    throw new BadFrame('expected JSON')
  }
  if (typeof frame !== 'object' || frame === null || Array.isArray(frame)) {
    throw new BadFrame('expected an object with name and data')
  }
  return frame
}
