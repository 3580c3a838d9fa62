// What operators ask of the stores.

import type { Node } from '../../core/node/node.ts'
import { askServing, serviceOf } from '../../setup/ask-threads.ts'
import { type Commands, command } from '../../setup/commands.ts'
import type { StoreFigures, StoreMeter } from './store-meter.ts'
import type { StoresService } from './stores-service.ts'

export interface StoreCommandsOptions {
  node: Node
  /** Of main's own stores. */
  meter: StoreMeter
}

/** The part of `.agents/<slot>` that knows what is unsaved. */
export interface UnsavedCounter {
  count(): { unsaved: number; oldestUnsavedMs: number }
}

export const storeCommands = ({ node, meter }: StoreCommandsOptions): Commands => ({
  stores: command({
    summary: 'shows what is unsaved and since when, and how fast the stores answer each thread',
    async run(_, context) {
      const serving = await askServing(node, context, slot => rowsOf(slot, node))
      const own = meter.figures().map(figures => rowOf('main', figures))
      return [...serving.flatMap(({ answer }) => answer), ...own]
    },
  }),
})

async function rowsOf(slot: number, node: Node): Promise<object[]> {
  const stores = await serviceOf<StoresService>(node, `.stores/${slot}`)
  const agents = await serviceOf<UnsavedCounter>(node, `.agents/${slot}`)
  const { unsaved, oldestUnsavedMs } = await agents.call.count()
  return (await stores.call.figures()).map(figures =>
    rowOf(slot, figures, figures.store === 'roles' ? { unsaved, oldest: oldestUnsavedMs / 1000 } : {}),
  )
}

/** `unsaved`: of roles, how many are, and since how many seconds. */
const rowOf = (
  thread: number | 'main',
  { store, lastErrorAt, ...figures }: StoreFigures,
  { unsaved, oldest }: { unsaved?: number; oldest?: number } = {},
): object => ({
  thread,
  store,
  unsaved,
  oldest,
  ...figures,
  lastErrorAt: lastErrorAt === undefined ? undefined : new Date(lastErrorAt).toISOString(),
})
