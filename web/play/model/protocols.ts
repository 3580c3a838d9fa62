// The messages that this server knows, read from it: nothing of the page knows a message by heart,
// but for the demo's panels and the login, which are there when the schema has them.

import type { AnyMessages, Frame, Game, GameOptions } from '../../../protocol/client/index.ts'
import { makeGame } from '../../../protocol/client/make-game.ts'
import { isPush } from '../../../protocol/kit.ts'
import type { SchemaAnswer } from '../../../protocol/page-api.ts'
import {
  PackageReader,
  type Protocol,
  type ProtocolDefinition,
  parseSchema,
  protocolOf,
  type StructType,
} from '../../../protocol/sproto/index.ts'

export interface Message {
  readonly name: string
  readonly tag: number
  readonly comment: string
  readonly request: StructType | undefined
  readonly response: StructType | undefined
  /** The server says it unasked. */
  readonly isPush: boolean
  /** Whether a request with a number is answered at all. */
  readonly isAnswered: boolean
}

export interface MessageGroup {
  /** What the names begin with, up to the first `_`; '' for those without. */
  readonly prefix: string
  readonly messages: readonly Message[]
}

export class Protocols {
  readonly protocol: Protocol
  readonly messages: readonly Message[]
  readonly answer: SchemaAnswer
  readonly #byName: ReadonlyMap<string, Message>
  readonly #sent = new WeakMap<Frame, unknown>()

  /** Throws SprotoSyntaxError where the server's schema cannot be read. */
  constructor(answer: SchemaAnswer) {
    const schema = parseSchema(answer.files)
    this.answer = answer
    this.protocol = protocolOf(schema, { integers: 'wide' })
    this.messages = [...schema.protocols.values()].map(toMessage)
    this.#byName = new Map(this.messages.map(message => [message.name, message]))
  }

  find(name: string): Message | undefined {
    return this.#byName.get(name)
  }

  has(...names: string[]): boolean {
    return names.every(name => this.#byName.has(name))
  }

  /** Whether a connection can log in by an account's name: the kit's `login { acc }`. */
  get canLogin(): boolean {
    return this.#loginHas('acc')
  }

  /** Whether a login shows a token that is made elsewhere. */
  get asksToken(): boolean {
    return this.answer.token !== undefined && this.#loginHas('token')
  }

  #loginHas(name: string): boolean {
    return this.find('login')?.request?.fields.some(field => field.name === name) ?? false
  }

  /** Of a login that shows a token. */
  loginBody(token: string, acc = ''): Record<string, unknown> {
    return { ...(this.canLogin && { acc }), token }
  }

  /** Where the gate is, seen from this page. */
  get gateUrl(): string {
    const { port, tls } = this.answer.gate
    return `${tls ? 'wss' : 'ws'}://${location.hostname}:${port}`
  }

  /** Where the login server is, seen from this page; undefined where none runs beside the gate. */
  get loginUrl(): string | undefined {
    const { login } = this.answer
    return login && `http://${location.hostname}:${login.port}`
  }

  makeGame(url: string, options: GameOptions<AnyMessages>): Game<AnyMessages> {
    return makeGame<AnyMessages>(url, { ...options, protocol: this.protocol })
  }

  /** What a frame says. Of one that was sent it is read from what went over the wire, which may be less than was written:
   * a number with more decimals than the field has, say. */
  bodyOf(frame: Frame): unknown {
    if (frame.direction === 'received') return frame.body
    if (!this.#sent.has(frame)) this.#sent.set(frame, this.#sentBody(frame))
    return this.#sent.get(frame)
  }

  #sentBody({ name = '', data, body }: Frame): unknown {
    const codec = this.protocol.byName.get(name)?.request
    if (!codec) return {}
    try {
      if (typeof data === 'string') return codec.fromJson(JSON.parse(data).data ?? {})
      const reader = new PackageReader()
      reader.read(data)
      return reader.body(codec)
    } catch {
      return body // sent with messages that the server has no longer
    }
  }

  /** What matches `search` in name or comment, by prefix. */
  groups(search: string): MessageGroup[] {
    const wanted = search.trim().toLowerCase()
    const groups = new Map<string, Message[]>()
    for (const message of this.messages) {
      if (!`${message.name} ${message.comment} ${message.tag}`.toLowerCase().includes(wanted)) continue
      const prefix = prefixOf(message.name)
      groups.set(prefix, [...(groups.get(prefix) ?? []), message])
    }
    return [...groups].map(([prefix, messages]) => ({ prefix, messages }))
  }
}

const prefixOf = (name: string): string => (name.includes('_') ? name.slice(0, name.indexOf('_')) : '')

const toMessage = (definition: ProtocolDefinition): Message => ({
  name: definition.name,
  tag: definition.tag,
  comment: definition.comment,
  request: definition.request,
  response: definition.response,
  isPush: isPush(definition),
  isAnswered: definition.response !== undefined || definition.confirm,
})
