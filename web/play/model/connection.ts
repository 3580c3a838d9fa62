// One connection of the page: the typed client with what its user sees of it (state, latency, clock, why it closed),
// and a line in the log for everything that happens to it. After a loss the client comes back by itself and logs in
// again with the body of the last login that worked.

import type { Account, TokenKeeper } from '../../../protocol/client/account/account.ts'
import { withToken } from '../../../protocol/client/account/token-login.ts'
import { ClosedError, RequestError } from '../../../protocol/client/errors.ts'
import type {
  AnyMessages,
  Frame,
  Game,
  GameOptions,
  GameState,
  RequestApi,
  SendOptions,
} from '../../../protocol/client/index.ts'
import { Store } from '../../ui/store.ts'
import type { Entry, EntryKind, Log } from './log.ts'
import type { LoginDesk } from './login-desk.ts'
import type { Protocols } from './protocols.ts'

export interface ConnectionSettings {
  url: string
  /** Logs in with it at once when it is not empty. */
  account: string
  format: 'binary' | 'text'
  /** How it signs in, where players have accounts; see LoginForm. */
  way?: string
  device?: string
  /** The refresh token of who is signed in, and whose it is. */
  refresh?: string | undefined
  player?: string
}

interface SharedParts {
  log: Log
  protocols: Protocols
  /** Where players have accounts. */
  login: LoginDesk | undefined
}

export class Connection extends Store {
  readonly id: number
  readonly settings: ConnectionSettings
  /** Why it closed last, with its code; retryAt in ms since 1970 where it will be tried again. */
  closed: { code: number; reason: string; retryAt?: number } | undefined
  /** Why the login was refused. */
  problem: string | undefined
  /** The account that is logged in. */
  player: string | undefined
  /** The password or the code that is typed in; kept nowhere. */
  secret = ''
  /** Called when the settings were changed. */
  onSettings: () => void = () => undefined
  readonly #log: Log
  readonly #protocols: Protocols
  readonly #desk: LoginDesk | undefined
  readonly #exchanges = new Map<number, Entry>()
  #game: Game<AnyMessages> | undefined
  #login: Record<string, unknown> | undefined
  #account: Account | undefined
  #isSigningIn = false
  #latency: number | undefined
  #isAsking = false

  constructor(id: number, settings: ConnectionSettings, shared: SharedParts) {
    super()
    this.id = id
    this.settings = settings
    this.#log = shared.log
    this.#protocols = shared.protocols
    this.#desk = shared.login
  }

  get state(): GameState {
    return this.#isSigningIn ? 'login' : (this.#game?.state ?? 'closed')
  }

  /** Of the last reply, in ms. */
  get latency(): number | undefined {
    return this.#latency
  }

  /** The server's clock minus this one's, in ms; undefined before the first heartbeat. */
  get clockOffset(): number | undefined {
    return this.#game?.clock.latency === undefined ? undefined : this.#game.clock.offset
  }

  /** Listen and ask through this; undefined until the first `open()`. */
  get game(): Game<AnyMessages> | undefined {
    return this.#game
  }

  change(settings: Partial<ConnectionSettings>): void {
    Object.assign(this.settings, settings)
    this.onSettings()
    this.changed()
  }

  /** Connects, and logs in where an account is given. What fails is shown, not thrown. */
  async open(): Promise<void> {
    this.close()
    this.closed = undefined
    this.problem = undefined
    const { account } = this.settings
    const isTyped = account !== '' && !this.#desk && this.#protocols.canLogin
    this.#login = isTyped ? { acc: account } : undefined
    try {
      if (this.#desk) this.#account = await this.#signIn(this.#desk)
      this.#game = this.#makeGame()
      await this.#game.open()
    } catch (error) {
      this.#failed(error as Error)
    }
  }

  close(): void {
    this.#game?.close()
  }

  /** Who plays here signs in anew the next time. */
  async signOut(): Promise<void> {
    this.close()
    await this.#account?.signOut().catch((error: Error) => this.#failed(error))
    this.#account = undefined
    this.change({ refresh: undefined })
  }

  /** Sends one message and waits for its reply; the log has both. Rejects as the client does. */
  async ask(name: string, body: Record<string, unknown>, options: SendOptions = {}): Promise<unknown> {
    const request = this.#game?.request[name]
    if (!request) throw new ClosedError(this.settings.url, 1006, 'not connected')
    this.#isAsking = true
    const waiting = request(body, options)
    this.#isAsking = false
    const reply = await waiting
    if (name === 'login') this.#loggedIn(body)
    if (name === 'logout') this.#loggedIn(undefined)
    return reply
  }

  /** Sends without asking for an answer. */
  tell(name: string, body: Record<string, unknown>, options: SendOptions = {}): void {
    const send = this.#game?.send[name]
    if (!send) throw new ClosedError(this.settings.url, 1006, 'not connected')
    send(body, options)
  }

  #makeGame(): Game<AnyMessages> {
    const options: GameOptions<AnyMessages> = {
      format: this.settings.format,
      trace: frame => this.#traced(frame),
      login: request => this.#logIn(request),
    }
    const game = this.#protocols.makeGame(this.settings.url, options)
    game.listen('state', state => this.#entered(state))
    game.listen('closed', event => this.#lost(event))
    game.listen('loginFailed', error => this.#failed(error))
    game.listen('beat', () => this.changed())
    return game
  }

  /** A request becomes an entry that its reply completes; heartbeats that nobody asked for are entries of their own kind. */
  #traced(frame: Frame): void {
    if (frame.latency !== undefined) this.#latency = frame.latency
    const waiting = frame.session === undefined ? undefined : this.#exchanges.get(frame.session)
    if (frame.direction === 'received' && waiting) this.#complete(waiting, frame)
    else this.#record(frame)
  }

  #complete(entry: Entry, reply: Frame): void {
    this.#exchanges.delete(reply.session!)
    entry.reply = reply
    if (reply.error) entry.failure = reply.error
    this.#log.updated()
    this.changed()
  }

  #record(frame: Frame): void {
    const name = frame.name ?? ''
    const isBeat = frame.kind === 'request' && name === 'heartbeat' && !this.#isAsking
    const kind = isBeat ? 'beat' : KINDS[frame.kind]
    const text = frame.error ? `${frame.error.code}: ${frame.error.message}` : ''
    const entry = this.#log.add({ kind, connection: this.id, name, at: frame.at, frame, text })
    if (frame.kind === 'request') this.#exchanges.set(frame.session!, entry)
  }

  #note(kind: 'state' | 'close', name: string, text: string): void {
    this.#log.add({ kind, connection: this.id, name, at: Date.now(), frame: undefined, text })
  }

  /** undefined for who has not said how to sign in: a guest of the gate. */
  async #signIn(desk: LoginDesk): Promise<Account | undefined> {
    const { way = '', account: name, device = newDevice(), refresh } = this.settings
    if (way === '' && !refresh) return undefined
    this.#isSigningIn = true
    this.change({ device })
    try {
      const account = await desk.enter({ way, name, device, secret: this.secret }, this.#keeper)
      this.secret = ''
      this.change({ player: account.name ?? account.id })
      account.listen('signedOut', error => this.#failed(error))
      return account
    } finally {
      this.#isSigningIn = false
    }
  }

  get #keeper(): TokenKeeper {
    return {
      read: () => this.settings.refresh,
      write: refresh => this.change({ refresh }),
    }
  }

  async #logIn(request: RequestApi<AnyMessages>): Promise<void> {
    if (this.#account) return this.#logInAs(this.#account, request)
    const body = this.#login
    if (!body) return
    await request.login!(body)
    this.#loggedIn(body)
  }

  async #logInAs(account: Account, request: RequestApi<AnyMessages>): Promise<void> {
    const login = withToken<AnyMessages>(account, ({ login }, token) => login!({ acc: account.id, token }))
    await login(request)
    this.player = account.name ?? account.id
    this.changed()
  }

  #loggedIn(body: Record<string, unknown> | undefined): void {
    this.#login = body
    this.player = typeof body?.acc === 'string' ? body.acc : undefined
    this.changed()
  }

  #entered(state: GameState): void {
    if (state === 'open') this.closed = undefined
    if (state === 'connecting') this.player = undefined
    const isEnd = state === 'waiting' || state === 'closed' // noted in #lost, after its cause
    if (!isEnd && (state !== 'login' || this.#login || this.#account)) this.#note('state', state, '')
    this.changed()
  }

  #lost(event: { code: number; reason: string; retryIn?: number }): void {
    this.player = undefined
    const retryAt = event.retryIn === undefined ? {} : { retryAt: Date.now() + event.retryIn }
    this.closed = { code: event.code, reason: event.reason, ...retryAt }
    const failure = { code: 'CLOSED', message: event.reason }
    for (const entry of this.#exchanges.values()) entry.failure = failure
    this.#exchanges.clear()
    this.#note('close', String(event.code), event.reason)
    this.#note('state', this.state, '')
    this.changed()
  }

  #failed(error: Error): void {
    if (error instanceof RequestError) this.problem = `${error.code}: ${error.message}`
    else if (!(error instanceof ClosedError)) this.problem = error.message
    this.changed()
  }
}

/** 128 random bits, and some. */
const newDevice = (): string =>
  [...crypto.getRandomValues(new Uint8Array(24))].map(byte => byte.toString(16).padStart(2, '0')).join('')

const KINDS: Record<Frame['kind'], EntryKind> = {
  request: 'request',
  send: 'send',
  push: 'push',
  reply: 'error', // a reply that nobody waits for any more
  failed: 'error',
  unreadable: 'error',
}
