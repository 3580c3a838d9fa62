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
}

/** `connect(url, { socket: simulate({ delay: 80, jitter: 30, loss: 0.02 }).socket })`. `make` makes the real socket, where that
 * is not a WebSocket. */
export function simulate(
  { delay = 0, jitter = 0, loss = 0 }: NetworkSettings,
  make: (url: string) => SocketLike = url => new WebSocket(url),
): SimulatedNetwork {
  const network = { delay, jitter, loss, socket: (url: string) => new LateSocket(make(url), network) }
  return network
}

const HELD = { least: 200, more: 200 }

class LateSocket implements SocketLike {
  onopen: ((event: never) => void) | null = null
  onmessage: ((event: never) => void) | null = null
  onclose: ((event: never) => void) | null = null
  onerror: ((event: never) => void) | null = null
  readonly #socket: SocketLike
  readonly #out: Way

  constructor(socket: SocketLike, network: SimulatedNetwork) {
    this.#socket = socket
    this.#out = new Way(network)
    const way = new Way(network)
    socket.onopen = event => way.add(() => this.onopen?.(event))
    socket.onmessage = ({ data }: { data: unknown }) => way.add(() => this.onmessage?.({ data } as never))
    socket.onclose = event => way.add(() => this.onclose?.(event))
    socket.onerror = event => way.add(() => this.onerror?.(event))
  }

  get binaryType(): string {
    return this.#socket.binaryType
  }

  set binaryType(type: string) {
    this.#socket.binaryType = type
  }

  send(data: string | ArrayBuffer): void {
    this.#out.add(() => this.#socket.send(data))
  }

  close(code?: number, reason?: string): void {
    this.#out.add(() => this.#socket.close(code, reason))
  }
}

/** One way: what is on it arrives in order. */
class Way {
  readonly #network: SimulatedNetwork
  readonly #queue: { at: number; arrive(): void }[] = []
  /** When the one before arrives, in ticks. */
  #last = 0
  #isWaiting = false

  constructor(network: SimulatedNetwork) {
    this.#network = network
  }

  add(arrive: () => void): void {
    const { delay, jitter, loss } = this.#network
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
