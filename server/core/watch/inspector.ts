// How a thread looks into another: main into the workers, worker 1 into main. It keeps true: one thread of the node looks into
// another at a time, as two that look into each other would both stay paused; whoever was paused goes on.

import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '../errors.ts'
import type { Inspection } from './inspection.ts'

/** ms for an answer that only says that it goes on. */
const PATIENCE = 300

export class Inspector {
  /** Opens a session with the thread in `slot`; put here by whoever knows how. */
  open: (slot: number) => Promise<Inspection> = async slot => {
    throw new AppError('THREAD_LOST', `thread ${slot} can't be looked into from here`)
  }
  /** Shared by the threads: the slot that looks into another now, plus 1; 0 for none. */
  readonly #looking: Int32Array
  readonly #mine: number
  /** Held here: a session that is collected while the other thread answers ends the process. */
  readonly #open = new Set<Inspection>()
  #isClosed = false

  constructor(looking: Int32Array, slot: number) {
    this.#looking = looking
    this.#mine = slot + 1
  }

  /** Whether a thread of the node looks into another now. */
  get isBusy(): boolean {
    return Atomics.load(this.#looking, 0) !== 0
  }

  /**
   * Runs `work` with a session with the thread in `slot`, which goes on in the end if it was paused. Throws TRY_AGAIN while
   * a thread looks into another, THREAD_LOST while this one ends.
   */
  into<T>(slot: number, work: (inspection: Inspection) => Promise<T>): Promise<T> {
    return this.alone(async () => this.#use(await this.open(slot), work))
  }

  /** Runs `work` while no thread looks into another. Throws TRY_AGAIN. */
  async alone<T>(work: () => Promise<T>): Promise<T> {
    if (Atomics.compareExchange(this.#looking, 0, 0, this.#mine) !== 0)
      throw new AppError('TRY_AGAIN', 'another thread is being looked into; try again')
    try {
      return await work()
    } finally {
      Atomics.compareExchange(this.#looking, 0, this.#mine, 0)
    }
  }

  /** The thread in `slot` has ended: it does not look any more. */
  forget(slot: number): void {
    Atomics.compareExchange(this.#looking, 0, slot + 1, 0)
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
