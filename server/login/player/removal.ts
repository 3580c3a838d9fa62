// Accounts that are deleted. It keeps true: from the moment on that it is asked for nobody enters the account any more; what
// stores hold of its player is removed before the account itself, so that a removal which fails half-way is taken up again, by
// the next process too.

import { AppError } from '../../core/errors.ts'
import type { Logger } from '../../core/log/log.ts'
import type { AccountStore, StoredAccount } from '../../store/account/account-store.ts'
import type { Accounts } from '../account/accounts.ts'
import type { Players } from '../account/login-host.ts'

export interface RemovalOptions {
  store: AccountStore
  accounts: Accounts
  players: Players
  log: Logger
}

/** ms between two looks for what has failed. */
const RETRY = 60_000

export class Removal {
  readonly #options: RemovalOptions
  readonly #running = new Map<string, Promise<void>>()
  #timer: NodeJS.Timeout | undefined

  constructor(options: RemovalOptions) {
    this.#options = options
  }

  /** Takes up what was begun. */
  open(): void {
    this.#timer = setInterval(() => void this.#retry(), RETRY)
    void this.#retry()
  }

  /** Resolves when those that run have ended. */
  async close(): Promise<void> {
    clearInterval(this.#timer)
    await Promise.allSettled(this.#running.values())
  }

  /** Resolves when nothing is left of the account. Throws TRY_AGAIN when something could not be removed yet: it will be. */
  async remove(id: string): Promise<void> {
    await this.#options.accounts.change(id, leaving)
    try {
      await this.#run(id)
    } catch (cause) {
      this.#options.log.error({ err: cause, account: id }, 'an account could not be removed yet')
      throw new AppError('TRY_AGAIN', 'the account is closed, and what is left of it is removed soon', {
        cause,
      })
    }
  }

  #run(id: string): Promise<void> {
    const running = this.#running.get(id) ?? this.#removeAll(id).finally(() => this.#running.delete(id))
    this.#running.set(id, running)
    return running
  }

  async #removeAll(id: string): Promise<void> {
    const { players, store, log } = this.#options
    await players.remove(id)
    await store.remove(id)
    log.info({ account: id }, 'an account was removed')
  }

  async #retry(): Promise<void> {
    const { store, log } = this.#options
    try {
      const ids = await store.leaving()
      const outcomes = await Promise.allSettled(ids.map(id => this.#run(id)))
      const failed = outcomes.find(({ status }) => status === 'rejected') as PromiseRejectedResult | undefined
      if (failed) throw failed.reason
    } catch (error) {
      log.warn({ err: error }, 'accounts that are being removed wait')
    }
  }
}

/** Nobody enters it any more, and nothing that was given out counts. */
function leaving({ password: _password, reset: _reset, ...account }: StoredAccount): StoredAccount {
  return { ...account, families: [], validFrom: Number.MAX_SAFE_INTEGER, isLeaving: true }
}
