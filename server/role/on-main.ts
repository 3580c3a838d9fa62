// Roles on main: what an earlier stop could not save is applied, and what waits in outboxes is delivered although nobody
// logs in to the roles: after the start, and after a thread has been lost with what it was delivering.

import { setTimeout as sleep } from 'node:timers/promises'
import { applyUnsaved } from '../document/save/unsaved-file.ts'
import type { MainSetup } from '../setup/main-setup.ts'
import type { RoleStore } from '../store/role-store.ts'
import type { ThreadEdits } from './edit/thread-edits.ts'

export interface RolesOnMainOptions {
  /** `config.save.unsaved`: where a stop keeps what it can't save. */
  unsaved: string
  store: RoleStore
  /** How many workers the node has. */
  threads: number
}

/** ms that a thread may take to start; then it is waited for again. */
const START = 60_000
const RETRY = 1000

/** Throws StartError when what could not be saved cannot be applied now either. */
export async function rolesOnMain(setup: MainSetup, { unsaved, store, threads }: RolesOnMainOptions) {
  await applyUnsaved(unsaved, store, setup.log)
  setup.onThreadLost(slot => void deliverOn(slot, setup))
  void deliverOn(threads === 0 ? 0 : 1, setup)
}

/** Asks the thread in this slot, as soon as there is one, to deliver what waits in outboxes. */
async function deliverOn(slot: number, { node, log }: MainSetup): Promise<void> {
  while (!node.isStopping) {
    try {
      const edits = await node.query<ThreadEdits>(`.edits/${slot}`, START)
      return await edits.call.deliverAll()
    } catch (error) {
      if (node.isStopping) return
      log.warn({ err: error, worker: slot }, 'what waits in outboxes could not be delivered yet; retrying')
      await sleep(RETRY, undefined, { ref: false })
    }
  }
}
