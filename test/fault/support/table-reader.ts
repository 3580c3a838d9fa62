// A service that reads tables as fast as its thread can, and looks at everything it reads: rows of one version only,
// values that belong together, the checksum of the whole version. It measures how long its reads took, by the clock and
// by the processor: on a machine with fewer processors than threads the clock mostly shows the other threads.

import { Service } from '../../../server/core/service.ts'
import type { TableHolder } from '../../../server/table/holder.ts'
import type { tables } from '../../table/support/fixture-tables.ts'
import { collectGarbage } from './collect-garbage.ts'

export interface ReaderReport {
  reads: number
  versions: number
  /** Longest that a batch of reads took, in ms, by the clock and by the processor's time of this thread. */
  slowest: number
  slowestOwn: number
  faults: string[]
}

const BATCH = 200
/** Batches in one turn of the loop, so that messages come in between. */
const TURN = 5
/** One in so many reads is of a text too: the strings to compare with are garbage, and collecting it takes time. */
const TEXTS = 16
/** The checksum of the whole version is looked at once in so many batches. */
const VERIFY = 100

const emptyReport = (): ReaderReport => ({ reads: 0, versions: 0, slowest: 0, slowestOwn: 0, faults: [] })

export class TableReader extends Service<{ holder: TableHolder<typeof tables.definitions> }> {
  static concurrent = true
  #isReading = false
  #batches = 0
  #lastVersion = 0
  #report = emptyReport()

  /** Reads until stop(), with a new report. */
  start(): void {
    this.#report = emptyReport()
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
    setImmediate(() => this.#loop())
  }

  #measure(): void {
    const [used, began] = [process.threadCpuUsage(), performance.now()]
    this.#read()
    const took = performance.now() - began
    const { user, system } = process.threadCpuUsage(used)
    this.#report.slowest = Math.max(this.#report.slowest, took)
    this.#report.slowestOwn = Math.max(this.#report.slowestOwn, (user + system) / 1000)
    if (++this.#batches % VERIFY === 0 && !this.options.holder.verify()) this.#fault('a wrong checksum')
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
