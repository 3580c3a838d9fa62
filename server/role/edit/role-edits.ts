// roles.edit: changes a role wherever it is. A role that is online is changed by its agent, between two messages; one that
// is offline is claimed, changed, saved and released, while the watchdog admits nobody to its account. The function runs on
// the thread that called it, on a copy, and its changes go back in one step: when it throws, nothing has changed.

import { AppError } from '../../core/errors.ts'
import type { Edited } from '../../document/documents.ts'
import { type EditId, markOf } from '../../document/edit/edit-id.ts'
import { editIdOf } from '../../document/move/move.ts'
import type { TakeByRole } from '../../document/move/move-post.ts'
import type { Taking } from '../../document/move/take-move.ts'
import type { RoleStore } from '../../store/role-store.ts'
import type { RoleCore } from '../define-role.ts'
import type { Roles } from '../roles.ts'
import type { EditFunction } from './edit-function.ts'

/** How edits reach accounts and agents. */
export interface EditHost {
  /** Reserves the account for this thread; false when it is online, or about to be. */
  hold(account: string): Promise<boolean>
  release(account: string): void
  /** Lets the role's agent make the edit `token`; undefined when the role has no agent, or one that is leaving. */
  askAgent(uid: string, token: number, id: EditId | undefined): Promise<boolean | undefined>
}

const RETRY_MS = 50
const PATIENCE_MS = 10_000
const OWNER = { isBusy: () => true, onLost: () => {} }

interface WaitingEdit<R> {
  uid: string
  acc: string
  change: EditFunction<R>
  /** Instead, when `change` throws an AppError. */
  refuse?: Taking<R>['refuse']
}

/** An edit as it is asked for of an agent. */
interface Asked {
  token: number
  id: EditId | undefined
}

/** `B`: the handles of the game's boards. */
export class RoleEdits<R extends RoleCore = RoleCore, B = object> {
  readonly #roles: Roles<R>
  readonly #store: RoleStore
  readonly #host: EditHost
  readonly #waiting = new Map<number, WaitingEdit<R>>()
  #lastToken = 0

  constructor(roles: Roles<R>, store: RoleStore, host: EditHost) {
    this.#roles = roles
    this.#store = store
    this.#host = host
  }

  /**
   * Resolves when the change is durable: true, or false when this edit was made before, or a later one of its sender.
   * What it asks of boards follows. Throws TRY_AGAIN when it was not possible for 10 s; TypeError when the role does not
   * exist.
   */
  async edit(uid: string, change: EditFunction<R, B>, id?: EditId): Promise<boolean> {
    if (id !== undefined) markOf(id)
    const found = await this.#store.find({ uid })
    if (!found) throw new TypeError(`there is no role ${uid}`)
    return this.#make({ uid, acc: found.acc, change: change as EditFunction<R> }, id)
  }

  /** Lets a role take a move, or refuse it; once. Resolves when that is durable; false when the role does not exist. */
  readonly take: TakeByRole = async (uid, sent) => {
    const found = await this.#store.find({ uid })
    if (!found) return false
    const { take, refuse } = this.#roles.takingOf(sent)
    const change = take as EditFunction<R>
    await this.#make({ uid, acc: found.acc, change, refuse }, editIdOf(sent.from, sent.number))
    return true
  }

  /** Runs the edit `token` on a copy of `plain` and returns the result. For the agent, which waits with its next message. */
  async run(token: number, plain: object): Promise<Edited> {
    const waiting = this.#waiting.get(token)
    if (!waiting) throw new AppError('TIMEOUT')
    const { change, refuse } = waiting
    try {
      return await this.#roles.changeCopy(plain, waiting, change)
    } catch (error) {
      if (!refuse || !(error instanceof AppError)) throw error
      return this.#roles.changeCopy(plain, waiting, refuse(error) as EditFunction<R>)
    }
  }

  async #make(edit: WaitingEdit<R>, id: EditId | undefined): Promise<boolean> {
    const token = ++this.#lastToken
    this.#waiting.set(token, edit)
    try {
      return await this.#tryFor(edit.acc, edit.uid, { token, id })
    } finally {
      this.#waiting.delete(token)
    }
  }

  async #tryFor(acc: string, uid: string, asked: Asked): Promise<boolean> {
    const end = performance.now() + PATIENCE_MS
    do {
      const isMade = await this.#host.askAgent(uid, asked.token, asked.id)
      if (isMade !== undefined) return isMade
      if (await this.#host.hold(acc)) return await this.#editHeld(acc, uid, asked)
      await new Promise(resolve => setTimeout(resolve, RETRY_MS))
    } while (performance.now() < end)
    throw new AppError('TRY_AGAIN')
  }

  async #editHeld(acc: string, uid: string, { token, id }: Asked): Promise<boolean> {
    try {
      const role = await this.#roles.claimUid(uid, OWNER)
      if (!role) throw new TypeError(`there is no role ${uid}`)
      try {
        await this.#roles.enterDay(role)
        return await this.#roles.edit(role, id, plain => this.run(token, plain))
      } finally {
        await this.#roles.close(role)
      }
    } finally {
      this.#host.release(acc)
    }
  }
}
