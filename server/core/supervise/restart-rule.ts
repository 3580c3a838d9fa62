// What a class says about a new start of its services, and how often one may have it.

import { ticks } from '../../lib/clock.ts'

/** `always`: a new instance takes the place of one that fails or ends by itself · `onError`: of one that fails · `never`: one
 * that fails ends for good. It fails when it throws more often than `watch.errors` allows. */
export type Restart = 'always' | 'onError' | 'never'

/** More than `most` new starts within `within` ms are too many: the service ends, and its parent has failed. */
export interface RestartRule {
  when: Restart
  /** 5 unless said. */
  most?: number
  /** ms; 60 000 unless said. */
  within?: number
}

const WORDS: readonly unknown[] = ['always', 'onError', 'never']

/** Throws TypeError for a rule that is none. */
export function ruleOf(said: Restart | RestartRule): Required<RestartRule> {
  const { when, most = 5, within = 60_000 } = typeof said === 'object' ? said : { when: said }
  if (!WORDS.includes(when))
    throw new TypeError(`restart: expected "always", "onError" or "never", got ${JSON.stringify(when)}`)
  if (!(most >= 0)) throw new TypeError(`restart.most: expected a number from 0 on, got ${most}`)
  if (!(within > 0)) throw new TypeError(`restart.within: expected ms, got ${within}`)
  return { when, most, within }
}

/** The new starts of one service. */
export class RestartCount {
  readonly #rule: Required<RestartRule>
  #times: number[] = []

  constructor(rule: Required<RestartRule>) {
    this.#rule = rule
  }

  /** Counts one more; false when that is too many. */
  add(): boolean {
    const now = ticks()
    this.#times = this.#times.filter(time => now - time < this.#rule.within)
    this.#times.push(now)
    return this.#times.length <= this.#rule.most
  }
}
