// What one thread's saver counts for the metrics.

import { BYTES, Histogram } from '../../core/metrics/histogram.ts'
import { type Metric, readCounter, readHistogram } from '../../core/metrics/metric.ts'
import { Tally } from '../../core/metrics/tally.ts'

/** Why something was not saved: `away`: the store did not answer · `refused`: the content · `again`: not applied, and
 * sent again · `lost`: the document has another owner. */
export type SaveFailure = 'away' | 'refused' | 'again' | 'lost'

export class SaveMeter {
  /** Documents that were saved. */
  saved = 0
  readonly #seconds = new Histogram()
  readonly #bytes = new Histogram(BYTES)
  readonly #failed = new Tally()

  /** A bulk was sent. */
  note(ms: number, bytes: number): void {
    this.#seconds.observe(ms / 1000)
    this.#bytes.observe(bytes)
  }

  fail(why: SaveFailure, documents = 1): void {
    this.#failed.add(why, '', documents)
  }

  metrics(): Record<string, Metric> {
    return {
      gatehouse_saves_total: readCounter('changed documents that were saved', () => this.saved),
      gatehouse_save_failures_total: readCounter(
        'changed documents that a save did not store, by reason: away, refused, again, lost; nothing is dropped but what is lost',
        () => this.#failed.samples('reason'),
        { labels: ['reason'] },
      ),
      gatehouse_save_seconds: readHistogram('time that a bulk of changes takes', () => [[{}, this.#seconds]]),
      gatehouse_save_bytes: readHistogram('size of a bulk of changes, roughly', () => [[{}, this.#bytes]]),
    }
  }
}
