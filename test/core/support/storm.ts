// Services that call each other along random ways, and count what becomes of their calls.

import { AppError } from '../../../server/core/errors.ts'
import { Service } from '../../../server/core/service/service.ts'
import type { Later } from '../../../server/core/talk/later.ts'

export class Storm extends Service<number> {
  #made = 0
  #settled = 0

  /** Goes `depth` calls on from here, each to one of `addresses`, some without waiting. */
  async wander(addresses: number[], depth: number, seed: number): Promise<number> {
    if (depth === 0) return seed
    const next = addresses[(seed * 7919 + depth * 104729 + this.options) % addresses.length]!
    const going = this.#go(next, addresses, depth - 1, seed)
    if (seed % 4 > 0) await going
    return seed
  }

  quit() {
    this.exit()
  }

  crash() {
    setImmediate(() => {
      throw new Error('crash')
    })
  }

  counts() {
    return { made: this.#made, settled: this.#settled }
  }

  async #go(next: number, addresses: number[], depth: number, seed: number): Promise<void> {
    this.#made++
    try {
      const answer = await this.node.ref<Storm>(next).within(50).call.wander(addresses, depth, seed)
      if (answer !== seed) throw new Error(`the answer to ${seed} was ${answer}`)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
    } finally {
      this.#settled++
    }
  }
}

/** Also answers later, and hands on. */
export class TalkingStorm extends Storm {
  override async wander(addresses: number[], depth: number, seed: number): Promise<number> {
    if (seed % 3 === 0 || depth === 0) return super.wander(addresses, depth, seed)
    const answer = seed % 3 === 1 ? this.#later(addresses, depth, seed) : this.#other(addresses, depth, seed)
    return answer as never
  }

  #later(addresses: number[], depth: number, seed: number): Later<number> {
    const later = this.defer<number>()
    this.fork(async () => later.answer(await super.wander(addresses, depth, seed)))
    return later
  }

  #other(addresses: number[], depth: number, seed: number): PromiseLike<unknown> {
    const next = addresses[(seed + depth) % addresses.length]!
    return this.node.ref<Storm>(next).redirect.wander(addresses, depth - 1, seed)
  }
}

export class ConcurrentStorm extends Storm {
  static concurrent = true
}
