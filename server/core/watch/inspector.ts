// How a thread looks into another: main into the workers, worker 1 into main. It keeps true: one thread of the node looks into
// another at a time, as two that look into each other would both stay paused; whoever was paused goes on; and none looks while
// a worker ends, as V8's inspector ends the process when it is asked about a thread that is being taken down.

import { setTimeout as sleep } from 'node:timers/promises'
import { ticks } from '../../lib/clock.ts'
import { AppError } from '../errors.ts'
import type { Inspection } from './inspection.ts'

/** ms for an answer that only says that it goes on. */
const PATIENCE = 300
/** ms for which a worker that ends waits for a look to be over, as one into a thread that turns is by then; and between two tries. */
const END_WITHIN = 2000
const END_AGAIN = 5
/** Places in `looking`: of the one that looks, and of slot 0. */
const LOOKING = 0
const ENDING = 1

export class Inspector {
  /** Opens a session with the thread in `slot`; put here by whoever knows how. */
  open: (slot: number) => Promise<Inspection> = async slot => {
    throw new AppError('THREAD_LOST', `thread ${slot} can't be looked into from here`)
  }
  /** Shared by the threads: the slot that looks into another now, plus 1, 0 for none; then for each slot 1 while it ends. */
  readonly #looking: Int32Array
  readonly #slot: number
  /** Held here: a session that is collected while the other thread answers ends the process. */
  readonly #open = new Set<Inspection>()
  #isClosed = false

  constructor(looking: Int32Array, slot: number) {
    this.#looking = looking
    this.#slot = slot
  }

  /** Whether a thread of the node looks into another now, or ends. */
  get isBusy(): boolean {
    return this.#looking.some(place => place !== 0)
  }

  /**
   * Runs `work` with a session with the thread in `slot`, which goes on in the end if it was paused. Throws TRY_AGAIN while
   * a thread looks into another or ends, THREAD_LOST while this one ends.
   */
  into<T>(slot: number, work: (inspection: Inspection) => Promise<T>): Promise<T> {
    return this.alone(async () => this.#use(await this.open(slot), work))
  }

  /** Runs `work` while no thread looks into another, and none ends. Throws TRY_AGAIN. */
  async alone<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#slot + 1
    if (Atomics.compareExchange(this.#looking, LOOKING, 0, mine) !== 0)
      throw new AppError('TRY_AGAIN', 'another thread is being looked into; try again')
    try {
      if (this.#looking.subarray(ENDING).some(isEnding => isEnding !== 0))
        throw new AppError('TRY_AGAIN', 'a worker is ending; try again')
      return await work()
    } finally {
      Atomics.compareExchange(this.#looking, LOOKING, mine, 0)
    }
  }

  /** To be awaited by a worker before it ends: no other looks into a thread now, nor until main has seen the end. */
  async beforeEnd(): Promise<void> {
    Atomics.store(this.#looking, ENDING + this.#slot, 1)
    const isLooked = () => ![0, this.#slot + 1].includes(Atomics.load(this.#looking, LOOKING))
    for (const end = ticks() + END_WITHIN; isLooked() && ticks() < end; ) await sleep(END_AGAIN)
  }

  /** The thread in `slot` has ended: it does not look any more, and others may be looked into. */
  forget(slot: number): void {
    Atomics.compareExchange(this.#looking, LOOKING, slot + 1, 0)
    Atomics.store(this.#looking, ENDING + slot, 0)
  }

  /** To be called before this thread ends: whoever is paused goes on. */
  close(): void {
    this.#isClosed = true
    for (const inspection of this.#open) inspection.close()
    this.#open.clear()
  }

  async #use<T>(inspection: Inspection, work: (inspection: Inspection) => Promise<T>): Promise<T> {
    this.#open.add(inspection)
    try {
      if (this.#isClosed) throw new AppError('THREAD_LOST')
      return await work(inspection)
    } finally {
      await goOn(inspection)
      inspection.close()
      this.#open.delete(inspection)
    }
  }
}

/** A thread in native code answers later, or never: it is not waited for. */
async function goOn(inspection: Inspection): Promise<void> {
  const asked = [inspection.post('Debugger.resume'), inspection.post('Debugger.disable')]
  await Promise.race([Promise.allSettled(asked), sleep(PATIENCE)])
}
