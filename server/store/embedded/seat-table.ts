// The seat of an embedded store: there is one, whatever the node's id, since only one process may use the folder.

import type { Database } from 'lmdb'
import type { SeatRecord, SeatTable } from '../seat/node-seat.ts'
import type { Environment } from './environment/environment.ts'

const KEY = 'seat'

export class EmbeddedSeatTable implements SeatTable {
  readonly name: string
  readonly #seats: Database<SeatRecord, string>

  constructor(environment: Environment, path: string) {
    this.name = `the store in ${path}`
    this.#seats = environment.openDB<SeatRecord, string>({ name: 'seat' })
  }

  async read(): Promise<SeatRecord | undefined> {
    return this.#seats.get(KEY)
  }

  /** Nobody has it any more; its tick stays. */
  async vacate(): Promise<void> {
    await this.#seats.childTransaction(() => {
      const found = this.#seats.get(KEY)
      if (found) this.#seats.putSync(KEY, { ...found, token: '' })
    })
  }

  /** LMDB's write transaction is a lock between processes, and ends with the process that holds it. */
  async swap(before: SeatRecord | undefined, next: SeatRecord): Promise<boolean> {
    return this.#seats.childTransaction(() => {
      const found = this.#seats.get(KEY)
      if (found?.token !== before?.token || found?.beat !== before?.beat) return false
      this.#seats.putSync(KEY, next)
      return true
    })
  }
}
