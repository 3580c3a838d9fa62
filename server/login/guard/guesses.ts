// Against guessing: wrong tries are counted by name and by a client's network, and beyond a number of them each one doubles the
// wait before the next. It keeps true: tries that come at once are counted before they are looked at; a name that nobody has is
// treated as one that somebody has; who is logged in already needs no try.

import { createRequire } from 'node:module'
import type { RateLimiterMemory } from 'rate-limiter-flexible'
import { LaterError } from '../../core/errors.ts'

const require = createRequire(import.meta.url)

/** s: the first wait, the longest one, and for how long tries are remembered. */
const FIRST = 10
const LONGEST = 900
const REMEMBERED = 86_400

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

  constructor({ perAccount, perNetwork }: GuessesOptions) {
    this.#names = new Counted(perAccount)
    this.#networks = new Counted(perNetwork)
  }

  /** Before a try, which counts as wrong until `right` is called. Throws LaterError. */
  async begin({ name, spot }: Guess): Promise<void> {
    const waits = await Promise.all([
      name === undefined ? 0 : this.#names.wait(name),
      spot === undefined ? 0 : this.#networks.wait(spot),
    ])
    const wait = Math.max(...waits)
    if (wait > 0) throw new LaterError('RATE_LIMITED', wait, `too many wrong tries; try again in ${wait} s`)
    if (name !== undefined) await this.#names.count(name)
    if (spot !== undefined) await this.#networks.count(spot)
  }

  /** It was not looked at. */
  async undo({ name, spot }: Guess): Promise<void> {
    if (name !== undefined) await this.#names.takeBack(name)
    if (spot !== undefined) await this.#networks.takeBack(spot)
  }

  /** It was right: the name's wrong tries are forgotten, its network has one less. */
  async right({ name, spot }: Guess): Promise<void> {
    if (name !== undefined) await this.#names.forget(name)
    if (spot !== undefined) await this.#networks.takeBack(spot)
  }
}

class Counted {
  readonly #most: number
  readonly #tries: RateLimiterMemory
  readonly #waits: RateLimiterMemory

  constructor(most: number) {
    const { RateLimiterMemory } = require('rate-limiter-flexible') as typeof import('rate-limiter-flexible')
    this.#most = most
    this.#tries = new RateLimiterMemory({ keyPrefix: 'tries', points: most, duration: REMEMBERED })
    this.#waits = new RateLimiterMemory({ keyPrefix: 'waits', points: 0, duration: 1 })
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

  async takeBack(key: string): Promise<void> {
    const { consumedPoints } = await this.#tries.reward(key, 1)
    if (consumedPoints < this.#most) await this.#waits.delete(key)
  }

  async forget(key: string): Promise<void> {
    await this.#tries.delete(key)
    await this.#waits.delete(key)
  }
}
