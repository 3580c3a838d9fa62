// Counts values by size, in memory that is there before the first one. The sums are not yet cumulative: Prometheus wants
// each bucket to contain the smaller ones, which is done at the scrape.

/** Upper bounds of durations, in seconds. */
export const SECONDS: readonly number[] = [0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5]
/** Of amounts of bytes. */
export const BYTES: readonly number[] = [256, 1024, 4096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304]

export class Histogram {
  readonly bounds: readonly number[]
  readonly #counts: Float64Array
  #sum = 0

  /** `bounds` rise. */
  constructor(bounds: readonly number[] = SECONDS) {
    this.bounds = bounds
    this.#counts = new Float64Array(bounds.length + 1)
  }

  /** `weight`: for how many such values it stands. */
  observe(value: number, weight = 1): void {
    let i = 0
    while (i < this.bounds.length && value > this.bounds[i]!) i++
    this.#counts[i]! += weight
    this.#sum += value * weight
  }

  get sum(): number {
    return this.#sum
  }

  /** The bound of each bucket, and how many values are not above it; the last one's is Infinity. */
  cumulative(): [bound: number, count: number][] {
    let count = 0
    return [...this.#counts].map((each, i) => {
      count += each
      return [this.bounds[i] ?? Number.POSITIVE_INFINITY, count]
    })
  }
}
