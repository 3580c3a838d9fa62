// The designers' tables on main: built at the start, replaced when their files are saved or somebody orders it, shown on
// the web port.

import { join } from 'node:path'
import { readGauge } from '../core/metrics/metric.ts'
import type { MainSetup } from '../setup/main-setup.ts'
import type { AnyTableSet } from './define/define.ts'
import { checkSameTables } from './define/same-tables.ts'
import { followOrders } from './replace/orders.ts'
import { Replacement } from './replace/replacement.ts'
import type { TableConfig } from './settings.ts'
import { tableCommands } from './table-commands.ts'
import { tableRoutes } from './table-routes.ts'
import { TableService } from './table-service.ts'

export interface TablesOnMainOptions {
  /** The game's; undefined when it has none. */
  set: AnyTableSet | undefined
  table: TableConfig
  /** `node.id`. */
  node: number
  /** Shows them on the web port. */
  page: boolean
}

/** Throws StartError when the data is wrong. */
export async function tablesOnMain(
  setup: MainSetup,
  { set, table, node, page }: TablesOnMainOptions,
): Promise<void> {
  if (!set) return
  const history = join(table.history, String(node))
  setup.node.thread.code.add('tables', ({ tables: next }: { tables?: AnyTableSet }) => {
    if (next) checkSameTables(set, next)
    return () => undefined
  })
  const replacement = await Replacement.start({ ...table, history, set, log: setup.log })
  setup.onExit('tables', () => replacement.close())
  setup.metrics.add({
    gatehouse_table_version: readGauge("version of the designers' tables", () => replacement.version),
    gatehouse_table_problems: readGauge(
      "problems in the designers' files when they were last read; the version before stays in use",
      () => (replacement.last.ok ? 0 : replacement.last.problemCount),
    ),
  })
  const orders = await followOrders(history, replacement, setup.log)
  setup.onExit('table orders', () => orders.close())
  const tables = await setup.node.launch(TableService, { replacement }, { name: '.tables' })
  setup.commands.add(tableCommands(tables))
  if (page) setup.routes.add(tableRoutes(tables))
}
