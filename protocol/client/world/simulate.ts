// A weak network inside the client, to try a game by hand: all that goes either way is late, in order. As on TCP nothing is
// lost, but a lost packet holds up all behind it until it has been sent again.

import type { SocketLike } from '../link/socket.ts'
import { ticks } from '../link/time.ts'

export interface NetworkSettings {
  /** ms that everything takes, one way, and up to how many more. Default 0. */
  delay?: number
  jitter?: number
  /** How likely a message is lost, 0 to 1, and with it 200 to 400 ms. Default 0. */
  loss?: number
}

/** A network that may be changed while it is used. */
export interface SimulatedNetwork extends Required<NetworkSettings> {
  /** For the option `socket` of `connect`. */
  readonly socket: (url: string) => SocketLike
  /** Loses every connection; the server is not told. For `ms` no other one comes through. */
  cut(ms: number): void
}

/** `connect(url, { socket: simulate({ delay: 80, jitter: 30, loss: 0.02 }).socket })`. `make` makes the real socket, where that
 * is not a WebSocket. */
export function simulate(
  { delay = 0, jitter = 0, loss = 0 }: NetworkSettings,
  make: (url: string) => SocketLike = url => new WebSocket(url),
): SimulatedNetwork {
  const sockets = new Set<LateSocket>()
  let awayUntil = 0
  /** At once, or when the network is back. */
  const reach = (act: () => void): void => {
    const left = awayUntil - ticks()
    if (left > 0) setTimeout(() => reach(act), left)
    else act()
  }
  const network: SimulatedNetwork = {
    delay,
    jitter,
    loss,
    socket: url => {
      const socket = new LateSocket(network, () => sockets.delete(socket))
      sockets.add(socket)
      reach(() => socket.open(() => make(url)))
      return socket
    },
    cut: ms => {
      awayUntil = ticks() + ms
      for (const socket of [...sockets]) socket.lose(reach)
    },
  }
  return network
}

const HELD = { least: 200, more: 200 }

class LateSocket implements SocketLike {
  binaryType = 'arraybuffer'
  onopen: ((event: never) => void) | null = null
  onmessage: ((event: never) => void) | null = null
  onclose: ((event: never) => void) | null = null
  onerror: ((event: never) => void) | null = null
  readonly #in: Way
  readonly #out: Way
  readonly #onOver: () => void
  /** undefined until the network is there, and when this is over. */
  #socket: SocketLike | undefined
  #isOver = false

  constructor(network: NetworkSettings, onOver: () => void) {
    this.#in = new Way(network)
    this.#out = new Way(network)
    this.#onOver = onOver
  }

  open(make: () => SocketLike): void {
    if (this.#isOver) return
    const socket = make()
    this.#socket = socket
    socket.binaryType = this.binaryType
    socket.onopen = event => this.#come(() => this.onopen?.(event))
    socket.onmessage = ({ data }: { data: unknown }) => this.#come(() => this.onmessage?.({ data } as never))
    socket.onclose = event => this.#come(() => this.#close(event))
    socket.onerror = event => this.#come(() => this.onerror?.(event))
  }

  send(data: string | ArrayBuffer): void {
    this.#out.add(() => this.#socket?.send(data))
  }

  close(code?: number, reason?: string): void {
    if (!this.#socket) this.#end()
    this.#out.add(() => this.#socket?.close(code, reason))
  }

  /** What is on its way is lost. The other side hears that by `reach`. */
  lose(reach: (act: () => void) => void): void {
    const socket = this.#socket
    this.#socket = undefined
    if (socket) reach(() => socket.close(4000))
    this.#close({ code: 1006, reason: '' } as never)
  }

  #come(arrive: () => void): void {
    this.#in.add(() => this.#isOver || arrive())
  }

  #close(event: never): void {
    this.#end()
    this.onclose?.(event)
  }

  #end(): void {
    this.#isOver = true
    this.#onOver()
  }
}

/** One way: what is on it arrives in order. */
class Way {
  readonly #network: NetworkSettings
  readonly #queue: { at: number; arrive(): void }[] = []
  /** When the one before arrives, in ticks. */
  #last = 0
  #isWaiting = false

  constructor(network: NetworkSettings) {
    this.#network = network
  }

  add(arrive: () => void): void {
    const { delay = 0, jitter = 0, loss = 0 } = this.#network
    const held = Math.random() < loss ? HELD.least + Math.random() * HELD.more : 0
    this.#last = Math.max(this.#last, ticks() + delay + Math.random() * jitter + held)
    this.#queue.push({ at: this.#last, arrive })
    this.#await()
  }
  /** Timers of the same time need not come in order. */
  #await(): void {
    const [next] = this.#queue
    if (!next || this.#isWaiting) return
    this.#isWaiting = true
    setTimeout(() => {
      this.#isWaiting = false
      this.#queue.shift()!.arrive()
      this.#await()
    }, next.at - ticks())
  }
}
