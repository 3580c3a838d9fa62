// A client of sessions that does by hand, frame by frame, what the kit's client does by itself.

import { PackageReader } from '../../../../protocol/sproto/index.ts'
import { openClient, type RawClient } from '../../../support/client/raw-client.ts'
import { protocol } from './session-gate.ts'

interface Answer {
  error?: string
  body: Record<string, unknown>
}

export class SessionClient {
  readonly name: string
  readonly isText: boolean
  /** Texts of pushes and answers since the session began, each once for each time that it came. */
  got: string[] = []
  /** Frames that have come in the session. */
  count = 0
  /** What was asked in the session. */
  asked: string[] = []
  token = ''
  /** What the server has said that it has. */
  told = 0
  line: RawClient | undefined
  /** The line that it listens to; it has forgotten all others. */
  #current = 0
  #isCounting = false
  #number = 0
  readonly #reader = new PackageReader()
  /** Number -> what was asked by it. */
  readonly #names = new Map<number, string>()
  /** Of messages that are not counted, by their numbers. */
  readonly #waiting = new Map<number, (answer: Answer) => void>()

  constructor(name: string, isText: boolean) {
    this.name = name
    this.isText = isText
  }

  get isConnected(): boolean {
    return this.line !== undefined && !this.line.isClosed
  }

  /** Forgets the line that it has, and opens another, to this port. */
  async dial(port: number): Promise<void> {
    const current = ++this.#current
    this.line = undefined
    this.#isCounting = false
    this.#waiting.clear()
    const line = await openClient({ port, protocol })
    this.line = line
    void this.#read(line, current)
  }

  /** A session, from nothing. */
  async begin(): Promise<void> {
    this.#send('ask', { text: `login ${this.name}` }, ++this.#number)
    this.got = []
    this.asked = []
    this.count = this.told = 0
    const { body } = await this.#ask('session_open', undefined, () => {
      this.#isCounting = true
    })
    this.token = body.token as string
  }

  /** Goes on with its session on the line that it has. Returns why it can't. */
  async resume(token = this.token, received: number | undefined = this.count): Promise<string | undefined> {
    const body = received === undefined ? { token } : { token, received }
    const { error } = await this.#ask('resume', body, ({ error, body }) => {
      if (error !== undefined) return
      this.#isCounting = true
      this.count = (body.next as number) - 1
      for (const text of this.asked.slice(body.received as number)) this.#sendAsked(text)
    })
    return error
  }

  ask(text: string): void {
    this.asked.push(text)
    if (this.#isCounting) this.#sendAsked(text)
  }

  confirm(count = this.count): void {
    if (this.#isCounting) this.#send('received', { count })
  }

  beat(): void {
    if (this.#isCounting) void this.#ask('heartbeat', undefined)
  }

  /** Its connection is lost, without a word. */
  cut(): void {
    this.#current++
    this.#isCounting = false
    void this.line?.vanish()
  }

  /** It believes so, and the server does not know. */
  forget(): RawClient | undefined {
    this.#current++
    this.#isCounting = false
    return this.line
  }

  #sendAsked(text: string): void {
    this.#send('ask', { text }, ++this.#number)
  }

  #ask(name: string, body: object | undefined, hear?: (answer: Answer) => void): Promise<Answer> {
    const number = ++this.#number + 1_000_000
    this.#names.set(number, name)
    this.#send(name, body, number)
    return new Promise(resolve =>
      this.#waiting.set(number, answer => {
        hear?.(answer)
        resolve(answer)
      }),
    )
  }

  #send(name: string, body: object | undefined, number?: number): void {
    if (!this.line || this.line.isClosed) return
    if (this.isText) this.line.sendText(`cs_${name}`, body, number)
    else this.line.sendBinary(name, body, number)
  }

  async #read(line: RawClient, current: number): Promise<void> {
    for (;;) {
      const frame = await line.next().catch(() => undefined)
      if (frame === undefined || current !== this.#current) return
      this.#hear(frame)
    }
  }

  #hear(frame: string | Uint8Array): void {
    const { name, number, error, body } =
      typeof frame === 'string' ? readText(frame) : this.#readBinary(frame)
    const wanted = number === undefined ? undefined : this.#waiting.get(number)
    if (wanted) return wanted({ ...(error !== undefined && { error }), body })
    if (name === 'received') this.told = body.count as number
    if (name === 'received' || !this.#isCounting) return
    this.count++
    this.got.push(String(error ?? body.text))
  }

  #readBinary(frame: Uint8Array) {
    const reader = this.#reader
    reader.read(frame)
    const { type, session, error } = reader
    const name = type === undefined ? (this.#names.get(session!) ?? 'ask') : protocol.byTag[type]!.name
    const message = protocol.byName.get(name)!
    const codec = type === undefined ? message.response : message.request
    const body = (codec && !error ? reader.body(codec) : {}) as Record<string, unknown>
    return { name, number: session, error: error?.[1], body }
  }
}

function readText(frame: string) {
  const { name, data, session } = JSON.parse(frame) as {
    name: string
    data: Record<string, unknown>
    session?: number
  }
  const error = name === 'sc_error' ? String(data.msg) : undefined
  return { name: name.slice('sc_'.length), number: session, error, body: data }
}
