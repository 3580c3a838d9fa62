// Imports the module that defines a game's tables. Definitions hold functions, so they cannot be sent to the build
// thread; it imports them itself.

import type { TableSet } from './define.ts'

/** The `tables` that the module at this URL exports. Throws when there are none. */
export async function loadTableSet(module: string): Promise<TableSet> {
  const { tables } = (await import(module)) as { tables?: TableSet }
  if (!tables?.definitions) throw new Error(`${module} exports no "tables" made by defineTables`)
  return tables
}
