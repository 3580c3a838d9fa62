// The time, behind an object that tests can move, and the only place that reads the time of day. A Clock has two readings:
// the time of day, which people set and which jumps, and ticks, which only go forward. Use now() for when something happens,
// and a difference of ticks for how long it takes or how old it is.

export interface Clock {
  /** Time of day in ms since 1970. It may jump, also backwards. */
  now(): number
  /** ms since some moment before the process began: never set, and the same on all threads. */
  ticks(): number
}

/** performance.now() counts from the start of its thread, hrtime from that of the machine, at the same rate. */
const THREAD_START = Number(process.hrtime.bigint()) / 1e6 - performance.now()

export const ticks = (): number => THREAD_START + performance.now()

export const systemClock: Clock = { now: () => Date.now(), ticks }

/** What the threads of a node share of a time of day that can be moved. */
export const createMovableTime = (): SharedArrayBuffer => new SharedArrayBuffer(8)

/** The system's clock with a time of day that tests move, for all threads at once. Ticks go on as they do: what was moved
 * makes nothing time out. */
export class MovableClock implements Clock {
  readonly #ahead: Float64Array
  readonly ticks = ticks

  /** `time`: of createMovableTime. */
  constructor(time: SharedArrayBuffer) {
    this.#ahead = new Float64Array(time)
  }

  now(): number {
    return Math.round(Date.now() + this.#ahead[0]!)
  }

  /** Sets the time of day; from then on it goes on. */
  set(now: number): void {
    this.#ahead[0] = now - Date.now()
  }
}

/** A clock that stands still until it is moved. */
export class ManualClock implements Clock {
  #now: number
  #ticks = 0

  constructor(now = Date.UTC(2026, 0, 1)) {
    this.#now = now
  }

  now(): number {
    return this.#now
  }

  ticks(): number {
    return this.#ticks
  }

  /** Time passes; a negative `ms` sets back the time of day only. */
  advance(ms: number): void {
    this.#now += ms
    this.#ticks += Math.max(0, ms)
  }

  /** Sets the time of day; no time passes. */
  set(now: number): void {
    this.#now = now
  }
}
