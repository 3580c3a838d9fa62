// The server's time, estimated from heartbeats as NTP does: the answer with the shortest way there and back is the
// one to believe, among the last few.

const SAMPLES = 8

export class ServerClock {
  readonly #samples: { offset: number; roundTrip: number }[] = []

  /** What to add to this machine's clock, in ms; 0 before the first heartbeat. */
  get offset(): number {
    return this.#best()?.offset ?? 0
  }

  /** Time there and back of the latest heartbeat, in ms; undefined before the first. */
  get latency(): number | undefined {
    return this.#samples.at(-1)?.roundTrip
  }

  /** The server's time in ms since 1970. */
  now(): number {
    return Date.now() + this.offset
  }

  /** A heartbeat whose answer, the server's `time`, came now, `roundTrip` ms after it was sent. */
  add(time: number, roundTrip: number): void {
    this.#samples.push({ offset: time + roundTrip / 2 - Date.now(), roundTrip })
    if (this.#samples.length > SAMPLES) this.#samples.shift()
  }

  #best() {
    return this.#samples.reduce<{ offset: number; roundTrip: number } | undefined>(
      (best, each) => (best && best.roundTrip <= each.roundTrip ? best : each),
      undefined,
    )
  }
}
