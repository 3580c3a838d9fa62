// What is asked for one by one in a turn of the loop, and done together: one transaction costs as much as many. Where that fails,
// each is done by itself, so that nobody fails with another's.

export class Gathered<A, R> {
  readonly #work: (all: readonly A[]) => Promise<readonly R[]>
  #waiting: { asked: A; resolve(result: R): void; reject(error: unknown): void }[] = []

  /** `work`: gives a result for each, in their order. */
  constructor(work: (all: readonly A[]) => Promise<readonly R[]>) {
    this.#work = work
  }

  add(asked: A): Promise<R> {
    return new Promise((resolve, reject) => {
      if (this.#waiting.push({ asked, resolve, reject }) === 1) setImmediate(() => void this.#run())
    })
  }

  /** Never rejects. */
  async #run(): Promise<void> {
    const waiting = this.#waiting
    this.#waiting = []
    try {
      const results = await this.#work(waiting.map(({ asked }) => asked))
      waiting.forEach(({ resolve }, i) => {
        resolve(results[i]!)
      })
    } catch (error) {
      if (waiting.length === 1) waiting[0]!.reject(error)
      else for (const { asked, resolve, reject } of waiting) this.#runOne(asked).then(resolve, reject)
    }
  }

  async #runOne(asked: A): Promise<R> {
    const [result] = await this.#work([asked])
    return result!
  }
}
