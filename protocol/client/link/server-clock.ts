// The server's time, estimated from heartbeats as NTP does: the answer with the shortest way there and back is the
// one to believe, among the last few. A clock that is set, the server's or this one, makes those before it wrong.

const SAMPLES = 8

/** What two answers may differ by though no clock was set, in ms: whole milliseconds, and clocks that drift. */
const SLACK = 50

interface Sample {
  offset: number
  roundTrip: number
}

export class ServerClock {
  #samples: Sample[] = []

  /** What to add to this machine's clock, in ms; 0 before the first heartbeat. */
  get offset(): number {
    return this.#best()?.offset ?? 0
  }

  /** Time there and back of the latest heartbeat, in ms; undefined before the first. */
  get latency(): number | undefined {
    return this.#samples[this.#samples.length - 1]?.roundTrip
  }

  /** The server's time in ms since 1970. */
  now(): number {
    return Date.now() + this.offset
  }

  /** A heartbeat whose answer, the server's `time`, came at `now`, `roundTrip` ms after it was sent. */
  add(time: number, roundTrip: number, now: number = Date.now()): void {
    const latest = { offset: time + roundTrip / 2 - now, roundTrip }
    const others = this.#samples.filter(sample => agree(sample, latest)).slice(1 - SAMPLES)
    this.#samples = [...others, latest]
  }

  #best(): Sample | undefined {
    return this.#samples.reduce<Sample | undefined>(
      (best, each) => (best && best.roundTrip <= each.roundTrip ? best : each),
      undefined,
    )
  }
}

/** The true offset is within half a round trip of every sample; two that leave no room for one were not of one clock. */
const agree = (a: Sample, b: Sample): boolean =>
  Math.abs(a.offset - b.offset) <= (a.roundTrip + b.roundTrip) / 2 + SLACK
