// Many WebSocket members in one process that only count frames, by their headers: the load generator takes far less time
// for a frame than any server does.

import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { makeFrame, OPCODE } from '../../support/ws-frames.ts'

export class ByteMember {
  readonly socket: Socket
  frames = 0
  bytes = 0
  #hear: (() => void) | undefined
  /** Bytes of the frame in progress that are still to come. */
  #due = 0
  #head: Buffer | undefined

  constructor(socket: Socket) {
    this.socket = socket
    socket.on('data', bytes => this.#take(bytes))
  }

  #take(chunk: Buffer): void {
    const data = this.#head ? Buffer.concat([this.#head, chunk]) : chunk
    this.#head = undefined
    this.bytes += chunk.length
    let at = this.#due
    while (at + 4 <= data.length) {
      const length = data[at + 1]!
      this.frames++
      at += length < 126 ? 2 + length : 4 + data.readUInt16BE(at + 2)
    }
    if (at < data.length) {
      this.#head = data.subarray(at)
      this.#due = 0
    } else this.#due = at - data.length
    this.#hear?.()
  }

  sendText(text: string): void {
    this.socket.write(makeFrame(OPCODE.TEXT, Buffer.from(text)))
  }

  sendBinary(bytes: Uint8Array): void {
    this.socket.write(makeFrame(OPCODE.BINARY, Buffer.from(bytes)))
  }

  /** Resolves when one more frame has come. */
  next(): Promise<void> {
    const wanted = this.frames + 1
    return new Promise(resolve => {
      this.#hear = () => {
        if (this.frames < wanted) return
        this.#hear = undefined
        resolve()
      }
    })
  }
}

export async function openMember(port: number): Promise<ByteMember> {
  const socket = connect(port, '127.0.0.1')
  socket.setNoDelay(true)
  const key = randomBytes(16).toString('base64')
  socket.write(
    `GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\n\r\n`,
  )
  await new Promise((resolve, reject) => {
    socket.once('data', resolve)
    socket.once('error', reject)
  })
  return new ByteMember(socket)
}

/** Opens `count` members, so many at a time; `enter` makes each a member of the room. */
export async function openCrowd(
  port: number,
  count: number,
  enter: (member: ByteMember, i: number) => Promise<void>,
): Promise<ByteMember[]> {
  const members: ByteMember[] = []
  let next = 0
  const worker = async () => {
    while (next < count) {
      const i = next++
      const member = await openMember(port)
      await enter(member, i)
      members.push(member)
    }
  }
  await Promise.all(Array.from({ length: 50 }, worker))
  return members
}
