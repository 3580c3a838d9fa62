// What an account is entered by, as its player changes it: logins linked and unlinked, a new password, a forgotten one reset. A new
// password ends every login there was, and the connection.

import { AppError, hasCode } from '../../core/errors.ts'
import type { AccountLogin, StoredAccount } from '../../store/account/account-store.ts'
import { hashOf, newSecret, readResetToken, writeResetToken } from '../session/login-token.ts'
import type { Entrance, Named, Spot } from './entrance.ts'
import type { LoginHost } from './login-host.ts'
import { checkName, findableName, shownName } from './names.ts'

/** ms that a token which resets a password counts. */
const RESET_TIME = 1_800_000
/** Logins of one account. */
const MOST_LOGINS = 16

export interface NewPassword {
  old: string
  password: string
}

export class AccountCredentials {
  readonly #host: LoginHost
  readonly #entrance: Entrance

  constructor(host: LoginHost, entrance: Entrance) {
    this.#host = host
    this.#entrance = entrance
  }

  /** Throws ACCOUNT_NAME_TAKEN, ALREADY_LINKED where the account has a name, BAD_MESSAGE. */
  async linkName(id: string, { name, password }: Named, spot: Spot): Promise<StoredAccount> {
    const { config, rules, registrations, hasher } = this.#host
    if (!config.names) throw new AppError('NOT_ALLOWED', 'nobody has a name and a password here')
    const key = checkName(name)
    rules.check(password, name)
    await registrations.count(spot)
    const more = { name: shownName(name), password: await hasher.hash(password) }
    try {
      return await this.link(id, { kind: 'name', key }, more)
    } catch (error) {
      const isTaken = hasCode(error, 'ALREADY_LINKED') && (await this.#isOthers({ kind: 'name', key }, id))
      throw isTaken ? new AppError('ACCOUNT_NAME_TAKEN') : error
    }
  }

  /** Throws ALREADY_LINKED where it leads to another account, or the account has another one of its kind. */
  link(id: string, login: AccountLogin, more: Partial<StoredAccount> = {}): Promise<StoredAccount> {
    return this.#host.accounts.change(id, account => {
      if (hasLogin(account, login)) return undefined
      const isSecond = login.kind !== 'device' && account.logins.some(({ kind }) => kind === login.kind)
      if (isSecond) throw new AppError('ALREADY_LINKED', `this account has another ${login.kind}`)
      if (account.logins.length >= MOST_LOGINS)
        throw new AppError('NOT_ALLOWED', `an account has at most ${MOST_LOGINS} logins`)
      return { ...account, ...more, logins: [...account.logins, login] }
    })
  }

  /** All logins of a kind. Throws NOT_ALLOWED when nothing would lead to the account any more. */
  unlink(id: string, kind: string): Promise<StoredAccount> {
    return this.#host.accounts.change(id, account => {
      const logins = account.logins.filter(login => login.kind !== kind)
      if (logins.length === account.logins.length) return undefined
      if (logins.length === 0)
        throw new AppError('NOT_ALLOWED', `without its ${kind} nobody could enter this account`)
      if (kind !== 'name') return { ...account, logins }
      const { name: _name, password: _password, reset: _reset, ...rest } = account
      return { ...rest, logins }
    })
  }

  /** Throws LOGIN_FAILED for a wrong old one, BAD_MESSAGE for a new one that is not allowed. */
  async changePassword(id: string, { old, password }: NewPassword, spot: Spot): Promise<StoredAccount> {
    const { rules, accounts, hasher } = this.#host
    const account = await accounts.find(id)
    if (account && account.password === undefined)
      throw new AppError('NOT_ALLOWED', 'this account has no password; link a name first')
    rules.check(password, account?.name)
    const checked = await this.#entrance.checkPassword(account, old, { name: `id ${id}`, spot })
    const hash = await hasher.hash(password)
    return this.#store(id, hash, found => {
      if (found.password !== checked.password)
        throw new AppError('TRY_AGAIN', 'the password was changed meanwhile')
    })
  }

  /** Has the game send a token, if there is such an account. Whether there is shows in nothing. Throws LaterError. */
  async askReset(name: string, spot: Spot): Promise<void> {
    const { guesses, hooks } = this.#host
    if (!hooks.onResetAsked) throw new AppError('NOT_ALLOWED', 'passwords are not reset here')
    const key = findableName(name)
    await guesses.begin({ name: `ask ${key}`, spot })
    void this.#sendReset(key).catch((error: unknown) =>
      this.#host.log.error({ err: error }, 'a token that resets a password could not be sent'),
    )
  }

  /** Throws LOGIN_FAILED for a token that does not count (any more). */
  async reset(text: string, password: string, spot: Spot): Promise<StoredAccount> {
    const { guesses, rules, hasher } = this.#host
    const token = readResetToken(text)
    const guess = { name: `reset ${token?.account ?? ''}`, spot }
    await guesses.begin(guess)
    if (!token) throw overdue()
    const account = await this.#host.accounts.find(token.account)
    this.#checkReset(account, token.secret)
    rules.check(password, account?.name)
    const hash = await hasher.hash(password)
    const changed = await this.#store(token.account, hash, found => this.#checkReset(found, token.secret))
    await guesses.right(guess)
    return changed
  }

  #checkReset(account: StoredAccount | undefined, secret: string): void {
    const { hash, expires = 0 } = account?.reset ?? {}
    if (hash !== hashOf(secret) || this.#host.now() >= expires) throw overdue()
  }

  /** `check` looks at the account as it is then. */
  async #store(
    id: string,
    password: string,
    check: (account: StoredAccount) => void,
  ): Promise<StoredAccount> {
    const { accounts, sessions, players } = this.#host
    const changed = await accounts.change(id, account => {
      check(account)
      const { reset: _used, ...rest } = account
      return sessions.ended({ ...rest, password })
    })
    await players.close(id, changed.validFrom)
    return changed
  }

  async #sendReset(key: string): Promise<void> {
    const { accounts, hooks, now } = this.#host
    const found = await accounts.findBy({ kind: 'name', key })
    if (!found) return
    const [secret, expires] = [newSecret(), now() + RESET_TIME]
    const { id, name = key } = await accounts.change(found.id, account => ({
      ...account,
      reset: { hash: hashOf(secret), expires },
    }))
    await hooks.onResetAsked?.({
      account: id,
      name,
      token: writeResetToken({ account: id, secret }),
      expires,
    })
  }

  async #isOthers(login: AccountLogin, id: string): Promise<boolean> {
    const found = await this.#host.accounts.findBy(login)
    return found !== undefined && found.id !== id
  }
}

const overdue = (): AppError =>
  new AppError('LOGIN_FAILED', 'this token does not reset a password (any more); ask for a new one')

const hasLogin = ({ logins }: StoredAccount, { kind, key }: AccountLogin): boolean =>
  logins.some(login => login.kind === kind && login.key === key)
