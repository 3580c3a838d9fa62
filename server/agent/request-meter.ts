// How long requests take from their handler's begin to its answer, by message, and what became of logins. Reading a clock
// for each would cost as much as a small handler: one that waits is always measured, from where it begins to wait; of those
// that don't, the first 64 of a message, then one in 64, which stands for 64.

import type { Message } from '../../protocol/sproto/index.ts'
import { Histogram } from '../core/metrics/histogram.ts'
import { type Metric, readCounter, readHistogram } from '../core/metrics/metric.ts'
import { Tally } from '../core/metrics/tally.ts'

const ALL = 64
const ONE_IN = 64

export class RequestMeter {
  readonly logins = new Tally()
  /** By the index of the message. */
  readonly #begun: Uint32Array
  readonly #seconds: (Histogram | undefined)[] = []
  readonly #messages: readonly Message[]

  constructor(messages: Iterable<Message>) {
    this.#messages = [...messages]
    this.#begun = new Uint32Array(this.#messages.length)
  }

  /** A handler begins: returns when, or 0 if this one is not measured. */
  begin({ index }: Message): number {
    const begun = this.#begun[index]!++
    return begun < ALL || begun % ONE_IN === 0 ? performance.now() : 0
  }

  /** It has ended without waiting. */
  end(message: Message, since: number): void {
    if (since === 0) return
    const weight = this.#begun[message.index]! <= ALL ? 1 : ONE_IN
    this.#of(message).observe((performance.now() - since) / 1000, weight)
  }

  /** It has waited since `since`. */
  endWaiting(message: Message, since: number): void {
    this.#of(message).observe((performance.now() - since) / 1000)
  }

  metrics(): Record<string, Metric> {
    return {
      gatehouse_request_seconds: readHistogram(
        'time from the begin of a handler to its answer, by message; of handlers that do not wait a sample',
        () => this.#measured(),
        { labels: ['message'] },
      ),
      gatehouse_logins_total: readCounter(
        'logins, by outcome: OK, or the code of the error',
        () => this.logins.samples('outcome'),
        { labels: ['outcome'] },
      ),
    }
  }

  #of({ index }: Message): Histogram {
    this.#seconds[index] ??= new Histogram()
    return this.#seconds[index]
  }

  *#measured(): Iterable<readonly [{ message: string }, Histogram]> {
    for (const { name, index } of this.#messages) {
      const seconds = this.#seconds[index]
      if (seconds) yield [{ message: name }, seconds]
    }
  }
}
