// Which tick is drawn: two patches late, and later where patches come at odd times. It never goes back, and hurries a little or
// waits a little instead of jumping, so that what moves is seen to move evenly.

import type { WorldClock } from './world-clock.ts'

/** So far from where it should be, in ms, it jumps. */
const JUMP = 1000
/** ms in which a small distance is made up for. */
const EASE = 150

export class PlayHead {
  tick = 0
  readonly #tickMs: number
  readonly #patchMs: number
  #at: number | undefined

  constructor(tickMs: number, patchMs: number) {
    this.#tickMs = tickMs
    this.#patchMs = patchMs
  }

  /** A patch came, and all that it says has happened after tick `since`. What was drawn behind that was the state of `since`, as
   * nothing else was known: the way from there is still to be seen. */
  patched(since: number): void {
    if (this.tick > since) this.tick = since
  }

  /** Goes on to where it is to be `at`. */
  move(clock: WorldClock, at: number): number {
    const now = clock.tickAt(at)
    if (now === undefined) return this.tick
    const target = now - (2 * this.#patchMs + clock.jitter) / this.#tickMs
    const passed = Math.max(0, at - (this.#at ?? at)) / this.#tickMs
    const missing = target - this.tick - passed
    const isFar = this.#at === undefined || Math.abs(missing) * this.#tickMs > JUMP
    this.#at = at
    if (isFar) this.tick = target
    else this.tick += passed + eased(missing, passed, (passed * this.#tickMs) / EASE)
    return this.tick
  }
}

/** Of `missing` the part that is made up for now: at most twice as quick as time, and half as quick at least. */
const eased = (missing: number, passed: number, share: number): number =>
  Math.max(-passed / 2, Math.min(passed, missing * Math.min(1, share)))
