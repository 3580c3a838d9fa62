// One connection through a weak network: what either side sends arrives late, in order, or no more. It ends in one of three
// ways, chosen by its network: cut (both sides hear it), half open (the client is cut, the server hears nothing), or swallowed
// (nobody hears anything, and nothing arrives).

import { connect, type Socket } from 'node:net'
import type { Random } from '../client/hostile-frames.ts'

export interface Weakness {
  /** ms that everything takes, one way, and up to how many more. */
  delay: number
  jitter: number
  /** How likely a packet is lost, which holds up all behind it for 200 to 400 ms: TCP sends it again. */
  stall: number
  /** Bytes a second, one way; Infinity for no limit. */
  rate: number
  /** How likely the connection ends with a packet, which arrives in part or not at all. */
  cut: number
  halfOpen: number
  swallow: number
}

const STALL = { least: 200, more: 200 }

export class WeakLine {
  readonly #client: Socket
  readonly #server: Socket
  readonly #weakness: Readonly<Weakness>
  readonly #random: Random
  readonly #ways: Way[] = []
  #isSwallowing = false
  #onEnd: () => void

  constructor(client: Socket, port: number, weakness: Readonly<Weakness>, random: Random, onEnd: () => void) {
    this.#client = client
    this.#server = connect({ port, host: '127.0.0.1' })
    this.#weakness = weakness
    this.#random = random
    this.#onEnd = onEnd
    this.#carry(this.#client, this.#server)
    this.#carry(this.#server, this.#client)
  }

  /** Both sides hear that it is gone. */
  cut(): void {
    this.#client.resetAndDestroy()
    this.#server.resetAndDestroy()
    this.#end()
  }

  /** The client's side is gone; the server's hears nothing, until end(). */
  halfOpen(): void {
    this.#isSwallowing = true
    this.#client.resetAndDestroy()
  }

  /** Nothing arrives any more, and nobody hears of it, until end(). */
  swallow(): void {
    this.#isSwallowing = true
  }

  #carry(from: Socket, to: Socket): void {
    const way = new Way()
    this.#ways.push(way)
    let isOver = false
    from.setNoDelay(true)
    from.on('data', bytes => {
      if (this.#isSwallowing || isOver) return
      const end = this.#endOf()
      isOver = end !== undefined
      const part = end ? bytes.subarray(0, Math.floor(this.#random() * bytes.length)) : bytes
      way.add(this.#late(), (1000 * bytes.length) / this.#weakness.rate, () => {
        if (!this.#isSwallowing) to.write(part, end)
      })
    })
    from.on('error', () => from.destroy())
    from.on('close', () => {
      if (!this.#isSwallowing) way.add(0, 0, () => this.#close())
    })
  }

  #late(): number {
    const { delay, jitter, stall } = this.#weakness
    const held = this.#random() < stall ? STALL.least + this.#random() * STALL.more : 0
    return delay + this.#random() * jitter + held
  }

  /** How the connection ends with this packet; undefined when it does not. */
  #endOf(): (() => void) | undefined {
    const { cut, halfOpen, swallow } = this.#weakness
    const chance = this.#random()
    if (chance < cut) return () => this.cut()
    if (chance < cut + halfOpen) return () => this.halfOpen()
    return chance < cut + halfOpen + swallow ? () => this.swallow() : undefined
  }

  #close(): void {
    this.#client.destroy()
    this.#server.destroy()
    this.#end()
  }

  #end(): void {
    for (const way of this.#ways) way.stop()
    this.#onEnd()
    this.#onEnd = () => undefined
  }
}

/** One way of a line: what is on it arrives in order. */
class Way {
  readonly #queue: { at: number; arrive(): void }[] = []
  /** When the one before has arrived, in performance.now(). */
  #last = 0
  #timer: NodeJS.Timeout | undefined

  /** `late`: ms from now, or from the one before; `length`: ms that it takes by itself. */
  add(late: number, length: number, arrive: () => void): void {
    this.#last = Math.max(this.#last, performance.now() + late) + length
    this.#queue.push({ at: this.#last, arrive })
    this.#await()
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#queue.length = 0
  }

  #await(): void {
    const [next] = this.#queue
    if (!next || this.#timer) return
    this.#timer = setTimeout(
      () => {
        this.#timer = undefined
        this.#queue.shift()?.arrive()
        this.#await()
      },
      Math.max(0, next.at - performance.now()),
    )
  }
}
