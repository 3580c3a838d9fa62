// One connection of the page: the typed client with what its user sees of it (state, latency, clock, why it closed),
// and a line in the log for everything that happens to it. After a loss the client comes back by itself and logs in
// again with the body of the last login that worked.

import { ClosedError, RequestError } from '../../../protocol/client/errors.ts'
import type {
  AnyMessages,
  ClosedEvent,
  Frame,
  Game,
  GameOptions,
  GameState,
  SendOptions,
} from '../../../protocol/client/index.ts'
import { ServerClock } from '../../../protocol/client/link/server-clock.ts'
import { HEARTBEAT } from '../../../protocol/kit.ts'
import { Store } from '../../ui/store.ts'
import type { ConnectionSettings } from './connection-settings.ts'
import { Line } from './line.ts'
import type { Entry, EntryKind, Failure, Log } from './log.ts'
import { Login } from './login/login.ts'
import type { LoginDesk } from './login/login-desk.ts'
import type { Protocols } from './protocols.ts'
import type { Sockets } from './sockets.ts'

interface SharedParts {
  log: Log
  sockets: Sockets
  /** The messages as they are now. */
  readonly protocols: Protocols
  /** Where players have accounts. */
  login: LoginDesk | undefined
}

/** Of a message that was sent: its entry in the log, undefined where it could not be sent, and its reply. */
export interface Exchange {
  entry: Entry | undefined
  reply: Promise<unknown>
}

/** Who asks: the page's user, a panel of the page, or the client by itself. */
type Asker = 'user' | 'panel' | 'client'

export class Connection extends Store {
  readonly id: number
  readonly settings: ConnectionSettings
  readonly line = new Line()
  /** Why it closed last, with its code; retryAt in ms since 1970 where it will be tried again. */
  closed: { code: number; reason: string; retryAt?: number } | undefined
  /** Why the login was refused. */
  problem: Failure | undefined
  /** The account that is logged in. */
  player: string | undefined
  readonly login: Login
  /** Called when the settings were changed, or it was opened or closed for good. */
  onSettings: () => void = () => undefined
  /** Called when it has come back, and when it is lost. */
  onLoss: () => void = () => undefined
  onBack: () => void = () => undefined
  readonly #shared: SharedParts
  readonly #exchanges = new Map<number, Entry>()
  #game: Game<AnyMessages> | undefined
  #protocols: Protocols | undefined
  #clock = new ServerClock()
  #latency: number | undefined
  #asker: Asker = 'client'
  #recorded: Entry | undefined
  /** What was shown last: it may come to several who wait. */
  #shownError: Error | undefined
  /** The close that has not been made good yet. */
  #outage: Entry | undefined

  constructor(id: number, settings: ConnectionSettings, shared: SharedParts) {
    super()
    this.id = id
    this.settings = settings
    this.#shared = shared
    this.login = new Login({
      settings,
      desk: shared.login,
      protocols: () => shared.protocols,
      change: changed => this.change(changed),
      failed: error => this.#failed(error),
    })
  }

  get state(): GameState {
    return this.login.isAsking ? 'login' : (this.#game?.state ?? 'closed')
  }

  /** Of the last reply, in ms: of the server and the network, not of this page. */
  get latency(): number | undefined {
    return this.#latency
  }

  /** The server's clock minus this one's, in ms; undefined before the first heartbeat. */
  get clockOffset(): number | undefined {
    return this.#clock.latency === undefined ? undefined : this.#clock.offset
  }

  /** Listen and ask through this; undefined until the first `open()`. */
  get game(): Game<AnyMessages> | undefined {
    return this.#game
  }

  /** Whether the server has other messages than those it was opened with. */
  get isOutdated(): boolean {
    return this.#protocols !== undefined && this.#protocols.answer.hash !== this.#shared.protocols.answer.hash
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
    this.#outage = undefined
    this.#shownError = undefined
    this.problem = this.login.begin()
    if (this.problem) this.changed()
    else await this.#start({})
  }

  /** Comes back now, with the messages that the server runs now. */
  async reconnect(): Promise<void> {
    this.#drop()
    await this.#start({ retry: { within: Number.POSITIVE_INFINITY } })
  }

  close(): void {
    this.#game?.close()
    this.onSettings()
  }

  /** Who plays here signs in anew the next time. */
  async signOut(): Promise<void> {
    this.close()
    await this.login.signOut()
  }

  /** Sends one message and waits for its reply; the log has both. Rejects as the client does. */
  ask(name: string, body: Record<string, unknown>, options: SendOptions = {}): Promise<unknown> {
    return this.exchange(name, body, options).reply
  }

  /** The same, with the entry in the log. */
  exchange(name: string, body: Record<string, unknown>, options: SendOptions = {}): Exchange {
    const request = this.#game?.request[name]
    if (!request) return { entry: undefined, reply: Promise.reject(this.#noConnection) }
    const [reply, entry] = this.#as('user', () => request(body, options))
    return { entry, reply: reply.then(answer => this.#answered(name, body, answer)) }
  }

  /** Sends without asking for an answer. */
  tell(name: string, body: Record<string, unknown>, options: SendOptions = {}): Entry | undefined {
    const send = this.#game?.send[name]
    if (!send) throw this.#noConnection
    return this.#as('user', () => send(body, options))[1]
  }

  /** What `act` asks through `game` is the traffic of a panel. */
  asPanel<T>(act: () => T): T {
    return this.#as('panel', act)[0]
  }

  get #noConnection(): ClosedError {
    return new ClosedError(this.settings.url, 1006, 'not connected')
  }

  /** With the entry of what was sent: the client sends within the call. */
  #as<T>(asker: Asker, act: () => T): [result: T, entry: Entry | undefined] {
    this.#asker = asker
    this.#recorded = undefined
    try {
      return [act(), this.#recorded]
    } finally {
      this.#asker = 'client'
    }
  }

  #answered(name: string, body: Record<string, unknown>, answer: unknown): unknown {
    if (name === 'login') this.#loggedIn(this.login.tookBody(body, answer))
    if (name === 'logout') this.#loggedIn(this.login.tookBody(undefined))
    return answer
  }

  async #start(retry: Pick<GameOptions<AnyMessages>, 'retry'>): Promise<void> {
    try {
      await this.login.signIn()
      this.#game = this.#makeGame(retry)
      const opening = this.#game.open()
      this.onSettings()
      await opening
    } catch (error) {
      this.#failed(error as Error)
    }
  }

  /** Lets go of the game without a word: another takes its place. */
  #drop(): void {
    const game = this.#game
    this.#game = undefined
    game?.close()
    this.#loseReplies('')
  }

  #makeGame(retry: Pick<GameOptions<AnyMessages>, 'retry'>): Game<AnyMessages> {
    const { protocols, sockets } = this.#shared
    const options: GameOptions<AnyMessages> = {
      ...retry,
      format: this.settings.format,
      session: false,
      socket: url => sockets.open(url, this.line),
      trace: frame => this.#traced(frame),
      login: async request => this.#loggedIn(await this.login.enter(request)),
    }
    const game = protocols.makeGame(this.settings.url, options)
    const current = (act: () => void) => this.#game === game && act()
    game.listen('state', state => current(() => this.#entered(state)))
    game.listen('closed', event => current(() => this.#lost(event)))
    game.listen('loginFailed', error => current(() => this.#failed(error)))
    this.login.watch(game)
    this.#protocols = protocols
    this.#clock = new ServerClock()
    return game
  }

  /** A request becomes an entry that its reply completes; heartbeats that nobody asked for are entries of their own kind. */
  #traced(frame: Frame): void {
    if (frame.latency !== undefined && frame.error?.code !== 'TIMEOUT') this.#latency = frame.latency
    const waiting = frame.session === undefined ? undefined : this.#exchanges.get(frame.session)
    if (frame.direction === 'received' && waiting) this.#complete(waiting, frame)
    else this.#record(frame)
  }

  #complete(entry: Entry, reply: Frame): void {
    this.#exchanges.delete(reply.session!)
    entry.reply = reply
    if (reply.error) entry.failure = reply.error
    const { time } = (reply.body ?? {}) as { time?: unknown }
    if (entry.name === HEARTBEAT && typeof time === 'number' && reply.latency !== undefined)
      this.#clock.add(time, reply.latency, reply.at)
    this.#shared.log.updated(entry)
    this.changed()
  }

  #record(frame: Frame): void {
    const name = frame.name ?? ''
    const kind = this.#kindOf(frame)
    const failure = frame.error && { failure: frame.error }
    const at = { connection: this.id, name, at: frame.at, frame, text: '' }
    const entry = this.#shared.log.add({ kind, ...at, ...failure })
    if (frame.kind === 'request') this.#exchanges.set(frame.session!, entry)
    this.#recorded = entry
  }

  #kindOf({ kind, name }: Frame): EntryKind {
    if (kind !== 'request') return KINDS[kind]
    if (this.#asker === 'panel') return 'panel'
    return name === HEARTBEAT && this.#asker === 'client' ? 'beat' : 'request'
  }

  #note(kind: 'state' | 'close' | 'error', name: string, said: string | Failure): Entry {
    const what = typeof said === 'string' ? { text: said } : { text: '', failure: said }
    return this.#shared.log.add({
      kind,
      connection: this.id,
      name,
      at: Date.now(),
      frame: undefined,
      ...what,
    })
  }

  #loggedIn(player: string | undefined): void {
    this.player = player
    this.changed()
  }

  #entered(state: GameState): void {
    if (state === 'connecting') this.player = undefined
    if (state === 'open') this.#opened()
    this.changed()
  }

  #opened(): void {
    const isBack = this.#outage !== undefined
    this.closed = undefined
    this.problem = undefined
    this.#outage = undefined
    this.#note('state', 'open', this.player ?? '')
    if (isBack) this.onBack()
  }

  /** The tries of one outage are one entry that counts. */
  #lost(event: ClosedEvent): void {
    this.player = undefined
    const retryAt = event.retryIn === undefined ? {} : { retryAt: Date.now() + event.retryIn }
    this.closed = { code: event.code, reason: event.reason, ...retryAt }
    this.#loseReplies(event.reason)
    const name = String(event.code)
    if (this.#outage?.name === name) {
      this.#outage.tries = (this.#outage.tries ?? 0) + 1
      this.#shared.log.updated(this.#outage)
    } else this.#outage = this.#note('close', name, event.reason)
    if (event.retryIn === undefined) this.onSettings()
    else this.onLoss()
    this.changed()
  }

  #loseReplies(reason: string): void {
    for (const entry of this.#exchanges.values()) {
      entry.failure = { code: 'CLOSED', message: reason }
      this.#shared.log.updated(entry)
    }
    this.#exchanges.clear()
  }

  #failed(error: Error): void {
    if (error === this.#shownError) return
    this.#shownError = error
    if (error instanceof RequestError) this.#refused(error)
    else if (!(error instanceof ClosedError)) this.problem = { code: '', message: error.message }
    this.changed()
  }

  /** What the gate refuses is in the log already. */
  #refused(error: RequestError): void {
    const { request, code, message } = error
    this.login.refused(error)
    const isOver = request === 'refresh' && code === 'LOGIN_FAILED'
    this.problem = { code: isOver ? 'LOGIN_ENDED' : code, message }
    if (request !== 'login') this.#note('error', `login/${request}`, { code, message })
  }
}

const KINDS: Record<Exclude<Frame['kind'], 'request'>, EntryKind> = {
  send: 'send',
  push: 'push',
  reply: 'error', // a reply that nobody waits for any more
  failed: 'error',
  unreadable: 'error',
}
