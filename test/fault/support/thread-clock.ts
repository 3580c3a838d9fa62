// A clock that stands still while its thread would run but has no processor. What it shows between two moments is what
// the thread did, and what it was blocked by: a lock, the disk, Atomics.wait. On a machine with fewer processors than
// threads the plain clock shows the other threads.
// Linux only: schedstat says how long the thread ran and how long it waited for a processor, in ns. The first number
// moves on when the thread leaves its processor, and else by a tick of the kernel.

import { openSync, readSync } from 'node:fs'

/** Ms between two ticks of Linux as it is mostly built; so far `ran` may be behind. */
export const TICK = 4

export interface Moment {
  /** Ms since some moment, without the time of waiting for a processor. */
  own: number
  /** Ms that the thread has run, up to TICK late. */
  ran: number
  onWall: number
}

export class ThreadClock {
  readonly #file = openSync('/proc/thread-self/schedstat', 'r')
  readonly #bytes = Buffer.alloc(64)

  now(): Moment {
    for (let before = this.#read(); ; ) {
      const onWall = performance.now()
      const after = this.#read()
      if (after.waited === before.waited) return { own: onWall - after.waited, ran: after.ran, onWall }
      before = after
    }
  }

  #read(): { ran: number; waited: number } {
    const length = readSync(this.#file, this.#bytes, 0, this.#bytes.length, 0)
    const [ran, waited] = this.#bytes.toString('latin1', 0, length).split(' ')
    return { ran: Number(ran) / 1e6, waited: Number(waited) / 1e6 }
  }
}
