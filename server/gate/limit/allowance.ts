// How many messages a socket may still send: a bucket of its own, filled while its address has a share left, which is charged
// with what was sent.

import type { GateConfig } from '../settings.ts'

export interface AllowanceHost {
  readonly limits: Pick<GateConfig, 'messageRate' | 'messageBurst'>
  /** Whole ms of a coarse monotonic clock. */
  readonly now: number
  /** Messages that an address may still send in this second. */
  allowance(spot: number): number
  /** Counts messages of an address; false when it has none left in this second. */
  charge(spot: number, messages: number): boolean
}

export class Allowance {
  readonly #host: AllowanceHost
  /** Where its address is counted; undefined for one whose is not. */
  readonly spot: number | undefined
  /** Messages that may still be sent, and the fraction of the next one. */
  #tokens: number
  #refilledAt: number
  #tokenPart = 0
  /** The tokens that were there when its address was charged last. */
  #chargedAt: number

  constructor(host: AllowanceHost, spot: number | undefined) {
    const { messageBurst } = host.limits
    this.#host = host
    this.spot = spot
    this.#tokens = spot === undefined ? messageBurst : Math.min(messageBurst, host.allowance(spot))
    this.#chargedAt = this.#tokens
    this.#refilledAt = host.now
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
    if (this.spot === undefined) return true
    if (!this.#host.charge(this.spot, this.#chargedAt - this.#tokens)) return false
    this.#chargedAt = this.#tokens
    return true
  }

  /** There are no new tokens while its address has used up its share. */
  #refill(): void {
    const { now, limits } = this.#host
    if (!this.charge()) {
      this.#refilledAt = now
      return
    }
    const gained = ((now - this.#refilledAt) * limits.messageRate) / 1000
    const tokens = Math.min(limits.messageBurst, this.#tokens + this.#tokenPart + gained)
    this.#tokens = Math.floor(tokens)
    this.#tokenPart = tokens - this.#tokens
    this.#chargedAt = this.#tokens
    this.#refilledAt = now
  }
}
