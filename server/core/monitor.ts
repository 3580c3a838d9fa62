// Sees what takes too long. Each thread writes what it is doing into memory that all threads share, so that another
// thread can say which service and command a stuck loop is in. Handlers that wait too long are seen by their own thread.
//
//   status: per slot 4 doubles: beat (performance.timeOrigin-free ms of the last turn) · life · address · label

import { showAddress } from './address.ts'
import type { Cell } from './cell.ts'
import type { Logger } from './log.ts'

const BEAT = 500
const SLOW = 3000
const STUCK = 5000
const WIDTH = 4
export const MAX_SLOTS = 32

export const createStatus = (): SharedArrayBuffer => new SharedArrayBuffer(MAX_SLOTS * WIDTH * 8)

export class Monitor {
  readonly #status: Float64Array
  readonly #base: number
  readonly #slot: number
  readonly #log: Logger
  /** Services whose handler has returned a promise, and the turn that was complained about. */
  readonly #waiting = new Map<Cell, number>()
  readonly #labels = new Map<string, number>()
  readonly #foreign = new Map<string, string>()
  readonly #reported = new Map<number, number>()
  #timer: NodeJS.Timeout | undefined
  /** Tells main the number of a command's label, once. */
  onLabel: (id: number, label: string) => void = () => undefined

  constructor(status: SharedArrayBuffer, slot: number, log: Logger) {
    this.#status = new Float64Array(status)
    this.#slot = slot
    this.#base = slot * WIDTH
    this.#log = log
  }

  start(): void {
    this.#beat()
    this.#timer = setInterval(() => this.#beat(), BEAT).unref()
  }

  stop(): void {
    clearInterval(this.#timer)
    this.#status[this.#base] = 0
  }

  begin(cell: Cell, command: string): void {
    this.#status[this.#base + 2] = cell.address
    this.#status[this.#base + 3] = this.#labels.get(command) ?? this.#addLabel(command)
  }

  watch(cell: Cell): void {
    if (!this.#waiting.has(cell)) this.#waiting.set(cell, 0)
  }

  /** What the thread in `slot` was doing last. */
  doing(slot: number): { service: string; command: string } {
    const base = slot * WIDTH
    const command = this.#foreign.get(`${slot}/${this.#status[base + 3]}`) ?? '?'
    return { service: showAddress(this.#status[base + 2]!), command }
  }

  /** Another thread has told what its label means. */
  learnLabel(slot: number, id: number, label: string): void {
    this.#foreign.set(`${slot}/${id}`, label)
  }

  /** The slots of threads whose loop has not turned for 5 s. */
  findStuck(): number[] {
    const stuck: number[] = []
    for (let slot = 0; slot < MAX_SLOTS; slot++) {
      const beat = this.#status[slot * WIDTH]!
      if (beat > 0 && slot !== this.#slot && Date.now() - beat > STUCK) stuck.push(slot)
    }
    return stuck
  }

  #addLabel(command: string): number {
    const id = this.#labels.size + 1
    this.#labels.set(command, id)
    this.onLabel(id, command)
    return id
  }

  #beat(): void {
    this.#status[this.#base] = Date.now()
    this.#findSlow()
    if (this.#slot <= 1) this.#reportStuck()
  }

  #findSlow(): void {
    const now = performance.now()
    for (const [cell, reported] of this.#waiting) {
      if (!cell.isBusy) this.#waiting.delete(cell)
      else if (now - cell.since > SLOW && reported !== cell.since) {
        this.#waiting.set(cell, cell.since)
        const ms = Math.round(now - cell.since)
        this.#log.warn({ service: `${cell}`, command: cell.command, ms }, 'a slow handler is still waiting')
      }
    }
  }

  /** Main watches the workers; the first worker watches main. */
  #reportStuck(): void {
    for (const slot of this.findStuck()) {
      if (this.#slot === 1 && slot !== 0) continue
      const beat = this.#status[slot * WIDTH]!
      if (this.#reported.get(slot) === beat) continue
      this.#reported.set(slot, beat)
      this.#log.error(
        { stuck: slot, ms: Date.now() - beat, ...this.doing(slot) },
        'the loop of a thread is stuck',
      )
    }
  }
}
