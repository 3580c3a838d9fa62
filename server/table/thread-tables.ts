// `.tables/<slot>`, a service on every thread: holds the thread's tables and moves them to each new version as one of
// its messages, so between two messages of everybody else.

import type { Address } from '../core/address.ts'
import { Service } from '../core/service/service.ts'
import type { AnyTableSet } from './define/define.ts'
import { type HolderOptions, TableHolder } from './read/holder.ts'

/** Where the tables come from: the service `.tables` on main. */
interface TableSource {
  /** Gives the current version; later ones come as messages. */
  join(slot: number, address: Address): SharedArrayBuffer
}

interface ThreadTablesOptions {
  set: Pick<AnyTableSet, 'definitions'>
  slot: number
  holder: HolderOptions
}

export class ThreadTables extends Service<ThreadTablesOptions> {
  #holder: TableHolder | undefined
  /** Came before the first version did. */
  #early: SharedArrayBuffer | undefined

  /** There once the service has started. */
  get holder(): TableHolder {
    return this.#holder!
  }

  protected override async onStart(): Promise<void> {
    const { set, slot, holder } = this.options
    const main = await this.node.query<TableSource>('.tables')
    const first = await main.call.join(slot, this.address)
    this.#holder = new TableHolder(set, this.#early ?? first, holder)
    this.#early = undefined
  }

  /** All tables of this thread read from `buffer` from now on. */
  switchTo(buffer: SharedArrayBuffer): void {
    if (this.#holder) this.#holder.switchTo(buffer)
    else this.#early = buffer
  }
}
