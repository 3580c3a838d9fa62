// Services that a node always has: each is launched on a serving thread, and again when that thread is lost. Lives on main.
// It keeps true: one service of a name at a time, as a thread that is lost has none any more.

import { setTimeout as sleep } from 'node:timers/promises'
import { backoffMs } from '../../lib/backoff.ts'
import { hashText } from '../../lib/hash-text.ts'
import { AppError, hasCode } from '../errors.ts'
import type { Ref } from '../service/ref.ts'
import type { Node } from './node.ts'

export interface KeptService {
  /** Also chooses its thread. */
  name: string
  /** `one`: on whichever thread its name's hash chooses; a number: on the thread in that slot. */
  on: 'one' | number
  /** Launches it on the thread in `slot`. */
  launch(slot: number): Promise<Ref<unknown>>
}

/** ms to wait before a launch that failed is tried again. */
const STEPS = { first: 200, longest: 5000 }

export class ServiceKeeper {
  readonly #node: Node
  readonly #slots = new Map<string, number>()
  readonly #failed = new Set<string>()
  readonly #refs = new Map<string, Ref<unknown>>()
  readonly #kept = new Map<string, { service: KeptService; launched: Promise<void> }>()

  constructor(node: Node) {
    this.#node = node
    node.onWorkerLost(slot => void this.#replace(slot))
  }

  /** Launches a service, unless one of its name is kept already. One that could not be launched is not kept. */
  keep(service: KeptService): Promise<void> {
    const { name } = service
    const known = this.#kept.get(name)
    if (known) return known.launched
    const launched = this.#launch(service)
    this.#kept.set(name, { service, launched })
    launched.catch(() => this.#kept.delete(name))
    return launched
  }

  /** Ends a service that is kept, after its message in progress; it is not launched again. */
  async drop(name: string): Promise<void> {
    const known = this.#kept.get(name)
    this.#kept.delete(name)
    await known?.launched.catch(() => undefined)
    this.#slots.delete(name)
    this.#failed.delete(name)
    const ref = this.#refs.get(name)
    this.#refs.delete(name)
    if (ref) await this.#node.end(ref)
  }

  /** In the order in which they were kept. */
  get names(): string[] {
    return [...this.#kept.keys()]
  }

  /** The slot of its thread; undefined while it is launched again. */
  slotOf(name: string): number | undefined {
    return this.#slots.get(name)
  }

  /** What is wrong, in a sentence for each service that should be there and is not. One that has ended by itself is right. */
  get problems(): string[] {
    const away = this.names.filter(name => !this.#slots.has(name))
    return [
      ...[...this.#failed].map(name => `${name} has failed too often and has ended`),
      ...away.map(name => `${name} is being launched`),
    ]
  }

  async #launch(service: KeptService): Promise<void> {
    const { name } = service
    const slot = this.#choose(service)
    await this.#node.untilReady(slot)
    const ref = await service.launch(slot)
    this.#slots.set(name, slot)
    this.#refs.set(name, ref)
    this.#failed.delete(name)
    this.#node.onEnded(ref, how => how === 'failed' && this.#failed.add(name))
  }

  #choose({ name, on }: KeptService): number {
    if (on !== 'one') return on
    const { slots } = this.#node
    const slot = slots[hashText(name) % slots.length]
    if (slot === undefined) throw new AppError('THREAD_LOST', `no thread can take ${name}`)
    return slot
  }

  /** In the order in which they were kept. */
  async #replace(lost: number): Promise<void> {
    const moved = [...this.#kept.values()].filter(({ service }) => this.#slots.get(service.name) === lost)
    for (const { service } of moved) this.#slots.delete(service.name)
    for (const { service } of moved) await this.#launchAgain(service)
  }

  /** Tries until it succeeds: the only thread that can take it may still be starting. */
  async #launchAgain(service: KeptService): Promise<void> {
    for (let failures = 0; !this.#node.isStopping; failures++) {
      try {
        return await this.#launch(service)
      } catch (error) {
        const { log } = this.#node.thread
        if (failures === 0 && !hasCode(error, 'THREAD_LOST'))
          log.warn({ err: error, service: service.name }, 'a service could not be launched again; retrying')
        await sleep(backoffMs(failures, STEPS), undefined, { ref: false })
      }
    }
  }
}
