// A clock that stands still while its thread would run but has no processor. What it shows between two moments is what
// the thread did, and what it waited for in any other way: a lock, the disk, Atomics.wait. On a machine with fewer
// processors than threads the plain clock shows the other threads; the processor's time (threadCpuUsage) shows no
// locks, and moves on by a whole tick of the kernel, 4 ms here and there.
// Linux only: the second number of schedstat is how long the thread has waited for a processor, in ns.

import { openSync, readSync } from 'node:fs'

export class ThreadClock {
  readonly #file = openSync('/proc/thread-self/schedstat', 'r')
  readonly #bytes = Buffer.alloc(64)

  /** Ms since some moment. */
  now(): number {
    for (let waited = this.#waited(); ; ) {
      const clock = performance.now()
      const again = this.#waited()
      if (again === waited) return clock - waited / 1e6
      waited = again
    }
  }

  #waited(): number {
    const length = readSync(this.#file, this.#bytes, 0, this.#bytes.length, 0)
    return Number(this.#bytes.toString('latin1', 0, length).split(' ')[1])
  }
}
