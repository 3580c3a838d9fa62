// What is to be done in so many ticks: in the order of the ticks, then of the asking.

interface Timer {
  at: number
  /** Ticks between two rounds; 0 for once. */
  every: number
  work: () => unknown
}

export class TickTimers {
  readonly #byTick = new Map<number, Timer[]>()

  get size(): number {
    let size = 0
    for (const timers of this.#byTick.values()) size += timers.length
    return size
  }

  /** Returns what cancels it. */
  add(now: number, ticks: number, every: number, work: () => unknown): () => void {
    if (!(Number.isInteger(ticks) && ticks >= 1))
      throw new RangeError(`ticks: expected an integer from 1, got ${ticks}`)
    const timer = { at: now + ticks, every, work }
    this.#put(timer)
    return () => this.#cancel(timer)
  }

  run(tick: number, runOne: (work: () => unknown) => void): void {
    const due = this.#byTick.get(tick)
    if (!due) return
    // One of them may cancel another.
    for (let timer = due.shift(); timer; timer = due.shift()) {
      if (timer.every > 0) {
        timer.at = tick + timer.every
        this.#put(timer)
      }
      runOne(timer.work)
    }
    this.#byTick.delete(tick)
  }

  #put(timer: Timer): void {
    const timers = this.#byTick.get(timer.at)
    if (timers) timers.push(timer)
    else this.#byTick.set(timer.at, [timer])
  }

  #cancel(timer: Timer): void {
    const timers = this.#byTick.get(timer.at)
    const at = timers?.indexOf(timer) ?? -1
    if (at >= 0) timers!.splice(at, 1)
    if (timers?.length === 0) this.#byTick.delete(timer.at)
    timer.every = 0
  }
}
