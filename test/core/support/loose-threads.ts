// Threads of one node that all live in the test's own thread, with real ports between them: to lose one and put another in its
// place takes a turn of the loop.

import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { pino } from 'pino'
import { Thread } from '../../../server/core/thread/thread.ts'
import { createStatus } from '../../../server/core/watch/monitor.ts'
import { WATCH_LIMITS } from '../../../server/core/watch/watch-limits.ts'

export class LooseThreads {
  readonly #threads: Thread[] = []
  readonly #ports = new Map<Thread, MessagePort[]>()
  #lastLife = 0

  static async open(count: number): Promise<LooseThreads> {
    const all = new LooseThreads()
    for (let slot = 0; slot < count; slot++) await all.#start(slot)
    return all
  }

  in(slot: number): Thread {
    return this.#threads[slot]!
  }

  /** The thread ends as if it had been killed; another takes its place. Not for the one in slot 0. */
  async replace(slot: number): Promise<void> {
    const lost = this.in(slot)
    const others = this.#threads.filter(thread => thread !== lost)
    const known = others.map(thread => thread.links.untilLost(lost.life))
    for (const port of this.#ports.get(lost)!) port.close()
    await Promise.all(known)
    await lost.close(performance.now() + 1000)
    await this.#start(slot)
  }

  async close(): Promise<void> {
    for (const thread of this.#threads) await thread.close(performance.now() + 1000)
    for (const port of [...this.#ports.values()].flat()) port.close()
  }

  async #start(slot: number): Promise<void> {
    const thread = new Thread({
      nodeId: 1,
      slot,
      life: ++this.#lastLife,
      log: pino({ level: 'silent' }),
      services: {},
      development: true,
      status: createStatus(),
      watch: WATCH_LIMITS,
    })
    await thread.start()
    this.#ports.set(thread, [])
    for (const other of this.#threads) if (other !== this.in(slot)) this.#connect(thread, other)
    this.#threads[slot] = thread
    await thread.topics.known()
  }

  #connect(one: Thread, other: Thread): void {
    const { port1, port2 } = new MessageChannel()
    one.connect(other.slot, other.life, port1)
    other.connect(one.slot, one.life, port2)
    this.#ports.get(one)!.push(port1)
    this.#ports.get(other)!.push(port2)
  }
}
