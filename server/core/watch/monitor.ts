// Finds what takes too long. Each thread writes what it is doing into memory that all threads share, so that another
// thread can tell in which service and command a loop is stuck. Handlers that wait too long are found by their own thread.
//
//   status: per slot 3 doubles: beat (ticks of the loop's last turn, 0: no thread) · address · number of a label; then
//   main's ticks; then an int: which slot looks into another thread now, plus 1; 0 for none; then the holds (holds.ts)

import { systemClock, ticks } from '../../lib/clock.ts'
import { MAX_SLOTS } from '../../lib/snowflake.ts'
import { showAddress } from '../address.ts'
import type { Logger } from '../log/log.ts'
import { type ErrorAlarm, ErrorBook } from './error-book.ts'
import { HOLDS_SIZE, Holds } from './holds.ts'
import { Inspector } from './inspector.ts'
import type { Observed, Observer } from './observer.ts'
import { NOTED, SlowBook } from './slow-book.ts'
import { type StuckHost, StuckWatch } from './stuck-watch.ts'
import type { WatchLimits } from './watch-limits.ts'

/** A command of a kind of service; its id stands for it in the shared memory. */
export interface Label {
  id: number
  type: string
  command: string
}

/** Command -> label, for one kind of service. */
export type Labels = Map<string, Label>

/** What the monitor sees of a service: its cell. */
export interface Watched extends Observed {
  readonly labels: Labels
  readonly log: Logger
  /** A handler runs or waits. */
  readonly isBusy: boolean
  /** Logs the handlers that have been waiting for too long. */
  reportSlow(): void
}

const WIDTH = 3

/** Where, behind the slots, main writes its ticks. */
const CLOCK = MAX_SLOTS * WIDTH
/** ms that a handler may run before it first waits; a longer time means that the clock was set. */
const LONGEST_TURN = 60_000
/** How often main writes its ticks, in ms. */
const TICK = 50

/** Where, in bytes, stands who looks into another thread, and which slots end. */
const LOOKING = (CLOCK + 1) * 8
/** And the holds, at a multiple of 8. */
const HOLDS = LOOKING + 8 * Math.ceil((1 + MAX_SLOTS) / 2)

export const createStatus = (): SharedArrayBuffer => new SharedArrayBuffer(HOLDS + HOLDS_SIZE)

export interface MonitorOptions {
  status: SharedArrayBuffer
  slot: number
  log: Logger
  limits: WatchLimits
}

export class Monitor implements StuckHost {
  readonly limits: WatchLimits
  /** Hears what the services here do; undefined while nobody looks. */
  observer: Observer | undefined
  readonly slowest = new SlowBook()
  /** When threads were held on purpose. */
  readonly holds: Holds
  readonly errors: ErrorBook
  /** A message of a kind of service fails too often: for the game. */
  onErrors: (alarm: ErrorAlarm) => void = () => undefined
  /** Tells another thread of a new label at once: the loop may get stuck in that very command. */
  onLabel: (label: Label) => void = () => undefined
  readonly #status: Float64Array
  readonly #base: number
  readonly slot: number
  readonly log: Logger
  /** Looks into other threads. */
  readonly inspector: Inspector
  readonly stuck = new StuckWatch(this)
  /** A handler that takes longer, in ms, is noted. */
  readonly #noted: number
  /** Whose handler began last, and its command, as written to the status; not written again while they stay the same. */
  #last: Watched | undefined
  #lastCommand = ''
  #lastLabels: Labels | undefined
  /** As far as is known, it has neither ended nor returned a promise. */
  #isRunning = false
  #lastSince = 0
  /** Services with a handler that has returned a promise. */
  readonly #waiting = new Set<Watched>()
  readonly #labels = new Map<string, Labels>()
  #lastLabel = 0
  /** From the time of day to ticks. */
  #offset = ticks() - systemClock.now()
  /** Slot -> the labels of that thread. */
  readonly #foreign = new Map<number, Map<number, Label>>()
  #timer: NodeJS.Timeout | undefined
  #clock: NodeJS.Timeout | undefined

  constructor({ status, slot, log, limits }: MonitorOptions) {
    this.#status = new Float64Array(status, 0, CLOCK + 1)
    this.inspector = new Inspector(new Int32Array(status, LOOKING, 1 + MAX_SLOTS), slot)
    this.holds = new Holds(status, HOLDS, slot)
    this.slot = slot
    this.#base = slot * WIDTH
    this.log = log
    this.limits = limits
    this.#noted = Math.min(NOTED, limits.slow)
    this.errors = new ErrorBook(limits)
    this.errors.onAlarm = alarm => this.#onAlarm(alarm)
  }

  start(): void {
    this.#beat()
    if (this.slot === 0) this.#startClock()
    this.#timer = setInterval(() => this.#beat(), this.limits.beat).unref()
  }

  stop(): void {
    clearInterval(this.#timer)
    clearInterval(this.#clock)
    this.#status[this.#base] = 0
  }

  labelsOf(type: string): Labels {
    let labels = this.#labels.get(type)
    if (!labels) {
      labels = new Map()
      this.#labels.set(type, labels)
    }
    return labels
  }

  /** All labels of this thread, for a thread that starts to watch it. */
  allLabels(): Label[] {
    return [...this.#labels.values()].flatMap(labels => [...labels.values()])
  }

  /**
   * Ticks, or a little less. Workers read what main has written, so that a handler costs no look at the clock; main uses
   * the time of day, which is faster to read but wrong for a moment after it was set.
   */
  now(): number {
    return this.slot === 0 ? systemClock.now() + this.#offset : this.#status[CLOCK]!
  }

  /** ms since then; a long time is checked not to come from a clock that was set. */
  elapsed(since: number): number {
    const ms = this.now() - since
    if (ms <= this.#noted) return ms
    this.#adjust()
    return this.now() - since
  }

  /** The same in whole ms, without what passed while a thread was held on purpose. */
  worked(since: number): number {
    return Math.round(this.elapsed(since) - this.holds.within(since))
  }

  #adjust(): void {
    this.#offset = ticks() - systemClock.now()
  }

  /** When the last handler began. */
  get lastSince(): number {
    return this.#lastSince
  }

  /** A handler begins. */
  begin(service: Watched, command: string): void {
    const now = this.now()
    if (this.#isRunning) this.#checkLast(now)
    if (command !== this.#lastCommand || service.labels !== this.#lastLabels)
      this.#showCommand(service, command)
    if (service !== this.#last) this.#showService(service)
    this.#isRunning = true
    this.#lastSince = now
  }

  #showService(service: Watched): void {
    this.#status[this.#base + 1] = service.address
    this.#last = service
  }

  #showCommand(service: Watched, command: string): void {
    const label = service.labels.get(command) ?? this.#addLabel(service, command)
    this.#status[this.#base + 2] = label.id
    this.#lastCommand = command
    this.#lastLabels = service.labels
  }

  /** The last handler has returned a promise. Returns for how many ms it has held the thread. */
  watch(service: Watched): number {
    this.#isRunning = false
    const now = this.slot === 0 ? this.#checkSince() : this.now()
    this.#waiting.add(service)
    return Math.max(0, Math.round(now - this.#lastSince))
  }

  /** The time at which it began may have been read just after the clock was set. Returns ticks. */
  #checkSince(): number {
    const now = ticks()
    if (Math.abs(now - this.#lastSince) > LONGEST_TURN) this.#lastSince = now
    return now
  }

  /** A handler has ended that began at `since`. `busy`: ms for which it held the thread; all the time when left out. */
  noteEnd(service: Watched, command: string, since: number, busy?: number): void {
    if (this.elapsed(since) < this.#noted) return
    const ms = this.worked(since)
    if (ms < this.#noted) return
    const { name, type, address, about } = service
    this.slowest.note({ service: name ?? type, command, ms, busy: Math.min(ms, busy ?? ms), address, about })
    if (ms > this.limits.slow) service.log.warn({ command, ms }, 'a slow handler has ended')
  }

  /** An operation of a store has ended after `ms`. */
  noteStored(store: string, operation: string, ms: number): void {
    if (ms < this.#noted) return
    const what = { service: `store ${store}`, command: operation, address: undefined, about: {} }
    this.slowest.note({ ...what, ms: Math.round(ms), busy: 0 })
  }

  /** This turn of the loop is over. */
  endTurn(): void {
    if (this.#isRunning) this.#checkLast(this.now())
  }

  /** What the thread in `slot` is doing, or did last. */
  doing(slot: number): { service: string; command: string } {
    const address = showAddress(this.#status[slot * WIDTH + 1]!)
    const label = this.#foreign.get(slot)?.get(this.#status[slot * WIDTH + 2]!)
    return { service: `${label?.type ?? ''}${address}`, command: label?.command ?? '?' }
  }

  /** Another thread has named one of its labels. */
  learnLabel(slot: number, label: Label): void {
    const labels = this.#foreign.get(slot) ?? new Map<number, Label>()
    this.#foreign.set(slot, labels.set(label.id, label))
  }

  /** The thread in `slot` has ended: it is not stuck. */
  forget(slot: number): void {
    this.#status.fill(0, slot * WIDTH, (slot + 1) * WIDTH)
    this.#foreign.delete(slot)
    this.holds.forget(slot)
    this.inspector.forget(slot)
    this.stuck.forget(slot)
  }

  beatOf(slot: number): number {
    return this.#status[slot * WIDTH]!
  }

  /** The slots of other threads whose loop is stuck. */
  findStuck(): number[] {
    const stuck: number[] = []
    for (let slot = 0; slot < MAX_SLOTS; slot++) {
      const beat = this.#status[slot * WIDTH]!
      const age = ticks() - Math.max(beat, this.holds.endOf(slot))
      if (beat > 0 && slot !== this.slot && age > this.limits.stuck) stuck.push(slot)
    }
    return stuck
  }

  #onAlarm(alarm: ErrorAlarm): void {
    const { service, command, count, within, place, text, about } = alarm
    const what = { service, failing: command, errors: count, ms: within, place, example: text }
    this.log.warn({ ...about, ...what }, 'a message fails too often')
    this.onErrors(alarm)
  }

  /** A handler that did not wait has ended by the time the next one begins or the turn of the loop is over. */
  #checkLast(now: number): void {
    const isLong = now - this.#lastSince > this.#noted
    if (isLong && this.#last) this.noteEnd(this.#last, this.#lastCommand, this.#lastSince)
    this.#isRunning = false
  }

  #addLabel(service: Watched, command: string): Label {
    const label: Label = { id: ++this.#lastLabel, type: service.type, command }
    service.labels.set(command, label)
    this.onLabel(label)
    return label
  }

  #beat(): void {
    this.#status[this.#base] = ticks()
    this.#findSlow()
    this.stuck.look()
  }

  #startClock(): void {
    const tick = () => {
      this.#adjust()
      this.#status[CLOCK] = ticks()
    }
    tick()
    this.#clock = setInterval(tick, Math.min(TICK, this.limits.slow / 4)).unref()
  }

  #findSlow(): void {
    this.#adjust()
    for (const service of this.#waiting) {
      if (service.isBusy) service.reportSlow()
      else this.#waiting.delete(service)
    }
  }
}
