// A WebSocket client on a bare socket, because the tests need what no library offers: a client that stops reading,
// that vanishes without a word, that answers no ping, whose frames come in pieces. Keeps every message until next()
// or ask() takes it.

import { randomBytes } from 'node:crypto'
import { connect as connectTcp, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { PackageReader, PackageWriter, type Protocol } from '../../../protocol/sproto/index.ts'
import { protocol } from '../games/messages.ts'
import { FrameReader, makeFrame, OPCODE } from './ws-frames.ts'

export interface ClientOptions {
  port: number
  /** Default 127.0.0.1. */
  host?: string
  headers?: Record<string, string>
  /** Path and query; default /. */
  path?: string
  /** wss, believing the certificate `ca`. */
  tls?: { ca: string }
  /** Whether pings are answered; default true. */
  answersPings?: boolean
  /** Messages of another game. */
  protocol?: Protocol
}

/** A text frame of the server, as it came. */
export interface TextMessage {
  name: string
  data: Record<string, unknown>
  session?: number
}

/** A binary frame of the server. `body` is packed sproto behind the header. */
export interface BinaryMessage {
  type: number | undefined
  session: number | undefined
  ud: string | undefined
  error: string[] | undefined
  body: Record<string, unknown> | undefined
  /** Bytes behind the header, padding included. */
  bodyBytes: Uint8Array
}

export interface Closed {
  /** 1006 when the connection ended without a close frame. */
  code: number
  reason: string
}

type Waiter = { resolve(message: string | Uint8Array): void; reject(error: Error): void }

export class RawClient {
  /** Settles when the connection has ended. */
  readonly closed: Promise<Closed>
  pings = 0
  readonly #socket: Socket
  readonly #protocol: Protocol
  readonly #frames = new FrameReader()
  readonly #inbox: (string | Uint8Array)[] = []
  readonly #waiters: Waiter[] = []
  /** Request number -> the name of what was asked, for binary replies. */
  readonly #asked = new Map<number, string>()
  readonly #reader = new PackageReader()
  readonly #writer = new PackageWriter()
  readonly #answersPings: boolean
  #lastSession = 0
  #close: Closed = { code: 1006, reason: '' }
  #isClosed = false

  constructor(socket: Socket, { answersPings = true, protocol: messages = protocol }: ClientOptions) {
    this.#socket = socket
    this.#answersPings = answersPings
    this.#protocol = messages
    this.closed = new Promise(resolve => {
      socket.once('close', () => {
        this.#isClosed = true
        for (const { reject } of this.#waiters.splice(0))
          reject(new Error(`closed with ${this.#close.code} ${this.#close.reason}`))
        resolve(this.#close)
      })
    })
    socket.on('error', () => socket.destroy())
  }

  get isClosed(): boolean {
    return this.#isClosed
  }

  /** How many messages wait to be taken. */
  get waiting(): number {
    return this.#inbox.length
  }

  /** Bytes from the socket. */
  take(bytes: Buffer): void {
    for (const { opcode, payload } of this.#frames.take(bytes)) {
      if (opcode === OPCODE.TEXT) this.#hear(payload.toString())
      else if (opcode === OPCODE.BINARY) this.#hear(new Uint8Array(payload))
      else if (opcode === OPCODE.PING) this.#onPing(payload)
      else if (opcode === OPCODE.CLOSE) this.#onClose(payload)
    }
  }

  // Sending.

  /** A string goes as a text frame, bytes go as a binary one. */
  send(message: string | Uint8Array): void {
    const opcode = typeof message === 'string' ? OPCODE.TEXT : OPCODE.BINARY
    this.#socket.write(makeFrame(opcode, Buffer.from(message as string)))
  }

  sendText(name: string, data: unknown = {}, session?: number): void {
    this.send(JSON.stringify({ name, data, session }))
  }

  sendBinary(name: string, body?: unknown, session?: number): void {
    if (session !== undefined) this.#asked.set(session, name)
    this.send(this.encode(name, body, session))
  }

  /** A request as sproto's host would pack it; `name` without prefix. */
  encode(name: string, body?: unknown, session?: number): Uint8Array {
    const { tag, request } = this.#protocol.byName.get(name)!
    return this.#writer.request(tag, session, request, body).slice()
  }

  /** Bytes as they are, below the framing. */
  sendBytes(bytes: Uint8Array): void {
    this.#socket.write(bytes)
  }

  ping(): void {
    this.#socket.write(makeFrame(OPCODE.PING, Buffer.alloc(0)))
  }

  // Receiving.

  /** The next message, in the order of arrival. Rejects when the connection ends first. */
  next(): Promise<string | Uint8Array> {
    const message = this.#inbox.shift()
    if (message !== undefined) return Promise.resolve(message)
    if (this.#isClosed) return Promise.reject(new Error(`closed with ${this.#close.code}`))
    return new Promise((resolve, reject) => this.#waiters.push({ resolve, reject }))
  }

  async nextText(): Promise<TextMessage> {
    const message = await this.next()
    if (typeof message !== 'string') throw new Error('expected a text frame')
    return JSON.parse(message) as TextMessage
  }

  async nextBinary(): Promise<BinaryMessage> {
    const message = await this.next()
    if (typeof message === 'string') throw new Error(`expected a binary frame, got ${message}`)
    return this.decode(message)
  }

  decode(frame: Uint8Array): BinaryMessage {
    // A byte of a frame is at most 8 unpacked.
    const reader = frame.length <= 8192 ? this.#reader : new PackageReader({ maxBytes: 8 * frame.length })
    reader.read(frame)
    const { type, session, ud, error } = reader
    const asked = session === undefined ? undefined : this.#asked.get(session)
    const message = type === undefined ? this.#protocol.byName.get(asked ?? '') : this.#protocol.byTag[type]
    const codec = type === undefined ? message?.response : message?.request
    const body = codec && (reader.body(codec) as Record<string, unknown>)
    return { type, session, ud, error, body, bodyBytes: reader.bytes.slice(reader.bodyStart, reader.bodyEnd) }
  }

  /** Asks as text; the next message has to be the answer. */
  ask(name: string, data: unknown = {}): Promise<TextMessage> {
    this.sendText(name, data, ++this.#lastSession)
    return this.nextText()
  }

  /** Asks as sproto; the next message has to be the answer. */
  askBinary(name: string, body?: unknown): Promise<BinaryMessage> {
    this.sendBinary(name, body, ++this.#lastSession)
    return this.nextBinary()
  }

  /** Logs in as text and gives the reply's data. */
  async login(acc: string): Promise<Record<string, unknown>> {
    const { name, data } = await this.ask('cs_login', { acc })
    if (name !== 'sc_login') throw new Error(`login of ${acc}: ${JSON.stringify(data)}`)
    return data
  }

  // Ending, and behaving badly.

  /** Says goodbye and waits for the end. */
  close(): Promise<Closed> {
    if (!this.#isClosed) this.#socket.write(makeFrame(OPCODE.CLOSE, Buffer.from([0x03, 0xe8])))
    return this.closed
  }

  /** Gone without a word. */
  vanish(): Promise<Closed> {
    this.#socket.resetAndDestroy()
    return this.closed
  }

  /** Stops reading: what the server sends piles up there. */
  pause(): void {
    this.#socket.pause()
  }

  resume(): void {
    this.#socket.resume()
  }

  #hear(message: string | Uint8Array): void {
    const waiter = this.#waiters.shift()
    if (waiter) waiter.resolve(message)
    else this.#inbox.push(message)
  }

  #onPing(payload: Buffer): void {
    this.pings++
    if (this.#answersPings) this.#socket.write(makeFrame(OPCODE.PONG, payload))
  }

  #onClose(payload: Buffer): void {
    const code = payload.length >= 2 ? payload.readUInt16BE() : 1005
    this.#close = { code, reason: payload.subarray(2).toString() }
    this.#socket.end(makeFrame(OPCODE.CLOSE, payload.subarray(0, 2)))
  }
}

/** A refused upgrade. */
export class UpgradeError extends Error {
  readonly status: number

  constructor(status: number) {
    super(`the upgrade was answered with ${status}`)
    this.status = status
  }
}

/** Connects and upgrades. Rejects with UpgradeError when the server answers with something else than 101. */
export function openClient(options: ClientOptions): Promise<RawClient> {
  const { port, host = '127.0.0.1', tls, headers, path = '/' } = options
  const socket = tls ? connectTls({ host, port, ca: tls.ca }) : connectTcp(port, host)
  socket.setNoDelay(true)
  const lines = [
    `GET ${path} HTTP/1.1`,
    `Host: ${host}:${port}`,
    'Upgrade: websocket',
    'Connection: Upgrade',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
    ...Object.entries(headers ?? {}).map(([name, value]) => `${name}: ${value}`),
  ]
  socket.write(`${lines.join('\r\n')}\r\n\r\n`)
  return new Promise((resolve, reject) => {
    let head = Buffer.alloc(0)
    const onData = (chunk: Buffer) => {
      head = Buffer.concat([head, chunk])
      const end = head.indexOf('\r\n\r\n')
      if (end < 0) return
      socket.off('data', onData)
      socket.off('error', reject)
      socket.off('close', onEnd)
      const status = Number(head.subarray(9, 12).toString())
      if (status !== 101) {
        socket.destroy()
        return reject(new UpgradeError(status))
      }
      const client = new RawClient(socket, options)
      client.take(head.subarray(end + 4))
      socket.on('data', bytes => client.take(bytes))
      resolve(client)
    }
    const onEnd = () => reject(new Error('closed before the upgrade'))
    socket.on('data', onData)
    socket.once('error', reject)
    socket.once('close', onEnd)
  })
}
