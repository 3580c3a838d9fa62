// roles.edit for the handlers of an agent. Another player's role is changed wherever it is (role-edits.ts). The player's own
// is edited here and at once: its agent would come to the edit only after the message that the handler is answering.

import { AppError } from '../../core/errors.ts'
import type { RoleCore } from '../define-role.ts'
import type { Roles } from '../roles.ts'
import type { RoleEdits } from './role-edits.ts'

/** What an agent has of its thread. */
export interface EditingHost {
  readonly edits: RoleEdits
  readonly roles: Roles
}

export class OwnEdits<R extends RoleCore = RoleCore> {
  readonly #agent: { readonly role: R }
  readonly #host: EditingHost
  #isEditingOwn = false

  constructor(agent: { readonly role: R }, host: EditingHost) {
    this.#agent = agent
    this.#host = host
  }

  /** As RoleEdits.edit. Of the player's own role one at a time: a second one, or one inside it, throws CALL_CYCLE. */
  edit(uid: string, change: (role: R) => unknown, editId?: string): Promise<boolean> {
    const { role } = this.#agent
    if (uid === role.uid) return this.#editOwn(role, change, editId)
    return (this.#host.edits as unknown as RoleEdits<R>).edit(uid, change, editId)
  }

  async #editOwn(role: R, change: (role: R) => unknown, editId: string | undefined): Promise<boolean> {
    if (this.#isEditingOwn) throw new AppError('CALL_CYCLE', 'the role is being edited by its own agent')
    const roles = this.#host.roles as unknown as Roles<R>
    this.#isEditingOwn = true
    try {
      return await roles.edit(role, editId, plain => roles.changeCopy(plain, role, change))
    } finally {
      this.#isEditingOwn = false
    }
  }
}
