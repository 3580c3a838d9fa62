// A WebSocket on a bare socket for a game's client: a fifth of what the platform's own costs, which would be most of what a crowd of
// clients does; and one that can read slowly, or stop.

import { connect, type Socket } from 'node:net'
import { FrameReader, OPCODE, type WsFrame } from '../../../support/client/ws-frames.ts'

const UPGRADE = [
  'GET / HTTP/1.1',
  'Host: 127.0.0.1',
  'Upgrade: websocket',
  'Connection: Upgrade',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  'Sec-WebSocket-Version: 13',
].join('\r\n')

/** ms between two looks of one that reads slowly. */
const LOOK = 10

type Handler = ((event: never) => void) | null

export class ThinSocket {
  binaryType = 'arraybuffer'
  onopen: Handler = null
  onmessage: Handler = null
  onclose: Handler = null
  onerror: Handler = null
  /** Of frames that have come, heads included. */
  bytes = 0
  readonly #socket: Socket
  readonly #frames = new FrameReader()
  /** Not heard yet. */
  readonly #arrived: WsFrame[] = []
  #isOpen = false
  #timer: NodeJS.Timeout | undefined

  constructor(url: string) {
    const { hostname, port } = new URL(url)
    this.#socket = connect({ host: hostname, port: Number(port), noDelay: true })
    this.#socket.once('connect', () => this.#socket.write(`${UPGRADE}\r\n\r\n`))
    this.#socket.on('data', bytes => this.#take(bytes))
    this.#socket.once('error', () => this.#socket.destroy())
    this.#socket.once('close', () => {
      clearInterval(this.#timer)
      this.onclose?.({ code: 1006, reason: '' } as never)
    })
  }

  send(data: string | ArrayBuffer): void {
    this.#write(typeof data === 'string' ? OPCODE.TEXT : OPCODE.BINARY, Buffer.from(data as string))
  }

  close(): void {
    this.#socket.destroy()
  }

  /** Reads nothing more. */
  stop(): void {
    clearInterval(this.#timer)
    this.#socket.pause()
  }

  resume(): void {
    clearInterval(this.#timer)
    this.#socket.resume()
  }

  /** Reads so many bytes a second from now on. */
  slowDown(rate: number): void {
    this.#socket.removeAllListeners('data').pause()
    let last = performance.now()
    let may = 0
    this.#timer = setInterval(() => {
      const now = performance.now()
      may += ((now - last) * rate) / 1000
      last = now
      const most = Math.min(Math.floor(may), this.#socket.readableLength)
      const bytes = this.#socket.read(most) as Buffer | null
      may = Math.min(may - (bytes?.length ?? 0), rate)
      if (bytes) this.#take(bytes)
    }, LOOK)
  }

  #take(bytes: Buffer): void {
    let rest = bytes
    if (!this.#isOpen) {
      const end = bytes.indexOf('\r\n\r\n')
      if (!bytes.includes('HTTP/1.1 101') || end < 0) return void this.#socket.destroy()
      rest = bytes.subarray(end + 4)
      this.#isOpen = true
      this.onopen?.({} as never)
    }
    this.bytes += rest.length
    const isHearing = this.#arrived.length > 0
    this.#arrived.push(...this.#frames.take(rest))
    if (!isHearing) this.#hear()
  }

  /** One in a turn, as a page hears them: who waits for a reply goes on before what comes behind it. */
  #hear(): void {
    const frame = this.#arrived.shift()
    if (!frame) return
    const { opcode, payload } = frame
    if (opcode === OPCODE.BINARY) this.onmessage?.({ data: payload } as never)
    else if (opcode === OPCODE.TEXT) this.onmessage?.({ data: payload.toString() } as never)
    else if (opcode === OPCODE.PING) this.#write(OPCODE.PONG, payload)
    else if (opcode === OPCODE.CLOSE) this.#socket.end()
    if (this.#arrived.length > 0) setImmediate(() => this.#hear())
  }

  /** With a mask of zeros. */
  #write(opcode: number, payload: Buffer): void {
    const { length } = payload
    const head = length < 126 ? 2 : 4
    const frame = Buffer.alloc(head + 4 + length)
    frame[0] = 0x80 | opcode
    frame[1] = 0x80 | (length < 126 ? length : 126)
    if (head === 4) frame.writeUInt16BE(length, 2)
    payload.copy(frame, head + 4)
    this.#socket.write(frame)
  }
}
