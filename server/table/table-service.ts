// `.tables`, a service on main: hands the current version to each thread that joins and every later one too, tells the
// services that asked, and answers the console and the web pages. The work is Replacement's.

import { isGone } from '../core/errors.ts'
import { Service } from '../core/service/service.ts'
import { listTables, pageRows, type RowPage, type TableSummary } from './read/browse.ts'
import type { TableDiff } from './read/diff.ts'
import type { Outcome } from './replace/outcome.ts'
import type { Replacement } from './replace/replacement.ts'
import type { VersionEntry } from './replace/versions.ts'
import type { ThreadTables } from './thread-tables.ts'

/** A service that wants to know. `changed` names the tables; reading them gives the new version already. */
export interface TableListener {
  onTables(changed: string[]): unknown
}

export interface TableStatus {
  /** That all threads read. */
  version: number
  last: Outcome
  versions: readonly VersionEntry[]
}

export class TableService extends Service<{ replacement: Replacement }> {
  static concurrent = true
  /** Slot -> the thread's own service; a thread that takes another's place takes its slot. */
  readonly #threads = new Map<number, number>()
  readonly #listeners = new Set<number>()

  protected override onStart(): void {
    const { replacement } = this.options
    replacement.onSwitch(buffer => this.#switch(buffer))
    replacement.onOutcome(outcome => {
      if (outcome.ok && outcome.changed.length > 0) this.#announce(outcome.changed)
    })
  }

  /** For ThreadTables: the current version; later ones come as messages. */
  join(slot: number, address: number): SharedArrayBuffer {
    this.#threads.set(slot, address)
    return this.options.replacement.buffer
  }

  /** Tells the service at `address` of every change, after all threads have switched, until that service ends. */
  listen(address: number): void {
    this.#listeners.add(address)
  }

  status(): TableStatus {
    const { last, versions } = this.options.replacement
    return { version: last.version, last, versions }
  }

  list(): TableSummary[] {
    return listTables(this.options.replacement.buffer)
  }

  /** A page of at most 500 rows; undefined when there is no such table. */
  rows(page: { table: string; from?: number; count?: number }): RowPage | undefined {
    return pageRows(this.options.replacement.buffer, page)
  }

  diff(from: number, to: number): Promise<TableDiff[]> {
    return this.options.replacement.diff(from, to)
  }

  rollback(version: number): Promise<Outcome> {
    return this.options.replacement.rollback(version)
  }

  replace(): Promise<Outcome> {
    return this.options.replacement.replace()
  }

  async #switch(buffer: SharedArrayBuffer): Promise<void> {
    const threads = [...this.#threads].map(async ([slot, address]) => {
      const isDone = await this.#tell(() => this.node.ref<ThreadTables>(address).call.switchTo(buffer), slot)
      if (!isDone && this.#threads.get(slot) === address) this.#threads.delete(slot)
    })
    await Promise.all(threads)
  }

  #announce(changed: string[]): void {
    for (const address of this.#listeners) void this.#tellListener(address, changed)
  }

  async #tellListener(address: number, changed: string[]): Promise<void> {
    const isThere = await this.#tell(() => this.node.ref<TableListener>(address).call.onTables(changed))
    if (!isThere) this.#listeners.delete(address)
  }

  /** False when the other side is gone. */
  async #tell(call: () => Promise<unknown>, slot?: number): Promise<boolean> {
    try {
      await call()
      return true
    } catch (error) {
      if (isGone(error)) return false
      this.log.error({ err: error, slot }, 'a thread or listener did not take the new version of the tables')
      return true
    }
  }
}
