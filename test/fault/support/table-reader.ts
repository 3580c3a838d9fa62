// A service that reads tables as fast as its thread can, and looks at everything it reads: rows of one version only,
// values that belong together, the checksum of the whole version. A wait is the time from the end of a batch of reads
// to the end of the next one: the reads, and what came in between, as the switch to another version and collections.

import { Service } from '../../../server/core/service/service.ts'
import type { TableHolder } from '../../../server/table/read/holder.ts'
import type { tables } from '../../table/support/fixture-tables.ts'
import { collectGarbage } from './collect-garbage.ts'
import { type Moment, ThreadClock, TICK } from './thread-clock.ts'

export interface ReaderReport {
  reads: number
  versions: number
  /** The longest wait in ms of those in which the thread ran, by its own clock (thread-clock.ts). */
  longest: number
  /** The longest of those in which it was blocked. */
  longestBlocked: number
  longestOnWall: number
  /** The longest that a little arithmetic took, by the thread's own clock: what the machine itself did to the thread. */
  longestIdle: number
  faults: string[]
}

const BATCH = 200
/** Batches in one turn of the loop, so that messages come in between. */
const TURN = 5
const IDLE = 50_000
/** One in so many reads is of a text too: the strings to compare with are garbage, and collecting it takes time. */
const TEXTS = 16
/** The checksum of the whole version is looked at once in so many batches. */
const VERIFY = 100

const emptyReport = (): ReaderReport => ({
  reads: 0,
  versions: 0,
  longest: 0,
  longestBlocked: 0,
  longestOnWall: 0,
  longestIdle: 0,
  faults: [],
})

export class TableReader extends Service<{ holder: TableHolder<typeof tables.definitions> }> {
  static concurrent = true
  #isReading = false
  #batches = 0
  #lastVersion = 0
  #report = emptyReport()
  readonly #clock = new ThreadClock()
  #sum = 1
  /** When the last batch ended. */
  #ended = this.#clock.now()

  /** Reads until stop(), with a new report; goes on with one where it reads already. */
  start(): void {
    this.#report = emptyReport()
    this.#ended = this.#clock.now()
    if (this.#isReading) return
    this.#isReading = true
    this.#loop()
  }

  stop(): ReaderReport {
    this.#isReading = false
    return this.#report
  }

  collect(): void {
    collectGarbage()
  }

  #loop(): void {
    if (!this.#isReading) return
    for (let i = 0; i < TURN; i++) this.#measure()
    this.#idle()
    setImmediate(() => this.#loop())
  }

  #measure(): void {
    this.#read()
    const now = this.#clock.now()
    this.#note(this.#ended, now)
    this.#ended = now
    if (++this.#batches % VERIFY !== 0) return
    if (!this.options.holder.verify()) this.#fault('a wrong checksum')
    this.#ended = this.#clock.now()
  }

  /** As long as a batch, without a table and without garbage. */
  #idle(): void {
    const { own } = this.#clock.now()
    for (let i = 0; i < IDLE; i++) this.#sum = (this.#sum * 31 + i) | 0
    this.#ended = this.#clock.now()
    this.#report.longestIdle = Math.max(this.#report.longestIdle, this.#ended.own - own)
  }

  #note(from: Moment, to: Moment): void {
    const report = this.#report
    const [own, ran] = [to.own - from.own, to.ran - from.ran]
    const isBlocked = own - ran > TICK
    report.longest = Math.max(report.longest, isBlocked ? ran : own)
    if (isBlocked) report.longestBlocked = Math.max(report.longestBlocked, own)
    report.longestOnWall = Math.max(report.longestOnWall, to.onWall - from.onWall)
  }

  #read(): void {
    const { item, shop, settings } = this.options.holder.tables
    const { gen } = settings
    if (item.version !== this.#lastVersion) this.#report.versions += 1
    this.#lastVersion = item.version
    for (let i = 0; i < BATCH; i++) {
      const id = 1 + ((this.#report.reads * 7919) % item.size)
      const row = item.find(id)
      if (!row) return this.#fault(`item ${id} is missing`)
      if (row.gen !== gen || row.price !== id * 100) return this.#fault(`item ${id} of ${gen} is torn`)
      if (i % TEXTS === 0 && item.by.name(`item ${id} of ${gen}`)?.name !== row.name)
        return this.#fault(`the name of item ${id} of ${gen} is torn`)
      const sold = shop.find('smith', id)
      if (sold?.gen !== gen || sold.sells !== id) return this.#fault(`shop ${id} of ${gen} is mixed`)
      this.#report.reads += 1
    }
  }

  #fault(what: string): void {
    if (this.#report.faults.length < 10) this.#report.faults.push(`${what}, version ${this.#lastVersion}`)
  }
}
