// A socket that the test moves by hand, for what no real server does on demand: the order of two events, a frame at
// an exact moment, a send that throws. It is given to the client by its `socket` option.

import type { SocketLike } from '../../../protocol/client/index.ts'
import { PackageReader, PackageWriter } from '../../../protocol/sproto/index.ts'
import { protocol } from './small-gate.ts'

interface Sent {
  name: string
  session: number | undefined
}

export class HandSocket implements SocketLike {
  binaryType = ''
  onopen: ((event: never) => void) | null = null
  onmessage: ((event: never) => void) | null = null
  onclose: ((event: never) => void) | null = null
  onerror: ((event: never) => void) | null = null
  /** What the client sent, binary frames only. */
  readonly sent: Sent[] = []
  /** The codes it was closed with by the client. */
  readonly closedWith: (number | undefined)[] = []
  /** Thrown by `send` while it is set. */
  broken: Error | undefined
  readonly #reader = new PackageReader()
  readonly #writer = new PackageWriter()

  send(data: string | ArrayBuffer): void {
    if (this.broken) throw this.broken
    if (typeof data === 'string') return
    this.#reader.read(new Uint8Array(data))
    this.sent.push({ name: protocol.byTag[this.#reader.type!]!.name, session: this.#reader.session })
  }

  close(code?: number): void {
    this.closedWith.push(code)
  }

  /** The other side accepts. */
  open(): void {
    this.onopen!({} as never)
  }

  /** A frame arrives. */
  receive(data: string | Uint8Array): void {
    const event = { data: typeof data === 'string' ? data : Uint8Array.from(data).buffer }
    this.onmessage!(event as never)
  }

  /** The reply to the latest request arrives. */
  reply(body: object = {}): void {
    const { name, session } = this.sent.at(-1)!
    this.receive(this.#writer.response(session!, protocol.byName.get(name)!.response, body))
  }

  /** A push `news` arrives. */
  push(text: string): void {
    const { tag, request } = protocol.byName.get('news')!
    this.receive(this.#writer.push(tag, request, { text }))
  }

  /** The latest request is refused. */
  fail(code: string): void {
    this.receive(this.#writer.error(this.sent.at(-1)!.session!, code, '', true))
  }

  /** The other side closes. */
  drop(code: number, reason = ''): void {
    this.onclose!({ code, reason } as never)
  }
}
