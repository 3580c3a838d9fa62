// Against guessing: wrong tries are counted by name and by a client's network, and beyond a number of them each one doubles the
// wait before the next. It keeps true: a try counts as wrong until it was right, so that many at once are no way around the count;
// a name that nobody has is treated as one that somebody has; who is logged in already needs no try.

import { createRequire } from 'node:module'
import type { RateLimiterMemory } from 'rate-limiter-flexible'
import { LaterError } from '../../core/errors.ts'

const require = createRequire(import.meta.url)

/** s: the first wait, and the longest one. */
const FIRST = 10
const LONGEST = 900
/** s for which tries are remembered. Thousands of players may share a network. */
const NAME_REMEMBERED = 86_400
const NETWORK_REMEMBERED = 3600

export interface GuessesOptions {
  /** Wrong tries before the first wait. */
  perAccount: number
  perNetwork: number
}

/** What a try is counted by. */
export interface Guess {
  /** Of the account: its name in the normal form, or its id. */
  name?: string
  /** The client's network; undefined for this machine, which is not counted. */
  spot: string | undefined
}

export class Guesses {
  readonly #names: Counted
  readonly #networks: Counted
  /** One begins after the other. */
  #turn: Promise<unknown> = Promise.resolve()

  constructor({ perAccount, perNetwork }: GuessesOptions) {
    this.#names = new Counted(perAccount, NAME_REMEMBERED)
    this.#networks = new Counted(perNetwork, NETWORK_REMEMBERED)
  }

  /** Before a try, which counts as wrong until `right` is called. Throws LaterError. */
  begin(guess: Guess): Promise<void> {
    const mine = this.#turn.then(() => this.#begin(this.#countsOf(guess)))
    this.#turn = mine.catch(() => undefined)
    return mine
  }

  /** It was not looked at. */
  async undo(guess: Guess): Promise<void> {
    for (const [counted, key] of this.#countsOf(guess)) await counted.takeBack(key)
  }

  /** It was right: the name's wrong tries are forgotten, its network has none more. */
  async right({ name, spot }: Guess): Promise<void> {
    if (name !== undefined) await this.#names.forget(name)
    if (spot !== undefined) await this.#networks.takeBack(spot)
  }

  async #begin(counts: readonly (readonly [Counted, string])[]): Promise<void> {
    const waits = await Promise.all(counts.map(([counted, key]) => counted.wait(key)))
    const wait = Math.max(0, ...waits)
    if (wait > 0) throw new LaterError('RATE_LIMITED', wait, `too many wrong tries; try again in ${wait} s`)
    for (const [counted, key] of counts) await counted.count(key)
  }

  #countsOf({ name, spot }: Guess): (readonly [Counted, string])[] {
    return [
      ...(name === undefined ? [] : [[this.#names, name] as const]),
      ...(spot === undefined ? [] : [[this.#networks, spot] as const]),
    ]
  }
}

class Counted {
  readonly #most: number
  readonly #tries: RateLimiterMemory
  readonly #waits: RateLimiterMemory

  constructor(most: number, remembered: number) {
    const { RateLimiterMemory } = require('rate-limiter-flexible') as typeof import('rate-limiter-flexible')
    this.#most = most
    this.#tries = new RateLimiterMemory({ keyPrefix: 'tries', points: most, duration: remembered })
    this.#waits = new RateLimiterMemory({ keyPrefix: 'waits', points: 1, duration: LONGEST })
  }

  /** s until a try is let through. */
  async wait(key: string): Promise<number> {
    const blocked = await this.#waits.get(key)
    return blocked === null ? 0 : Math.ceil(blocked.msBeforeNext / 1000)
  }

  async count(key: string): Promise<void> {
    const { consumedPoints } = await this.#tries.penalty(key, 1)
    const over = consumedPoints - this.#most
    if (over >= 0) await this.#waits.block(key, Math.min(LONGEST, FIRST * 2 ** Math.min(over, 10)))
  }

  /** The wait that it has begun ends with it: nobody is let through meanwhile who could have begun another. */
  async takeBack(key: string): Promise<void> {
    await this.#tries.reward(key, 1)
    await this.#waits.delete(key)
  }

  async forget(key: string): Promise<void> {
    await this.#tries.delete(key)
    await this.#waits.delete(key)
  }
}
