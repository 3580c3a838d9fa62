// WebSocket frames (RFC 6455), as a client writes and reads them: masked out, unmasked in, no extension.

import { randomBytes } from 'node:crypto'

export const OPCODE = { CONTINUATION: 0, TEXT: 1, BINARY: 2, CLOSE: 8, PING: 9, PONG: 10 } as const

export interface WsFrame {
  opcode: number
  payload: Buffer
}

/** `isFinal` false: the message goes on in a continuation. */
export function makeFrame(opcode: number, payload: Buffer, isFinal = true): Buffer {
  const mask = randomBytes(4)
  const first = (isFinal ? 0x80 : 0) | opcode
  const body = Buffer.allocUnsafe(payload.length)
  for (let i = 0; i < payload.length; i++) body[i] = payload[i]! ^ mask[i & 3]!
  return Buffer.concat([lengthHead(first, payload.length), mask, body])
}

function lengthHead(first: number, length: number): Buffer {
  if (length < 126) return Buffer.from([first, 0x80 | length])
  if (length < 65_536) return Buffer.from([first, 0x80 | 126, length >> 8, length & 255])
  const head = Buffer.alloc(10)
  head[0] = first
  head[1] = 0x80 | 127
  head.writeUInt32BE(length, 6)
  return head
}

/** Takes bytes as they come, gives the frames that are complete. The server sends no fragments. */
export class FrameReader {
  #rest: Buffer = Buffer.alloc(0)

  take(bytes: Buffer): WsFrame[] {
    let rest = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes])
    const frames: WsFrame[] = []
    for (
      let size = frameSize(rest);
      size !== undefined && size.total <= rest.length;
      size = frameSize(rest)
    ) {
      frames.push({ opcode: rest[0]! & 15, payload: rest.subarray(size.head, size.total) })
      rest = rest.subarray(size.total)
    }
    this.#rest = rest
    return frames
  }
}

function frameSize(bytes: Buffer): { head: number; total: number } | undefined {
  if (bytes.length < 2) return undefined
  const short = bytes[1]! & 127
  if (short < 126) return { head: 2, total: 2 + short }
  if (short === 126) return bytes.length < 4 ? undefined : { head: 4, total: 4 + bytes.readUInt16BE(2) }
  return bytes.length < 10 ? undefined : { head: 10, total: 10 + bytes.readUInt32BE(6) }
}
