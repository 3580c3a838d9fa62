// The mailbox of a thread's role edits: agents on other threads send their role's copy here to be edited, and it is the
// owner of an account that is edited while it is offline. Launched as `.edits/<slot>`.

import type { Address } from '../../core/address.ts'
import { hasCode } from '../../core/errors.ts'
import { Service } from '../../core/service/service.ts'
import type { Edited } from '../../document/documents.ts'
import type { EditId } from '../../document/edit/edit-id.ts'
import type { Deliverer } from '../../document/outbox/deliverer.ts'
import type { RoleStore } from '../../store/role-store.ts'
import type { Watchdog } from '../../watchdog/watchdog.ts'
import type { Roles } from '../roles.ts'
import { RoleEdits } from './role-edits.ts'

/** ms, more than an edit itself may take. */
const EDIT_DEADLINE = 15_000

/** The command of an agent that edits its role, in one message: it sends the role's copy back to `asker` to be changed. */
export interface EditableAgent {
  editRole(asker: Address, token: number, id: EditId | undefined): Promise<boolean | undefined>
}

export interface ThreadEditsOptions {
  roles: Roles
  store: RoleStore
  outbox: Deliverer
}

export class ThreadEdits extends Service<ThreadEditsOptions> {
  static concurrent = true
  #edits: RoleEdits | undefined
  /** Takes back what would end the hold of the outboxes. */
  #release: (() => void) | undefined

  /** There once the service has started. */
  get edits(): RoleEdits {
    return this.#edits!
  }

  protected override async onStart(): Promise<void> {
    const watchdog = await this.node.query<Watchdog>('.watchdog')
    this.#edits = new RoleEdits(this.options.roles, this.options.store, {
      hold: account => watchdog.call.hold(account, this.address),
      release: account => watchdog.send.left(account, this.address),
      askAgent: async (uid, token, id) => {
        const online = await watchdog.call.find({ uid })
        if (!online) return undefined
        const agent = this.node.ref<EditableAgent>(online.agent).within(EDIT_DEADLINE)
        return orNoAgent(() => agent.call.editRole(this.address, token, id))
      },
    })
  }

  /** From an agent: runs the edit on its role's copy. */
  run(token: number, plain: object): Promise<Edited> {
    return this.edits.run(token, plain)
  }

  /** From main: delivers what waits in the outboxes of all roles, those of players who do not come back too. */
  deliverAll(): void {
    void this.options.outbox.sweep()
  }

  /** From main: nothing is delivered from outboxes for `ms`, or until it is called again; 0 goes on. Resolves when nothing is on
   * its way any more. */
  async holdOutbox(ms: number): Promise<void> {
    const { outbox } = this.options
    this.#release?.()
    this.#release = undefined
    if (ms === 0) return outbox.goOn()
    this.#release = this.after(ms, () => outbox.goOn())
    await outbox.hold()
  }

  /** From the watchdog, when someone logs in to an account that is being edited: the edit ends soon by itself. */
  leave(): void {}
}

/** An agent that has left before it came to the edit has not made it: undefined. */
async function orNoAgent<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask()
  } catch (error) {
    if (hasCode(error, 'SERVICE_DEAD')) return undefined
    throw error
  }
}
