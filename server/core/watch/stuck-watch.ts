// Logs each thread whose loop is stuck, once, with what it runs: main looks into the workers, worker 1 into main.

import { ticks } from '../../lib/clock.ts'
import { showAddress } from '../address.ts'
import type { Logger } from '../log/log.ts'
import type { Inspector } from './inspector.ts'
import { readStack, type StackReport } from './stack.ts'

/** What it needs of the monitor. */
export interface StuckHost {
  readonly slot: number
  readonly log: Logger
  readonly limits: { beat: number; stuck: number }
  readonly inspector: Inspector
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
const STUCK_WITHIN = 5000
const MAIN_SLOT = 0
/** The worker that watches main. */
const FIRST_WORKER = 1

export class StuckWatch {
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

  /** The thread in `slot` has ended. */
  forget(slot: number): void {
    this.#reported.delete(slot)
    this.#looked.delete(slot)
  }

  /**
   * What the thread in `slot`, which may be stuck, runs right now; undefined when it is idle or in native code. Throws
   * TRY_AGAIN while another thread is being looked into, and while a worker ends.
   */
  async stackOf(slot: number): Promise<StackReport | undefined> {
    const { inspector, limits } = this.#host
    const isTurning = ticks() - this.#host.beatOf(slot) < 2 * limits.beat
    const ms = isTurning ? IDLE_WITHIN : STUCK_WITHIN
    return inspector.into(slot, inspection => readStack(inspection, ms))
  }

  /** Its label is still on its way here, another thread is being looked into, or this one has just been. */
  #isTooEarly(slot: number, beat: number): boolean {
    const { inspector, limits } = this.#host
    const age = ticks() - beat
    if (this.#host.doing(slot).command === '?' && age < 1.2 * limits.stuck) return true
    if (inspector.isBusy && age < 2 * limits.stuck) return true
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
