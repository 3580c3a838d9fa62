// The links of one thread to the others of its node, and which thread is in which slot now.

import { type Address, lifeOf } from '../address.ts'
import type { Link } from './link.ts'

export class Links {
  readonly #links = new Map<number, Link>()
  /** Slot -> the life of the thread that is in it now. */
  readonly #lives = new Map<number, number>()
  readonly #onLost = new Map<number, () => void>()

  add(slot: number, link: Link): void {
    this.#links.set(link.life, link)
    this.#lives.set(slot, link.life)
  }

  /** The thread with this life has ended. */
  remove(life: number): void {
    this.#links.delete(life)
    for (const [slot, current] of this.#lives) if (current === life) this.#lives.delete(slot)
    this.#onLost.get(life)?.()
    this.#onLost.delete(life)
  }

  /** To the thread on which the service is; undefined for this one, and for one that has ended. */
  to(address: Address): Link | undefined {
    return this.#links.get(lifeOf(address))
  }

  has(life: number): boolean {
    return this.#links.has(life)
  }

  get lives(): Iterable<number> {
    return this.#links.keys()
  }

  /** Of the thread in this slot; undefined for this one, and where there is none. */
  lifeIn(slot: number): number | undefined {
    return this.#lives.get(slot)
  }

  /** Resolves when the thread with this life has ended and everything that it sent is in the mailboxes here. */
  untilLost(life: number): Promise<void> {
    if (!this.#links.has(life)) return Promise.resolve()
    return new Promise(resolve => this.#onLost.set(life, resolve))
  }

  /** Sends at once what waits for the end of the turn. */
  flush(): void {
    for (const link of this.#links.values()) link.flush()
  }
}
