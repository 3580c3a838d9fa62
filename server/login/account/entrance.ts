// The ways in: a name and a password, a device, a platform. Each gives the account, made where it is new and that is allowed.

import { AppError, hasCode } from '../../core/errors.ts'
import type { AccountLogin, StoredAccount } from '../../store/account/account-store.ts'
import type { Guess } from '../guard/guesses.ts'
import { canBePassword } from '../password/password-rules.ts'
import { hashOf } from '../session/login-token.ts'
import type { LoginHost } from './login-host.ts'
import { checkName, findableName, shownName } from './names.ts'

export interface Named {
  name: string
  password: string
}

/** Where limits count who asks; undefined for this machine. */
export type Spot = string | undefined

export interface Entered {
  account: StoredAccount
  isNew: boolean
}

/** Alike for a name that nobody has and for a wrong password. */
const wrong = (): AppError => new AppError('LOGIN_FAILED', 'the name or the password is wrong')

export class Entrance {
  readonly #host: LoginHost

  constructor(host: LoginHost) {
    this.#host = host
  }

  /** Throws BAD_MESSAGE for a name or a password that is not allowed, ACCOUNT_NAME_TAKEN, LaterError. */
  async register({ name, password }: Named, spot: Spot): Promise<Entered> {
    const { config, rules, registrations, accounts, hasher } = this.#host
    if (!config.names) throw new AppError('NOT_ALLOWED', 'nobody registers with a name here')
    const login = { kind: 'name', key: checkName(name) }
    rules.check(password, name)
    await registrations.count(spot)
    // Before the work; whether it is still free is seen when it is taken.
    if (await accounts.findBy(login)) throw new AppError('ACCOUNT_NAME_TAKEN')
    const made = { name: shownName(name), password: await hasher.hash(password) }
    const account = await accounts.create(login, made)
    if (!account) throw new AppError('ACCOUNT_NAME_TAKEN')
    return { account, isNew: true }
  }

  /** Throws LOGIN_FAILED, LaterError. */
  async byName({ name, password }: Named, spot: Spot): Promise<Entered> {
    const key = findableName(name)
    const account = await this.#host.accounts.findBy({ kind: 'name', key })
    return {
      account: await this.checkPassword(account, password, { name: `name ${key}`, spot }),
      isNew: false,
    }
  }

  /** The account whose password that is. Without an account it takes as long. Throws LOGIN_FAILED, LaterError. */
  async checkPassword(
    account: StoredAccount | undefined,
    password: string,
    guess: Guess,
  ): Promise<StoredAccount> {
    const { guesses, hasher } = this.#host
    await guesses.begin(guess)
    const fits = await hasher
      .verify(account?.password, canBePassword(password) ? password : '')
      .catch((error: unknown) => this.#undo(guess, error))
    if (!fits || !account) throw wrong()
    await guesses.right(guess)
    return this.#strengthen(account, password)
  }

  /** As a guest. */
  async byDevice(device: string, spot: Spot): Promise<Entered> {
    if (!this.#host.config.guests) throw new AppError('NOT_ALLOWED', 'there are no guests here')
    return this.#enter({ kind: 'device', key: hashOf(device) }, spot)
  }

  /** Throws LOGIN_FAILED, TRY_AGAIN. */
  async byPlatform(platform: string, code: string, spot: Spot): Promise<Entered> {
    return this.#enter(await this.identify(platform, code, spot), spot)
  }

  /** Who somebody is by a platform. Throws BAD_MESSAGE for one that there is not, LOGIN_FAILED, TRY_AGAIN. */
  async identify(name: string, code: string, spot: Spot): Promise<AccountLogin> {
    const { platforms, guesses } = this.#host
    const platform = platforms.get(name)
    if (!platform)
      throw new AppError(
        'BAD_MESSAGE',
        `platform: expected one of ${[...platforms.keys()].join(', ') || 'none'}, got another`,
      )
    await guesses.begin({ spot })
    const key = await platform.identify(code).catch((error: unknown) => this.#undo({ spot }, error))
    await guesses.right({ spot })
    return { kind: name, key }
  }

  /** A device or a platform, as it is stored. */
  async loginOf(
    given: { device: string } | { platform: string; code: string },
    spot: Spot,
  ): Promise<AccountLogin> {
    if ('device' in given) return { kind: 'device', key: hashOf(given.device) }
    return this.identify(given.platform, given.code, spot)
  }

  /** A try that was not looked at does not count. */
  async #undo(guess: Guess, error: unknown): Promise<never> {
    if (!hasCode(error, 'LOGIN_FAILED')) await this.#host.guesses.undo(guess)
    throw error
  }

  async #enter(login: AccountLogin, spot: Spot): Promise<Entered> {
    const { accounts, guests } = this.#host
    const account = await accounts.findBy(login)
    if (account) return { account, isNew: false }
    await guests.count(spot)
    return accounts.enter(login)
  }

  /** Hashes it anew where it was hashed with less than now. */
  async #strengthen(account: StoredAccount, password: string): Promise<StoredAccount> {
    const { hasher, accounts } = this.#host
    const old = account.password
    if (old === undefined || !hasher.isWeak(old)) return account
    const hash = await hasher.hash(password)
    return accounts.change(account.id, found =>
      found.password === old ? { ...found, password: hash } : undefined,
    )
  }
}
