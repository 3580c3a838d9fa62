// roles.edit for the handlers of an agent. Another player's role is changed wherever it is (role-edits.ts). The player's own
// is edited here and at once: its agent would come to the edit only after the message that the handler is answering.

import { AppError } from '../../core/errors.ts'
import type { EditId } from '../../document/edit/edit-id.ts'
import type { RoleCore } from '../define-role.ts'
import type { Roles } from '../roles.ts'
import type { EditFunction } from './edit-function.ts'
import type { RoleEdits } from './role-edits.ts'

/** What an agent has of its thread. */
export interface EditingHost {
  readonly edits: RoleEdits
  readonly roles: Roles
}

export class OwnEdits<R extends RoleCore = RoleCore, B = object> {
  readonly #agent: { readonly role: R }
  readonly #host: EditingHost
  #isEditingOwn = false

  constructor(agent: { readonly role: R }, host: EditingHost) {
    this.#agent = agent
    this.#host = host
  }

  /** As RoleEdits.edit. Of the player's own role one at a time: a second one, or one inside it, throws CALL_CYCLE. */
  edit(uid: string, change: EditFunction<R, B>, id?: EditId): Promise<boolean> {
    const { role } = this.#agent
    if (uid === role.uid) return this.#editOwn(role, change, id)
    return (this.#host.edits as unknown as RoleEdits<R, B>).edit(uid, change, id)
  }

  async #editOwn(role: R, change: EditFunction<R, B>, id: EditId | undefined): Promise<boolean> {
    if (this.#isEditingOwn) throw new AppError('CALL_CYCLE', 'the role is being edited by its own agent')
    const roles = this.#host.roles as unknown as Roles<R>
    this.#isEditingOwn = true
    try {
      return await roles.edit(role, id, plain => roles.changeCopy(plain, role, change as EditFunction<R>))
    } finally {
      this.#isEditingOwn = false
    }
  }
}
