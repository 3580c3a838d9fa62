// How many messages a socket may still send: a bucket of its own, filled while its address has a share left, which is charged
// with what was sent.

import type { GateConfig } from '../settings.ts'

export interface AllowanceHost {
  readonly limits: Pick<GateConfig, 'messageRate' | 'messageBurst' | 'inputRate' | 'inputBurst'>
  /** Whole ms of a coarse monotonic clock. */
  readonly now: number
  /** Messages that an address may still send in this second. */
  allowance(spot: number): number
  /** Counts messages of an address; false when it has none left in this second. */
  charge(spot: number, messages: number): boolean
}

export class Allowance {
  readonly #host: AllowanceHost
  readonly #spot: number | undefined
  readonly #isOfInputs: boolean
  /** Messages that may still be sent, and the fraction of the next one. */
  #tokens: number
  #refilledAt: number
  #tokenPart = 0
  /** The tokens that were there when its address was charged last. */
  #chargedAt: number

  /** A full one. `spot`: where its address is counted; undefined for one whose is not. `isOfInputs`: of inputs for worlds, instead of
   * all other messages. */
  constructor(host: AllowanceHost, spot: number | undefined, isOfInputs = false) {
    this.#host = host
    this.#isOfInputs = isOfInputs
    this.#spot = spot
    this.#tokens = this.#chargedAt = this.#burst
    this.#refilledAt = host.now
  }

  /** Of a new socket: it is no fuller than what its address has left. */
  boundByAddress(): this {
    if (this.#spot === undefined) return this
    this.#tokens = this.#chargedAt = Math.min(this.#burst, this.#host.allowance(this.#spot))
    return this
  }

  /** Whether it is as good as a new one. */
  isFull(): boolean {
    this.#refill()
    return this.#tokens >= this.#burst
  }

  /** False when there is none left. */
  take(): boolean {
    if (this.#host.now !== this.#refilledAt) this.#refill()
    if (this.#tokens < 1) return false
    this.#tokens--
    return true
  }

  /** For a message that may turn out to be free. */
  owe(): void {
    this.#tokens--
  }

  /** Returns whether what was owed is still owed, which is forgotten. */
  isOwing(): boolean {
    const isOwing = this.#tokens < 0
    this.#tokens = Math.max(0, this.#tokens)
    return isOwing
  }

  /** A message was free. */
  giveBack(): void {
    this.#tokens++
  }

  /** Charges its address with what was sent since the last time; false when the address has none left. */
  charge(): boolean {
    if (this.#spot === undefined) return true
    if (!this.#host.charge(this.#spot, this.#chargedAt - this.#tokens)) return false
    this.#chargedAt = this.#tokens
    return true
  }

  get #rate(): number {
    const { inputRate, messageRate } = this.#host.limits
    return this.#isOfInputs ? inputRate : messageRate
  }

  get #burst(): number {
    const { inputBurst, messageBurst } = this.#host.limits
    return this.#isOfInputs ? inputBurst : messageBurst
  }

  /** There are no new tokens while its address has used up its share. */
  #refill(): void {
    const { now } = this.#host
    if (!this.charge()) {
      this.#refilledAt = now
      return
    }
    const gained = ((now - this.#refilledAt) * this.#rate) / 1000
    const tokens = Math.min(this.#burst, this.#tokens + this.#tokenPart + gained)
    this.#tokens = Math.floor(tokens)
    this.#tokenPart = tokens - this.#tokens
    this.#chargedAt = this.#tokens
    this.#refilledAt = now
  }
}
