// The time, behind an object that tests can move. Everything that decides by the time of day asks a Clock.

export interface Clock {
  /** Wall-clock time in ms since 1970. */
  now(): number
}

export const systemClock: Clock = { now: () => Date.now() }

/** A clock that stands still until it is moved. */
export class ManualClock implements Clock {
  #now: number

  constructor(now = Date.UTC(2026, 0, 1)) {
    this.#now = now
  }

  now(): number {
    return this.#now
  }

  /** Moves by `ms`, back too when negative. */
  advance(ms: number): void {
    this.#now += ms
  }

  set(now: number): void {
    this.#now = now
  }
}
