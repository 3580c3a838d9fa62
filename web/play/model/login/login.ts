// How one connection logs in: by a name, by a token, or by an account of the login server. It keeps true: what is typed as a secret
// is kept nowhere; who has to sign in again is asked for just that, and knows why.

import type { Account, TokenKeeper } from '../../../../protocol/client/account/account.ts'
import { checkWhenClosed, withToken } from '../../../../protocol/client/account/token-login.ts'
import type { RequestError } from '../../../../protocol/client/errors.ts'
import type { AnyMessages, Game, GameState, RequestApi } from '../../../../protocol/client/index.ts'
import type { ConnectionSettings } from '../connection-settings.ts'
import type { Failure } from '../log.ts'
import type { Protocols } from '../protocols.ts'
import type { LoginDesk } from './login-desk.ts'
import { playerOf } from './player-of.ts'

type Body = Record<string, unknown>

/** Who signs in: a connection, or a panel that plays by itself. */
export interface SignsIn {
  readonly settings: ConnectionSettings
  readonly state: GameState
  readonly login: Login
  change(settings: Partial<ConnectionSettings>): void
  signOut(): Promise<void>
}

/** What has to be typed in before it goes on. */
export type Wanted = 'name' | 'secret'

export interface LoginHost {
  readonly settings: ConnectionSettings
  protocols(): Protocols
  /** Where players have accounts. */
  readonly desk: LoginDesk | undefined
  change(settings: Partial<ConnectionSettings>): void
  failed(error: Error): void
}

const named = (way: string): boolean => way === 'name' || way === 'register'

export class Login {
  /** The password, the code or the token that is typed in. */
  secret = ''
  wants: Wanted | undefined
  /** How often that was said: each time the field gets the focus. */
  asked = 0
  /** The login server is being asked. */
  isAsking = false
  /** What the server has answered to the login that worked last; after a reload only who that was. */
  told: Body = {}
  /** The account that it was for, as the server names it. */
  account: string | undefined
  readonly #host: LoginHost
  #body: Body | undefined
  #account: Account | undefined

  constructor(host: LoginHost) {
    this.#host = host
  }

  /** Nobody logs in. */
  get isGuest(): boolean {
    return this.#account === undefined && this.#body === undefined
  }

  /** Begins anew, as the form says. undefined, or what is missing in it. */
  begin(): Failure | undefined {
    this.#account = undefined
    this.#body = this.#typed
    const missing = this.#missing
    this.#want(missing && (missing.code === 'NO_NAME' ? 'name' : 'secret'))
    return missing
  }

  /** Who came in before the page was loaded again. */
  recall({ account, uid }: { account: string | undefined; uid: string | undefined }): void {
    this.account = account
    this.told = uid === undefined ? {} : { uid }
  }

  /** With the login server, where there is one; nothing where that is done. Rejects with RequestError. */
  async signIn(): Promise<void> {
    const { settings, desk } = this.#host
    const { way = '', refresh } = settings
    if (!desk || this.#account || (way === '' && !refresh)) return
    this.isAsking = true
    try {
      this.#account = await this.#enter(desk)
    } finally {
      this.isAsking = false
    }
  }

  /** Hears from `game` when the login may have ended. */
  watch(game: Game<AnyMessages>): void {
    if (this.#account) checkWhenClosed(this.#account, game, error => this.#host.failed(error))
  }

  /** At the gate. Resolves with the account; undefined for a guest. */
  async enter(request: RequestApi<AnyMessages>): Promise<string | undefined> {
    if (this.#account) return this.#enterAs(this.#account, request)
    const body = this.#body
    return this.tookBody(body, body && (await request.login!(body)))
  }

  /** A login that worked, with its reply: the next connection logs in the same way. Returns the account. */
  tookBody(body: Body | undefined, reply?: unknown): string | undefined {
    this.#body = body
    this.#hear(body?.acc, reply)
    return body && playerOf({ body, reply, answer: this.#host.protocols().answer })
  }

  /** Who plays here signs in anew the next time. */
  async signOut(): Promise<void> {
    const account = this.#account
    this.#account = undefined
    await account?.signOut().catch((error: Error) => this.#host.failed(error))
    this.#host.change({ refresh: undefined, player: '' })
  }

  /** Looks which field the refusal is about; a secret that was wrong is to be typed anew. */
  refused({ code, message }: RequestError): void {
    const isBad = code === 'BAD_MESSAGE' && !message.startsWith('password:')
    this.#want(isBad || code === 'ACCOUNT_NAME_TAKEN' ? 'name' : 'secret')
    if (code === 'LOGIN_FAILED') this.secret = ''
  }

  #hear(account: unknown, reply: unknown): void {
    this.account = typeof account === 'string' ? account : undefined
    this.told = { ...(reply as Body | undefined) }
  }

  #want(field: Wanted | undefined): void {
    this.wants = field
    this.asked += 1
  }

  get #typed(): Body | undefined {
    const { settings, desk } = this.#host
    const protocols = this.#host.protocols()
    if (desk) return undefined
    if (protocols.asksToken) return this.secret === '' ? undefined : protocols.loginBody(this.secret)
    return settings.account !== '' && protocols.canLogin ? { acc: settings.account } : undefined
  }

  get #missing(): Failure | undefined {
    const { settings, desk } = this.#host
    const { way = '', account, refresh } = settings
    if (!desk || refresh || way === '' || way === 'device') return undefined
    if (named(way) && account.trim() === '') return { code: 'NO_NAME', message: '' }
    if (this.secret !== '') return undefined
    return { code: named(way) ? 'NO_PASSWORD' : 'NO_CODE', message: '' }
  }

  async #enter(desk: LoginDesk): Promise<Account> {
    const { way = '', account: name, device = newDevice() } = this.#host.settings
    this.#host.change({ device })
    const account = await desk.enter({ way, name, device, secret: this.secret }, this.#keeper)
    this.secret = ''
    account.listen('signedOut', error => this.#signedOut(account, error))
    this.#host.change({ player: account.name ?? account.id, way: lasting(way) })
    return account
  }

  async #enterAs(account: Account, request: RequestApi<AnyMessages>): Promise<string> {
    const bodyOf = (token: string) => this.#host.protocols().loginBody(token, account.id)
    const enter = withToken<AnyMessages>(account, ({ login }, token) => login!(bodyOf(token)))
    this.#hear(account.id, await enter(request))
    return account.name ?? account.id
  }

  #signedOut(account: Account, error: RequestError): void {
    if (this.#account !== account) return
    this.#account = undefined
    const { way = '', account: typed } = this.#host.settings
    this.#host.change({ account: account.name ?? typed, way: lasting(way), player: '' })
    this.#host.failed(error)
  }

  get #keeper(): TokenKeeper {
    return {
      read: () => this.#host.settings.refresh,
      write: refresh => this.#host.change({ refresh }),
    }
  }
}

/** Who has registered comes in by name and password from then on. */
const lasting = (way: string): string => (way === 'register' ? 'name' : way)

/** 128 random bits, and some. */
const newDevice = (): string =>
  [...crypto.getRandomValues(new Uint8Array(24))].map(byte => byte.toString(16).padStart(2, '0')).join('')
