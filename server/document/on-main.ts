// The documents of services on main: the directory of all that are open, and what operators ask of them.

import type { Services } from '../core/thread/registry.ts'
import type { MainSetup } from '../setup/main-setup.ts'
import { type KindStore, type KindStores, STATE } from '../store/kind/kind-store.ts'
import { DocumentDirectory } from './directory/document-directory.ts'
import { documentCommands } from './document-commands.ts'
import { dayOf } from './edit/edit-memory.ts'
import { DIRECTORY, documentsName } from './names.ts'
import { deliverFromThreads } from './outbox/deliver-on.ts'
import { kindsOf } from './service/kinds-of.ts'

export interface DocumentsOnMainOptions {
  /** The game's. */
  services: Services
  stores: KindStores
  /** How many workers the node has. */
  threads: number
}

/** For which what a removed document remembers is kept: as long as edits are remembered. */
const KEPT_DAYS = 90

/** Makes the indexes of all kinds. Throws StartError when two services have one kind. */
export async function documentsOnMain(
  setup: MainSetup,
  { services, stores, threads }: DocumentsOnMainOptions,
): Promise<void> {
  const { node } = setup
  const { clock } = node.thread
  const opened = new Map<string, KindStore>()
  for (const { definition } of kindsOf(services).values()) {
    const store = await stores.open(definition.kind, definition.indexes)
    await store.forget(dayOf(clock.now()) - KEPT_DAYS)
    opened.set(definition.kind, store)
  }
  const options = {
    kinds: [...opened.keys()],
    slots: () => node.slots,
    lifeIn: (slot: number) => node.lifeIn(slot),
    ticks: () => clock.ticks(),
  }
  const directory = await node.launch(DocumentDirectory, options, { name: DIRECTORY })
  setup.onThreadLost((_slot, life) => directory.call.lost(life))
  setup.commands.add(documentCommands({ node, directory, kinds: opened, states: () => stores.open(STATE) }))
  if (opened.size > 0) deliverFromThreads(setup, threads, documentsName)
}
