// The players of this node, for a login server that runs in it: the service `.login-players`. While the account of one is removed,
// it stands where its agent would stand, so that nobody plays it meanwhile.

import { AppError } from '../../core/errors.ts'
import type { Ref } from '../../core/service/ref.ts'
import { Service } from '../../core/service/service.ts'
import type { Removers } from '../../setup/removers.ts'
import type { RoleStore } from '../../store/role-store.ts'
import type { Watchdog } from '../../watchdog/watchdog.ts'
import type { Players } from '../account/login-host.ts'

export interface LocalPlayersOptions {
  watchdog: Ref<Watchdog>
  roles: Pick<RoleStore, 'find'>
  removers: Removers
}

/** No token counts. */
const FOR_EVER = Number.MAX_SAFE_INTEGER
/** ms that an agent has to save and leave, and between two looks at it. */
const PATIENCE = 15_000
const RETRY = 50

export class LocalPlayers extends Service<LocalPlayersOptions> implements Players {
  static concurrent = true

  async close(account: string, validFrom: number): Promise<void> {
    await this.#closer.call.closeAccount(account, { validFrom })
  }

  async remove(account: string): Promise<void> {
    const { watchdog, roles, removers } = this.options
    // Also where nobody plays it now.
    await this.close(account, FOR_EVER)
    await this.#hold(account)
    try {
      const role = await roles.find({ acc: account })
      await removers.run({ account, uid: role?._id, role })
    } finally {
      watchdog.send.left(account, this.address)
    }
  }

  /** An agent may be in the middle of a message. */
  get #closer(): Ref<Watchdog> {
    return this.options.watchdog.within(PATIENCE)
  }

  /** From the watchdog, when somebody wants to log in to an account that it holds: gets TRY_AGAIN after a while. */
  leave(): void {}

  async #hold(account: string): Promise<void> {
    const { watchdog } = this.options
    const end = performance.now() + PATIENCE
    while (!(await watchdog.call.hold(account, this.address))) {
      if (performance.now() > end) throw new AppError('TRY_AGAIN', 'the player is still being saved')
      await this.close(account, FOR_EVER)
      await new Promise(resolve => setTimeout(resolve, RETRY))
    }
  }
}
