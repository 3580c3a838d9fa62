// Services that call each other along random ways, and count what becomes of their calls.

import { AppError } from '../../../server/core/errors.ts'
import { Service } from '../../../server/core/service/service.ts'

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

export class ConcurrentStorm extends Storm {
  static concurrent = true
}
