// Makes sockets that live on a thread of their own (web/sockets.ts), for the client. Each can be disturbed as networks
// do it: delayed, held, cut.

import type { SocketLike } from '../../../../protocol/client/index.ts'
import type { Line } from './line.ts'
import type { FromSockets, ToSockets } from './socket-messages.ts'

export class Sockets {
  readonly #worker: Worker
  readonly #sockets = new Map<number, ThreadSocket>()
  #count = 0

  /** `script`: the address of web/sockets.ts. */
  constructor(script: string) {
    this.#worker = new Worker(script)
    this.#worker.onmessage = ({ data }: MessageEvent<FromSockets>) => {
      this.#sockets.get(data.id)?.heard(data)
      if (data.kind === 'close') this.#sockets.delete(data.id)
    }
  }

  /** A socket to `url` whose frames go over `line`. Throws a SyntaxError for what is no address of one. */
  open(url: string, line: Line): SocketLike {
    if (!isAddress(url)) throw new SyntaxError(`address: expected ws://host:port, got ${JSON.stringify(url)}`)
    this.#count += 1
    const socket = new ThreadSocket(this.#count, line, message => this.#worker.postMessage(message))
    this.#sockets.set(socket.id, socket)
    line.reach(() => {
      if (!socket.isClosed) this.#worker.postMessage({ id: socket.id, kind: 'open', url } satisfies ToSockets)
    })
    return socket
  }
}

/** What `new WebSocket` takes. */
const isAddress = (url: string): boolean => URL.canParse(url) && /^wss?:\/\/[^#]*$/i.test(url)

type Close = { code: number; reason: string }

class ThreadSocket implements SocketLike {
  readonly id: number
  binaryType = 'arraybuffer'
  onopen: SocketLike['onopen'] = null
  onmessage: SocketLike['onmessage'] = null
  onclose: SocketLike['onclose'] = null
  onerror: SocketLike['onerror'] = null
  readonly #line: Line
  readonly #tell: (message: ToSockets) => void
  #isClosed = false

  constructor(id: number, line: Line, tell: (message: ToSockets) => void) {
    this.id = id
    this.#line = line
    this.#tell = tell
    line.connect(() => this.#cut())
  }

  get isClosed(): boolean {
    return this.#isClosed
  }

  send(data: string | ArrayBuffer): void {
    this.#line.pass('out', () => this.#tell({ id: this.id, kind: 'send', data }))
  }

  /** Whoever closes it knows. */
  close(code = 1000): void {
    if (!this.#isClosed) this.#line.reset()
    this.#isClosed = true
    this.#tell({ id: this.id, kind: 'close', code })
  }

  /** What its thread says. */
  heard(message: FromSockets): void {
    if (message.kind === 'open') this.onopen?.({} as never)
    else if (message.kind === 'close') this.#line.pass('in', () => this.#close(message))
    else this.#line.pass('in', late => this.#frame(message.data, message.at + late))
  }

  #frame(data: string | ArrayBuffer, at: number): void {
    if (!this.#isClosed) this.onmessage?.({ data, at: at - performance.timeOrigin } as never)
  }

  /** As if the network had gone: nobody said goodbye. */
  #cut(): void {
    this.#close({ code: 1006, reason: '' })
    this.close(4000)
  }

  #close(close: Close): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#line.reset()
    this.onclose?.(close as never)
  }
}
