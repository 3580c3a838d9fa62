// What one service has of the ways to talk besides call and send. Made when it first uses one; it ends with the service, or with
// the instance that a new start replaces: whoever waits for something of it is told at once.

import type { AppError } from '../errors.ts'
import { deadError } from '../service/message.ts'
import { Events } from './events.ts'
import { Later, Laters } from './later.ts'
import { Slots, type Work } from './slots.ts'
import { type Listener, type SubscribeOptions, type Subscription, TopicSubscription } from './subscription.ts'
import type { TalkHost } from './talk-host.ts'
import { checkPattern } from './topic-tree.ts'

/** Runs `work` when there is room; rejects with TIMEOUT when it has not begun within `ms`, 5000 when left out. */
export type Limit = <T>(work: Work<T>, ms?: number) => Promise<T>

/** ms, of waits that name no deadline. */
const PATIENCE = 5000

/** The longest delay of setTimeout, in ms; it fires at once for more. */
const LONGEST = 2 ** 31 - 1

export class Talk {
  readonly #host: TalkHost
  readonly laters: Laters
  readonly #events: Events
  readonly #subscriptions = new Set<Subscription>()
  /** Key -> its work; only while there is some. */
  readonly #exclusive = new Map<string, Slots>()
  /** Those of limits; the same. */
  readonly #limits = new Set<Slots>()
  #isClosed = false

  constructor(host: TalkHost) {
    this.#host = host
    this.laters = new Laters(this.#endError, () => host.onChainChanged())
    this.#events = new Events(host)
  }

  defer<T>(): Later<T> {
    return new Later<T>(this.laters, this.#host.caller)
  }

  subscribe<T>(pattern: string, listener: Listener<T>, options: SubscribeOptions = {}): Subscription {
    checkPattern(pattern)
    const { topics } = this.#host.runtime
    const onEnd = (ended: TopicSubscription<T>) => {
      if (this.#subscriptions.delete(ended)) topics.remove(ended)
    }
    const subscription = new TopicSubscription(this.#host, pattern, listener, { ...options, onEnd })
    if (this.#isClosed) return subscription
    this.#subscriptions.add(subscription)
    topics.add(subscription)
    return subscription
  }

  async until(event: string, ms = PATIENCE): Promise<unknown> {
    this.#check(ms)
    return this.#events.until(event, ms)
  }

  emit(event: string, value: unknown): number {
    return this.#events.emit(event, value)
  }

  async exclusive<T>(key: string, work: Work<T>, ms = PATIENCE): Promise<T> {
    this.#check(ms)
    const slots = this.#exclusive.get(key) ?? new Slots(this.#host, 1, `"${key}"`)
    this.#exclusive.set(key, slots)
    try {
      return await slots.run(work, ms)
    } finally {
      if (slots.isIdle && this.#exclusive.get(key) === slots) this.#exclusive.delete(key)
    }
  }

  limit(size: number): Limit {
    if (!(Number.isInteger(size) && size > 0)) throw new RangeError(`size: expected 1 or more, got ${size}`)
    const slots = new Slots(this.#host, size, `the limit of ${size}`)
    return async (work, ms = PATIENCE) => {
      this.#check(ms)
      this.#limits.add(slots)
      try {
        return await slots.run(work, ms)
      } finally {
        if (slots.isIdle) this.#limits.delete(slots)
      }
    }
  }

  close(): void {
    this.#isClosed = true
    for (const subscription of this.#subscriptions) subscription.end()
    this.laters.close()
    this.#events.close(this.#endError)
    for (const slots of [...this.#exclusive.values(), ...this.#limits]) slots.close(this.#endError)
  }

  /** Throws SERVICE_DEAD when nobody may wait any more, and a RangeError for what is no time. */
  #check(ms: number): void {
    if (this.#isClosed) throw this.#endError()
    if (!(ms >= 0 && ms <= LONGEST)) throw new RangeError(`ms: expected 0 to ${LONGEST}, got ${ms}`)
  }

  #endError = (): AppError => deadError(String(this.#host))
}
