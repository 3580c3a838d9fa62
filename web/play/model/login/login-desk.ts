// The login server of this server's players, where they have accounts: what it offers, and the ways to one.

import type { Account, TokenKeeper } from '../../../../protocol/client/account/account.ts'
import { lookAtLogin, register, signIn, signInAgain } from '../../../../protocol/client/account/sign-in.ts'
import { RequestError } from '../../../../protocol/client/errors.ts'
import type { LoginOffer } from '../../../../protocol/login-api.ts'
import { Store } from '../../../ui/store.ts'

/** What a tester has filled in: `way` is name, register, device, or a platform. */
export interface LoginForm {
  way: string
  name: string
  /** The password, or the platform's code. */
  secret: string
  /** The secret of a guest. */
  device: string
}

export class LoginDesk extends Store {
  readonly url: string
  /** It is known what is offered, or why not. */
  readonly looked: Promise<void>
  #offer: LoginOffer | undefined
  #problem: string | undefined

  constructor(url: string) {
    super()
    this.url = url
    this.looked = lookAtLogin(url).then(
      offer => this.#found(offer),
      (error: Error) => this.#found(undefined, error.message),
    )
  }

  /** Why it is not known what is offered. */
  get problem(): string | undefined {
    return this.#problem
  }

  /** In the order in which they are shown. */
  get ways(): string[] {
    const { names, guests, platforms } = this.#offer ?? { names: true, guests: false, platforms: [] }
    return [...(names ? ['name', 'register'] : []), ...(guests ? ['device'] : []), ...platforms]
  }

  /** With what was kept, else as the form says, but for a login that has ended: who had it has typed nothing. Rejects with
   * RequestError. */
  async enter(form: LoginForm, keep: TokenKeeper): Promise<Account> {
    const wasIn = Boolean(await keep.read())
    const account = await signInAgain(this.url, { keep })
    if (account) return account
    if (wasIn && form.way !== 'device') throw new RequestError('refresh', 'LOGIN_FAILED')
    return this.#signIn(form, keep)
  }

  #signIn({ way, name, secret, device }: LoginForm, keep: TokenKeeper): Promise<Account> {
    if (way === 'register') return register(this.url, { name, password: secret }, { keep })
    if (way === 'device') return signIn(this.url, { device }, { keep })
    if (way === 'name') return signIn(this.url, { name, password: secret }, { keep })
    return signIn(this.url, { platform: way, code: secret }, { keep })
  }

  #found(offer: LoginOffer | undefined, problem?: string): void {
    this.#offer = offer
    this.#problem = problem
    this.changed()
  }
}
