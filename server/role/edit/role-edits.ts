// roles.edit: changes a role wherever it is. A role that is online is changed by its agent, between two messages; one that
// is offline is claimed, changed, saved and released, while the watchdog admits nobody to its account. The function runs on
// the thread that called it, on a copy, and its changes go back in one step: when it throws, nothing has changed.

import { AppError } from '../../core/errors.ts'
import type { RoleStore } from '../../store/role-store.ts'
import type { RoleCore } from '../define-role.ts'
import type { Roles } from '../roles.ts'

/** How edits reach accounts and agents. */
export interface EditHost {
  /** Reserves the account for this thread; false when it is online, or about to be. */
  hold(account: string): Promise<boolean>
  release(account: string): void
  /** Lets the role's agent make the edit `token`; undefined when the role has no agent. */
  askAgent(uid: string, token: number, editId: string | undefined): Promise<boolean | undefined>
}

const RETRY_MS = 50
const PATIENCE_MS = 10_000
const OWNER = { isBusy: () => true, onLost: () => {} }

export class RoleEdits<R extends RoleCore = RoleCore> {
  readonly #roles: Roles<R>
  readonly #store: RoleStore
  readonly #host: EditHost
  readonly #waiting = new Map<number, { uid: string; acc: string; change: (role: R) => unknown }>()
  #lastToken = 0

  constructor(roles: Roles<R>, store: RoleStore, host: EditHost) {
    this.#roles = roles
    this.#store = store
    this.#host = host
  }

  /**
   * Resolves when the change is durable: true, or false when an edit with this `editId` was made before (a role
   * remembers its last 100). Throws TRY_AGAIN when it was not possible for 10 s; TypeError when the role does not exist.
   */
  async edit(uid: string, change: (role: R) => unknown, editId?: string): Promise<boolean> {
    const found = await this.#store.find({ uid })
    if (!found) throw new TypeError(`there is no role ${uid}`)
    const token = ++this.#lastToken
    this.#waiting.set(token, { uid, acc: found.acc, change })
    try {
      return await this.#tryFor(found.acc, uid, { token, editId })
    } finally {
      this.#waiting.delete(token)
    }
  }

  /** Runs the edit `token` on a copy of `plain` and returns the result. For the agent, which waits with its next message. */
  async run(token: number, plain: object): Promise<object> {
    const waiting = this.#waiting.get(token)
    if (!waiting) throw new AppError('TIMEOUT')
    return this.#roles.changeCopy(plain, waiting, waiting.change)
  }

  async #tryFor(acc: string, uid: string, { token, editId }: { token: number; editId: string | undefined }) {
    const end = performance.now() + PATIENCE_MS
    do {
      const asked = await this.#host.askAgent(uid, token, editId)
      if (asked !== undefined) return asked
      if (await this.#host.hold(acc)) return await this.#editHeld(acc, uid, { token, editId })
      await new Promise(resolve => setTimeout(resolve, RETRY_MS))
    } while (performance.now() < end)
    throw new AppError('TRY_AGAIN')
  }

  async #editHeld(
    acc: string,
    uid: string,
    { token, editId }: { token: number; editId: string | undefined },
  ) {
    try {
      const role = await this.#roles.claimUid(uid, OWNER)
      if (!role) throw new TypeError(`there is no role ${uid}`)
      try {
        await this.#roles.enterDay(role)
        return await this.#roles.edit(role, editId, plain => this.run(token, plain))
      } finally {
        await this.#roles.close(role)
      }
    } finally {
      this.#host.release(acc)
    }
  }
}
