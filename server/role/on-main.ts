import { applyUnsaved } from '../document/save/unsaved-file.ts'
import type { MainSetup } from '../setup/main-setup.ts'
import type { RoleStore } from '../store/role-store.ts'

export interface RolesOnMainOptions {
  /** `config.save.unsaved`: where a stop keeps what it can't save. */
  unsaved: string
  store: RoleStore
}

/** Applies what an earlier stop could not save. Throws StartError when that is not possible now. */
export async function rolesOnMain(setup: MainSetup, { unsaved, store }: RolesOnMainOptions): Promise<void> {
  await applyUnsaved(unsaved, store, setup.log)
}
