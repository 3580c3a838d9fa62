// The way between a connection and its server, which can be made worse on purpose: every frame later, none at all for a
// while, or cut. Frames keep their order.

import { Store } from '../../../ui/store.ts'

type Way = 'in' | 'out'

interface Passing {
  act: (late: number) => void
  /** When it came, and before when it does not pass; ms since 1970. */
  at: number
  due: number
}

export class Line extends Store {
  #delay = 0
  #isHeld = false
  #cut: (() => void) | undefined
  #wasCut = false
  /** Until then nobody is reached; ms since 1970. */
  #deadUntil = 0
  readonly #waiting: Record<Way, Passing[]> = { in: [], out: [] }

  /** How much later each frame arrives, in ms each way. */
  get delay(): number {
    return this.#delay
  }

  /** Nothing passes, and nothing is lost. */
  get isHeld(): boolean {
    return this.#isHeld
  }

  /** Frames that are held. */
  get held(): number {
    return this.#waiting.in.length + this.#waiting.out.length
  }

  setDelay(ms: number): void {
    this.#delay = Math.max(0, ms)
    this.changed()
  }

  hold(isHeld: boolean): void {
    this.#isHeld = isHeld
    if (!isHeld) for (const way of ['out', 'in'] as const) this.#release(way)
    this.changed()
  }

  /** Loses the socket that uses this line now; for `ms` no other one comes through. */
  cut(ms = 0): void {
    this.#wasCut = true
    this.#deadUntil = Date.now() + ms
    this.#cut?.()
  }

  /** Does `act` once a socket comes through. */
  reach(act: () => void): void {
    const ms = this.#deadUntil - Date.now()
    if (ms > 0) setTimeout(() => this.reach(act), ms)
    else act()
  }

  /** Whether the loss that is heard of now was made by `cut`. */
  takeCut(): boolean {
    const wasCut = this.#wasCut
    this.#wasCut = false
    return wasCut
  }

  /** `cut` loses the socket. */
  connect(cut: () => void): void {
    this.#wasCut = false
    this.#cut = cut
  }

  /** Forgets what is on the way: its socket is lost. */
  reset(): void {
    this.#waiting.in.length = 0
    this.#waiting.out.length = 0
    this.changed()
  }

  /** Does `act` when the line lets it pass, in order; it is told how many ms later that is. */
  pass(way: Way, act: (late: number) => void): void {
    const queue = this.#waiting[way]
    if (this.#delay === 0 && !this.#isHeld && queue.length === 0) return act(0)
    const at = Date.now()
    queue.push({ act, at, due: at + this.#delay })
    if (this.#isHeld) this.changed()
    else setTimeout(() => this.#release(way), this.#delay)
  }

  #release(way: Way): void {
    const queue = this.#waiting[way]
    while (!this.#isHeld && queue[0] && queue[0].due <= Date.now() + 1) {
      const { act, at } = queue.shift()!
      act(Date.now() - at)
    }
    if (queue[0] && !this.#isHeld)
      setTimeout(() => this.#release(way), Math.max(1, queue[0].due - Date.now()))
  }
}
