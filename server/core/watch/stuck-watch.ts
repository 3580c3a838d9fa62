// Logs each thread whose loop is stuck, once, with what it runs: main looks into the workers, worker 1 into main. It keeps
// true: one thread of the node looks into another at a time, as two that look into each other would both stay paused; and
// none does while a worker ends, as V8's inspector ends the process when it is asked about a thread that is being taken down.

import { setTimeout as sleep } from 'node:timers/promises'
import { ticks } from '../../lib/clock.ts'
import { showAddress } from '../address.ts'
import { AppError } from '../errors.ts'
import type { Logger } from '../log/log.ts'
import type { StackReport } from './stack.ts'

/** What it needs of the monitor. */
export interface StuckHost {
  readonly slot: number
  readonly log: Logger
  readonly limits: { beat: number; stuck: number }
  /** Shared by the threads: the slot that looks into another now, plus 1, 0 for none; then for each slot 1 while it ends. */
  readonly looking: Int32Array
  /** The slots of other threads whose loop is stuck. */
  findStuck(): number[]
  /** Ticks of the last turn of a thread's loop. */
  beatOf(slot: number): number
  doing(slot: number): { service: string; command: string }
}

/** ms after a look into a stuck thread before the next: it held the thread for some time itself. */
const QUIET = 1000
/** ms to wait for what a thread runs: whose loop turns may be idle, one that is stuck may be in native code. */
const IDLE_WITHIN = 200
const STUCK_WITHIN = 3000
/** ms for which a worker that ends waits for a look to be over, as one into a thread that turns is by then; and between two tries. */
const END_WITHIN = 2000
const END_AGAIN = 5
/** Places in `looking`: of the one that looks, and of slot 0. */
const LOOKING = 0
const ENDING = 1
const MAIN_SLOT = 0
/** The worker that watches main. */
const FIRST_WORKER = 1

export class StuckWatch {
  /** Looks into the thread in `slot` for at most `ms`. */
  readStack: (slot: number, ms: number) => Promise<StackReport | undefined> = async () => undefined
  readonly #host: StuckHost
  /** Slot -> the beat that has been reported as stuck. */
  readonly #reported = new Map<number, number>()
  /** Slot -> when a look into that thread ended. */
  readonly #looked = new Map<number, number>()

  constructor(host: StuckHost) {
    this.#host = host
  }

  /** To be called at each beat. */
  look(): void {
    const { slot: mine } = this.#host
    if (mine > FIRST_WORKER) return
    for (const slot of this.#host.findStuck()) {
      if (mine === FIRST_WORKER && slot !== MAIN_SLOT) continue
      const beat = this.#host.beatOf(slot)
      if (this.#reported.get(slot) === beat || this.#isTooEarly(slot, beat)) continue
      this.#reported.set(slot, beat)
      void this.#report(slot, Math.round(ticks() - beat))
    }
  }

  /** To be awaited by a worker before it ends: no other looks into a thread now, nor until main has seen the end. */
  async beforeEnd(): Promise<void> {
    const { looking, slot } = this.#host
    Atomics.store(looking, ENDING + slot, 1)
    const isLooked = () => ![0, slot + 1].includes(Atomics.load(looking, LOOKING))
    for (const end = ticks() + END_WITHIN; isLooked() && ticks() < end; ) await sleep(END_AGAIN)
  }

  /** The thread in `slot` has ended. */
  forget(slot: number): void {
    this.#reported.delete(slot)
    this.#looked.delete(slot)
    Atomics.compareExchange(this.#host.looking, LOOKING, slot + 1, 0)
    Atomics.store(this.#host.looking, ENDING + slot, 0)
  }

  /**
   * What the thread in `slot`, which may be stuck, runs right now; undefined when it is idle or in native code. Throws
   * TRY_AGAIN while another thread is being looked into.
   */
  async stackOf(slot: number): Promise<StackReport | undefined> {
    const { looking, limits } = this.#host
    const mine = this.#host.slot + 1
    if (Atomics.compareExchange(looking, LOOKING, 0, mine) !== 0)
      throw new AppError('TRY_AGAIN', 'another thread is being looked into; try again')
    try {
      if (looking.subarray(ENDING).some(isEnding => isEnding !== 0))
        throw new AppError('TRY_AGAIN', 'a worker is ending; try again')
      const isTurning = ticks() - this.#host.beatOf(slot) < 2 * limits.beat
      return await this.readStack(slot, isTurning ? IDLE_WITHIN : STUCK_WITHIN)
    } finally {
      Atomics.compareExchange(looking, LOOKING, mine, 0)
    }
  }

  /** Its label is still on its way here, another thread is being looked into, or this one has just been. */
  #isTooEarly(slot: number, beat: number): boolean {
    const { looking, limits } = this.#host
    const age = ticks() - beat
    if (this.#host.doing(slot).command === '?' && age < 1.2 * limits.stuck) return true
    if (looking.some(place => place !== 0) && age < 2 * limits.stuck) return true
    return ticks() - (this.#looked.get(slot) ?? 0) < QUIET
  }

  async #report(slot: number, ms: number): Promise<void> {
    const doing = this.#host.doing(slot)
    const stack = await this.stackOf(slot).catch(() => undefined)
    this.#looked.set(slot, ticks())
    const fields = { stuck: slot, ms, ...doing, ...fieldsOf(stack, doing) }
    this.#host.log.error(fields, 'the loop of a thread is stuck')
  }
}

/** What the stack adds to the service that began last: where it is, and which other service goes on after a wait. */
function fieldsOf(stack: StackReport | undefined, doing: { service: string }): object {
  if (!stack) return {}
  const { at, frames, service: found } = stack
  const lines = frames.map(frame => `${frame.function} ${frame.at}`)
  if (!found) return { at, stack: lines }
  const service = `${found.type}${showAddress(found.address)}`
  const command = doing.service === service ? {} : { command: '?' }
  return { ...found.fields, service, ...command, at, stack: lines }
}
