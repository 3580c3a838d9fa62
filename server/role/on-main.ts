// Roles on main: what an earlier stop could not save is applied, and what waits in outboxes is delivered although nobody
// logs in to the roles.

import { deliverFromThreads } from '../document/outbox/deliver-on.ts'
import { applyUnsaved } from '../document/save/unsaved-file.ts'
import type { MainSetup } from '../setup/main-setup.ts'
import type { KindStores } from '../store/kind/kind-store.ts'
import type { RoleStore } from '../store/role-store.ts'

export interface RolesOnMainOptions {
  /** `config.save.unsaved`: where a stop keeps what it can't save. */
  unsaved: string
  stores: { roles: RoleStore; documents: KindStores }
  /** How many workers the node has. */
  threads: number
}

/** Throws StartError when what could not be saved cannot be applied now either. */
export async function rolesOnMain(setup: MainSetup, { unsaved, stores, threads }: RolesOnMainOptions) {
  const { roles, documents } = stores
  const storeOf = async (kind?: string) => (kind === undefined ? roles : documents.open(kind))
  await applyUnsaved(unsaved, storeOf, setup.log)
  deliverFromThreads(setup, threads, slot => `.edits/${slot}`)
  setup.removers.add(({ uid }) => uid !== undefined && roles.remove(uid))
}
