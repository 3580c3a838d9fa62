// Watches the JavaScript heap of its thread. A thread that runs out of heap ends the whole process at once, so it should
// leave before that: when more than a part of the limit is in use and a garbage collection has not helped. Code that fills
// the rest within one turn of the loop cannot be caught in time.

import { getHeapStatistics } from 'node:v8'
import { resourceLimits } from 'node:worker_threads'
import { collectGarbage } from '../thread/collect-garbage.ts'

const MB = 1024 * 1024
/** ms between two looks; ALERT when more than half of what is allowed is in use. */
const CALM = 250
const ALERT = 100
/** MB of V8's young generation by default. */
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
  /** When this much is in use, garbage is collected to see what remains. */
  #threshold: number

  /** `part` of the heap's limit may be used; 1 or more turns the watch off. `onFull` is called once. */
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
      // Collecting a large heap takes a while: not again before half of what is left is used.
      this.#threshold = Math.max(this.#allowed, (used + this.#limit) / 2)
    } else if (used < this.#allowed) this.#threshold = this.#allowed
    this.#wait(used > this.#allowed / 2 ? ALERT : CALM)
  }
}

const usedNow = (): number => getHeapStatistics().used_heap_size
const toMb = (bytes: number): number => Math.round(bytes / MB)

/** The limit of the old generation, which is what fills up; the young one comes on top. */
function limitOf(): number {
  const { maxYoungGenerationSizeMb: young = YOUNG } = resourceLimits
  return getHeapStatistics().heap_size_limit - (young > 0 ? young : YOUNG) * MB
}
