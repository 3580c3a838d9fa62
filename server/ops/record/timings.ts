// How often and how long messages were handled while somebody looked: by service, by command of a kind of service, or by
// command of one service.

import type { Address } from '../../core/address.ts'
import type { Observed } from '../../core/watch/observer.ts'
import { labelOf } from '../look/look.ts'
import { Stopwatch } from './stopwatch.ts'

/** All in ms. */
export interface Timing {
  address: Address
  /** Its name, or its class. */
  service: string
  command: string
  count: number
  total: number
  min: number
  max: number
  /** Held the thread. */
  busy: number
  errors: number
}

/** What is counted together. */
export type TimingKey = 'service' | 'command' | Address

/** More of them are not told apart. */
const MOST = 20_000

export class Timings extends Stopwatch {
  readonly #by: TimingKey
  #timings = new Map<string | number, Timing>()

  /** An address: the commands of that service only. */
  constructor(by: TimingKey) {
    super()
    this.#by = by
  }

  /** Those since the last time. */
  take(): Timing[] {
    const taken = [...this.#timings.values()]
    this.#timings = new Map()
    return taken
  }

  override failed(service: Observed, command: string): void {
    const timing = this.#find(service, command)
    if (timing) timing.errors++
  }

  protected override held(service: Observed, command: string, ms: number): void {
    const timing = this.#find(service, command)
    if (timing) timing.busy += ms
  }

  protected override done(service: Observed, command: string, ms: number): void {
    const timing = this.#find(service, command)
    if (!timing) return
    timing.count++
    timing.total += ms
    timing.min = Math.min(timing.min, ms)
    timing.max = Math.max(timing.max, ms)
  }

  #find(service: Observed, command: string): Timing | undefined {
    const key = this.#keyOf(service, command)
    if (key === undefined) return undefined
    return this.#timings.get(key) ?? this.#add(key, service, command)
  }

  #keyOf(service: Observed, command: string): string | number | undefined {
    if (this.#by === 'service') return service.address
    if (this.#by === 'command') return `${labelOf(service)} ${command}`
    return service.address === this.#by ? command : undefined
  }

  #add(key: string | number, service: Observed, command: string): Timing | undefined {
    if (this.#timings.size >= MOST) return undefined
    const none = { count: 0, total: 0, min: Number.POSITIVE_INFINITY, max: 0, busy: 0, errors: 0 }
    const timing = { address: service.address, service: labelOf(service), command, ...none }
    this.#timings.set(key, timing)
    return timing
  }
}
