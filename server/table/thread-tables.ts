// `.tables/<slot>`, a service on every thread: holds the thread's tables and moves them to each new version as one of
// its messages, so between two messages of everybody else.

import { Service } from '../core/service/service.ts'
import type { Thread } from '../core/thread/thread.ts'
import type { AnyTableSet, Definitions, TableSet } from './define/define.ts'
import { type HolderOptions, TableHolder } from './read/holder.ts'
import type { TableService } from './table-service.ts'

interface ThreadTablesOptions {
  set: Pick<AnyTableSet, 'definitions'>
  slot: number
  holder: HolderOptions
  /** Called once, before the service's first message. */
  onOpen(holder: TableHolder): void
}

export class ThreadTables extends Service<ThreadTablesOptions> {
  #holder: TableHolder | undefined
  /** Came before the first version did. */
  #early: SharedArrayBuffer | undefined

  protected override async onStart(): Promise<void> {
    const { set, slot, holder, onOpen } = this.options
    const main = await this.node.query<TableService>('.tables')
    const first = await main.call.join(slot, this.address)
    this.#holder = new TableHolder(set, this.#early ?? first, holder)
    this.#early = undefined
    onOpen(this.#holder)
  }

  /** All tables of this thread read from `buffer` from now on. */
  switchTo(buffer: SharedArrayBuffer): void {
    if (this.#holder) this.#holder.switchTo(buffer)
    else this.#early = buffer
  }
}

/** The tables of this thread, kept up to date; `.tables` is on main already. Each thread calls this once. */
export async function openThreadTables<D extends Definitions>(
  thread: Pick<Thread, 'slot' | 'launch' | 'log'>,
  set: Pick<TableSet<D>, 'definitions'>,
  options: { cacheBytes?: number; development?: boolean; staleAfter?: number } = {},
): Promise<TableHolder<D>> {
  const { development = false, ...limits } = options
  const onStale = (table: string, version: number): void =>
    thread.log.warn(
      { table, version, stack: new Error('read here').stack },
      'a row of a replaced table is still read',
    )
  const holder: HolderOptions = development ? { ...limits, onStale } : limits
  let opened: TableHolder | undefined
  const onOpen = (made: TableHolder): void => {
    opened = made
  }
  const { slot } = thread
  await thread.launch(ThreadTables, { set, slot, holder, onOpen }, { name: `.tables/${slot}` })
  return opened as unknown as TableHolder<D>
}
