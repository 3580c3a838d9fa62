// The world's time as this client can see it, from when patches arrive: the one that came quickest, among those of the last
// seconds, says when a tick is here at the earliest. Heartbeats would be too coarse. How late the others are says how much
// later than that one has to draw.

/** For how long an arrival counts, in ms: the network may change, and servers that could not keep up lose ticks. */
const WINDOW = 10_000

/** The share of patches that may come too late to be drawn in time; those that a lost packet holds up are some of them. */
const LATE = 0.08
/** ms that the measure of lateness moves with a patch that comes later. */
const STEP = 12
/** ms; what comes later than this is not waited for. */
const MOST = 250

export class WorldClock {
  /** ms by which most patches are late at most. */
  jitter = 0
  readonly #tickMs: number
  /** Arrivals that are, or may become, the quickest of the last seconds: each is quicker than those behind it. */
  #arrivals: { at: number; lag: number }[] = []

  /** `tickMs`: ms between two ticks; 0 where the world has none. */
  constructor(tickMs: number) {
    this.#tickMs = tickMs
  }

  /** The patch of `tick` came `at`, in ms of some clock that is not set. */
  add(tick: number, at: number): void {
    const lag = at - tick * this.#tickMs
    const quicker = this.#arrivals.filter(each => at - each.at < WINDOW && each.lag < lag)
    this.#arrivals = [...quicker, { at, lag }]
    const isLate = lag - this.#arrivals[0]!.lag > this.jitter
    this.jitter = Math.max(0, Math.min(MOST, this.jitter + STEP * (isLate ? 1 - LATE : -LATE)))
  }

  /** The tick whose patch could just have arrived `at`; undefined before the first patch, and where there are no ticks. */
  tickAt(at: number): number | undefined {
    const [quickest] = this.#arrivals
    return quickest && this.#tickMs > 0 ? (at - quickest.lag) / this.#tickMs : undefined
  }
}
