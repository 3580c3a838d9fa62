// How often something fails: whether it was too often within some time. One that has been too often is told of again only
// when as many have come after it.

import { ticks } from '../../lib/clock.ts'

/** Keys that are remembered; the one that was quiet longest makes place. */
const MOST = 10_000

/** More than so many errors within so many ms are too many. */
export interface ErrorLimits {
  errors: number
  errorsWithin: number
}

export class ErrorRates {
  readonly #limits: ErrorLimits
  /** Key -> ticks of its last errors. */
  readonly #times = new Map<string | number, number[]>()

  constructor(limits: ErrorLimits) {
    this.#limits = limits
  }

  /** undefined while it is not too often. */
  add(key: string | number): { count: number; within: number } | undefined {
    const { errors, errorsWithin } = this.#limits
    const now = ticks()
    const times = (this.#times.get(key) ?? []).filter(time => now - time < errorsWithin)
    times.push(now)
    const isTooOften = times.length > errors
    this.#times.delete(key)
    if (!isTooOften) this.#times.set(key, times)
    if (this.#times.size > MOST) this.#times.delete(this.#times.keys().next().value!)
    return isTooOften ? { count: times.length, within: errorsWithin } : undefined
  }
}
