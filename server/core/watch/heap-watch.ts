// Watches the JavaScript heap of its thread. A thread that runs out of it takes the whole process with it at once, so it
// should leave before: when more than a part of the limit is in use and a collection of garbage has not helped. What
// fills the rest in one go, without a turn of the loop, can't be seen in time.

import { getHeapStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { resourceLimits } from 'node:worker_threads'

const MB = 1024 * 1024
/** ms between two looks, and when more than half of what is allowed is in use. */
const CALM = 1000
const ALERT = 100
/** V8's, in MB, where nothing else was said. */
const YOUNG = 48

export interface HeapUse {
  /** In MB. */
  used: number
  limit: number
}

export class HeapWatch {
  readonly #allowed: number
  readonly #onFull: (use: HeapUse) => void
  readonly #limit = limitOf()
  #timer: NodeJS.Timeout | undefined
  /** From so much in use on garbage is collected, to see what is left. */
  #threshold: number

  /** `part` of the heap's limit may be used; 1 or more watches nothing. `onFull` hears of it once. */
  constructor(part: number, onFull: (use: HeapUse) => void) {
    this.#allowed = part >= 1 ? Number.POSITIVE_INFINITY : part * this.#limit
    this.#threshold = this.#allowed
    this.#onFull = onFull
  }

  start(): void {
    if (this.#allowed !== Number.POSITIVE_INFINITY) this.#wait(CALM)
  }

  stop(): void {
    clearTimeout(this.#timer)
  }

  #wait(ms: number): void {
    this.#timer = setTimeout(() => this.#look(), ms).unref()
  }

  #look(): void {
    let used = usedNow()
    if (used >= this.#threshold) {
      collectGarbage()
      used = usedNow()
      if (used >= this.#allowed) return this.#onFull({ used: toMb(used), limit: toMb(this.#limit) })
      // A collection of a large heap takes a while: not again before half of what is left is used.
      this.#threshold = Math.max(this.#allowed, (used + this.#limit) / 2)
    } else if (used < this.#allowed) this.#threshold = this.#allowed
    this.#wait(used > this.#allowed / 2 ? ALERT : CALM)
  }
}

const usedNow = (): number => getHeapStatistics().used_heap_size
const toMb = (bytes: number): number => Math.round(bytes / MB)

/** Of the old generation, which is what runs full; the young one is counted besides. */
function limitOf(): number {
  const { maxYoungGenerationSizeMb: young = YOUNG } = resourceLimits
  return getHeapStatistics().heap_size_limit - (young > 0 ? young : YOUNG) * MB
}

/** Node has no call for it. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  setFlagsFromString('--no-expose-gc')
  collect()
}
