// Dates in LMDB: id -> record, [at, id] for their order, and the last number that was given to one.

import type { Database } from 'lmdb'
import type { DateRecord, DateStore } from '../due/date-store.ts'
import type { Environment } from './environment/environment.ts'
import { within } from './environment/within.ts'

type Place = [at: number, id: string]

const LAST = 'last'

export class EmbeddedDateStore implements DateStore {
  readonly #environment: Environment
  readonly #dates: Database<DateRecord, string>
  readonly #order: Database<true, Place>
  readonly #numbers: Database<number, string>

  constructor(environment: Environment) {
    this.#environment = environment
    this.#dates = environment.openDB<DateRecord, string>({ name: 'dates' })
    this.#order = environment.openDB<true, Place>({ name: 'dates-order' })
    this.#numbers = environment.openDB<number, string>({ name: 'dates-number' })
  }

  async put({ id, due, target }: Pick<DateRecord, 'id' | 'due' | 'target'>): Promise<void> {
    await this.#transact(() => {
      const number = (this.#numbers.get(LAST) ?? 0) + 1
      this.#numbers.putSync(LAST, number)
      this.#take(id)
      this.#place({ id, due, target, number, attempts: 0, at: due })
    })
  }

  move(id: string, due: number): Promise<boolean> {
    return this.#change(
      id,
      ({ attempts }) => attempts === 0,
      date => ({ ...date, due, at: due }),
    )
  }

  begin({ id, number, at }: Pick<DateRecord, 'id' | 'number' | 'at'>, again: number): Promise<boolean> {
    return this.#change(
      id,
      date => date.number === number && date.at === at,
      date => ({ ...date, attempts: date.attempts + 1, at: again }),
    )
  }

  async end(id: string, number: number): Promise<void> {
    await this.#transact(() => {
      if (this.#dates.get(id)?.number === number) this.#take(id)
    })
  }

  async remove(id: string): Promise<DateRecord | undefined> {
    return this.#transact(() => this.#take(id))
  }

  async find(id: string): Promise<DateRecord | undefined> {
    return this.#dates.get(id)
  }

  async page(from: number, limit: number): Promise<DateRecord[]> {
    const places = this.#order.getKeys({ offset: from, limit, snapshot: false })
    return [...places].flatMap(([, id]) => this.#dates.get(id) ?? [])
  }

  async count(): Promise<number> {
    return (this.#dates.getStats() as { entryCount: number }).entryCount
  }

  /** False where there is none, or where it is not `wanted`. */
  async #change(
    id: string,
    isWanted: (date: DateRecord) => boolean,
    change: (date: DateRecord) => DateRecord,
  ): Promise<boolean> {
    return this.#transact(() => {
      const date = this.#dates.get(id)
      if (!date || !isWanted(date)) return false
      this.#take(id)
      this.#place(change(date))
      return true
    })
  }

  /** Resolves when it is on the disk. */
  #transact<R>(work: () => R): Promise<R> {
    return within(this.#environment.childTransaction(work))
  }

  #place(date: DateRecord): void {
    this.#dates.putSync(date.id, date)
    this.#order.putSync([date.at, date.id], true)
  }

  #take(id: string): DateRecord | undefined {
    const date = this.#dates.get(id)
    if (!date) return undefined
    this.#dates.removeSync(id)
    this.#order.removeSync([date.at, id])
    return date
  }
}
