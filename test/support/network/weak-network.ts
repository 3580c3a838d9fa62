// A weak network before a server: a port whose connections are late, slow, held up, cut, half open or swallowed, by a seed. What
// it does can be changed while it is used; connections take over what is so then.

import type { AddressInfo } from 'node:net'
import { createServer, type Server, type Socket } from 'node:net'
import { createRandom, type Random } from '../client/hostile-frames.ts'
import { WeakLine, type Weakness } from './weak-line.ts'

export const SOUND: Readonly<Weakness> = {
  delay: 0,
  jitter: 0,
  stall: 0,
  rate: Number.POSITIVE_INFINITY,
  cut: 0,
  halfOpen: 0,
  swallow: 0,
}

export class WeakNetwork {
  readonly weakness: Weakness
  /** While false, nobody reaches the server. */
  isUp = true
  /** The port of the server. */
  target: number
  readonly #server: Server
  readonly #random: Random
  readonly #lines = new Set<WeakLine>()

  private constructor(target: number, weakness: Partial<Weakness>, seed: number) {
    this.weakness = { ...SOUND, ...weakness }
    this.#random = createRandom(seed)
    this.target = target
    this.#server = createServer(socket => this.#accept(socket))
  }

  /** Before the server on `target`; `port` 0 takes a free one. */
  static async open(
    target: number,
    weakness: Partial<Weakness> = {},
    { port = 0, seed = 1 }: { port?: number; seed?: number } = {},
  ): Promise<WeakNetwork> {
    const network = new WeakNetwork(target, weakness, seed)
    await new Promise<void>((resolve, reject) => {
      network.#server.once('error', reject)
      network.#server.listen(port, '127.0.0.1', resolve)
    })
    return network
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  get lines(): readonly WeakLine[] {
    return [...this.#lines]
  }

  cutAll(): void {
    for (const line of this.#lines) line.cut()
  }

  /** All connections are cut, also those of which nobody has heard. */
  async close(): Promise<void> {
    this.cutAll()
    await new Promise(resolve => this.#server.close(resolve))
  }

  #accept(socket: Socket): void {
    socket.on('error', () => socket.destroy())
    if (!this.isUp) return void socket.resetAndDestroy()
    const line = new WeakLine(socket, this.target, this.weakness, this.#random, () =>
      this.#lines.delete(line),
    )
    this.#lines.add(line)
  }
}
