// The services of the benchmark of calls: one that answers at once, and one that calls it.

import { Service } from '../../../server/core/service/service.ts'

export class Adder extends Service<undefined> {
  #sum = 0

  add(n: number): number {
    this.#sum += n
    return this.#sum
  }

  sum(): number {
    return this.#sum
  }
}

export class Caller extends Service<undefined> {
  /** Makes `count` calls, `waiting` of them at a time; resolves with calls per second. */
  async call(target: number, count: number, waiting: number): Promise<number> {
    const adder = this.node.ref<Adder>(target)
    const start = performance.now()
    const chain = async () => {
      for (let i = count / waiting; i > 0; i--) await adder.call.add(1)
    }
    await Promise.all(Array.from({ length: waiting }, chain))
    return (count / (performance.now() - start)) * 1000
  }

  /** Sends `count` messages, `waiting` between two answers; resolves with messages per second. */
  async send(target: number, count: number, waiting: number): Promise<number> {
    const adder = this.node.ref<Adder>(target)
    const start = performance.now()
    for (let i = 0; i < count; i += waiting) {
      for (let j = 1; j < waiting; j++) adder.send.add(1)
      await adder.call.add(1)
    }
    return (count / (performance.now() - start)) * 1000
  }
}
