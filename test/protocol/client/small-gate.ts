// A gate of the tests: a real uWebSockets.js server that speaks the wire of design.md, in a few lines, and does on
// demand what a real gate does rarely (stays silent, closes with a code, sends garbage).

import {
  JsonText,
  type Message,
  PackageReader,
  PackageWriter,
  parseSchema,
  protocolOf,
} from '../../../protocol/sproto/index.ts'
import { App, us_socket_local_port, type WebSocket } from '../../../server/gate/transport/uws.ts'

const SCHEMA = [
  {
    name: 'c2s.sproto',
    text: `
      login 1 { request { acc 0 : string } response { uid 0 : string } }
      heartbeat 2 { response { time 0 : integer } }
      echo 3 { request { text 0 : string } response { text 0 : string } }
      silent 4 { request { text 0 : string } response { text 0 : string } }
      leave 5 { request { code 0 : integer } }
      announce 6 { request { text 0 : string } response nil }
      garbage 7 { }
      blob 8 { request { data 0 : binary  big 1 : integer } response { data 0 : binary  big 1 : integer } }
    `,
  },
  { name: 's2c.sproto', text: 'news 100 { request { text 0 : string } }' },
]

export const protocol = protocolOf(parseSchema(SCHEMA))

export interface SmallMessages {
  requests: {
    login: { body: { acc?: string }; reply: { uid?: string } }
    heartbeat: { reply: { time?: number } }
    echo: { body: { text?: string }; reply: { text?: string } }
    silent: { body: { text?: string }; reply: { text?: string } }
    leave: { body: { code?: number } }
    announce: { body: { text?: string } }
    garbage: object
    blob: {
      body: { data?: Uint8Array; big?: number }
      reply: { data?: Uint8Array; big?: number }
    }
  }
  pushes: { news: { text?: string } }
}

interface Asked {
  message: Message
  body: Record<string, unknown>
  session: number | undefined
  isText: boolean
}

type Client = WebSocket<{ player: string }>

export class SmallGate {
  readonly clients = new Set<Client>()
  /** Every message that arrived, `login:hanxi`. */
  readonly heard: string[] = []
  /** While it is set, logins are refused with this code. */
  refuse: string | undefined
  /** Added to the time of its heartbeats, ms. */
  clockAhead = 0
  readonly #reader = new PackageReader()
  readonly #writer = new PackageWriter()
  readonly #app = App()
  #isOpen = false

  /** Listens on a free port; returns the address. */
  open(): Promise<string> {
    this.#app.ws<{ player: string }>('/*', {
      open: client => void this.clients.add(client),
      close: client => void this.clients.delete(client),
      message: (client, data, isBinary) => this.#handle(client, this.#read(data, isBinary)),
    })
    return new Promise((resolve, reject) => {
      this.#app.listen('127.0.0.1', 0, listener => {
        this.#isOpen = Boolean(listener)
        if (listener) resolve(`ws://127.0.0.1:${us_socket_local_port(listener)}`)
        else reject(new Error('no free port'))
      })
    })
  }

  close(): void {
    if (this.#isOpen) this.#app.close()
    this.#isOpen = false
  }

  /** Closes every connection. */
  closeAll(code: number, reason = ''): void {
    for (const client of [...this.clients]) client.end(code, reason)
  }

  #read(data: ArrayBuffer, isBinary: boolean): Asked {
    if (isBinary) {
      this.#reader.read(new Uint8Array(data))
      const message = protocol.byTag[this.#reader.type!]!
      const body = (message.request ? this.#reader.body(message.request) : {}) as Record<string, unknown>
      return { message, body, session: this.#reader.session, isText: false }
    }
    const frame = JSON.parse(new TextDecoder().decode(data)) as {
      name: string
      data: object
      session?: number
    }
    const message = protocol.byName.get(frame.name.slice(3))!
    const body = (message.request?.fromJson(frame.data) ?? {}) as Record<string, unknown>
    return { message, body, session: frame.session, isText: true }
  }

  #handle(client: Client, asked: Asked): void {
    const { message, body } = asked
    this.heard.push(`${message.name}:${Object.values(body)[0] ?? ''}`)
    if (message.name === 'silent') return
    if (message.name === 'leave') return void client.end(body.code as number, '')
    if (message.name === 'garbage') return void client.send('{"name":', false)
    if (message.name === 'announce') this.#push(asked.isText, { text: body.text })
    if (message.name === 'login' && this.refuse) this.#fail(client, asked, this.refuse)
    else this.#reply(client, asked, replyTo(message.name, body, this.clockAhead))
  }

  #reply(client: Client, { message, session, isText }: Asked, body: object): void {
    if (isText) {
      const data = message.response ? JSON.parse(new JsonText().of(message.response, body)) : {}
      client.send(JSON.stringify({ name: `sc_${message.name}`, data, session }))
    } else if (session !== undefined)
      client.send(this.#writer.response(session, message.response, body), true)
  }

  #fail(client: Client, { message, session, isText }: Asked, code: string): void {
    const data = { req_name: `cs_${message.name}`, code, msg: 'said the test' }
    if (isText) client.send(JSON.stringify({ name: 'sc_error', data, session }))
    else client.send(this.#writer.error(session!, code, 'said the test', true), true)
  }

  #push(isText: boolean, body: object): void {
    const news = protocol.byName.get('news')!
    const text = JSON.stringify({ name: 'sc_news', data: body })
    for (const client of this.clients)
      client.send(isText ? text : this.#writer.push(news.tag, news.request, body), !isText)
  }
}

function replyTo(name: string, body: Record<string, unknown>, clockAhead: number): object {
  if (name === 'login') return { uid: `uid of ${body.acc}` }
  return name === 'heartbeat' ? { time: Date.now() + clockAhead } : body
}
