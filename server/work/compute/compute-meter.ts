// What a thread's computations are counted by.

import { AppError } from '../../core/errors.ts'
import { Histogram } from '../../core/metrics/histogram.ts'
import { type Metric, readCounter, readGauge, readHistogram } from '../../core/metrics/metric.ts'
import { Tally } from '../../core/metrics/tally.ts'

/** How a computation has ended. */
export type ComputeEnd = 'done' | 'failed' | 'cancelled' | 'late' | 'refused'

export class ComputeMeter {
  /** `open`: those that wait or run. */
  counts: () => { open: number; running: number } = () => ({ open: 0, running: 0 })
  readonly #ends = new Tally()
  readonly #seconds = new Histogram()

  note(end: ComputeEnd, ms?: number): void {
    this.#ends.add(end)
    if (ms !== undefined) this.#seconds.observe(ms / 1000)
  }

  refuse(): AppError {
    this.note('refused')
    return new AppError('TRY_AGAIN', 'too many computations are waiting')
  }

  metrics(): Record<string, Metric> {
    return {
      gatehouse_computations_total: readCounter(
        'computations by how they have ended: done, failed, cancelled, late, refused',
        () => this.#ends.samples('end'),
        { labels: ['end'] },
      ),
      gatehouse_computations_running: readGauge('computations that run', () => this.counts().running),
      gatehouse_computations_waiting: readGauge('computations that wait for a thread', () => {
        const { open, running } = this.counts()
        return open - running
      }),
      gatehouse_compute_seconds: readHistogram('time from asking for a computation to its result', () => [
        [{}, this.#seconds],
      ]),
    }
  }
}
