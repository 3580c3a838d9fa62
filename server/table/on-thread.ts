// The tables of a serving thread, kept up to date; `.tables` is on main already.

import type { Thread } from '../core/thread/thread.ts'
import type { Definitions, TableSet } from './define/define.ts'
import type { HolderOptions, TableHolder } from './read/holder.ts'
import { ThreadTables } from './thread-tables.ts'

export interface TablesOnThreadOptions<D extends Definitions> {
  set: Pick<TableSet<D>, 'definitions'>
  /** `config.table.cacheBytes`. */
  cacheBytes?: number
  /** Warns of rows of replaced tables that are still read. */
  development?: boolean
  /** ms after a replacement from which on that is warned of. */
  staleAfter?: number
}

export async function tablesOnThread<D extends Definitions>(
  thread: Pick<Thread, 'slot' | 'make' | 'log'>,
  { set, development = false, ...limits }: TablesOnThreadOptions<D>,
): Promise<TableHolder<D>> {
  const { slot, log } = thread
  const onStale = (table: string, version: number): void =>
    log.warn(
      { table, version, stack: new Error('read here').stack },
      'a row of a replaced table is still read',
    )
  const holder: HolderOptions = development ? { ...limits, onStale } : limits
  const service = await thread.make(ThreadTables, { set, slot, holder }, { name: `.tables/${slot}` })
  return service.holder as unknown as TableHolder<D>
}
