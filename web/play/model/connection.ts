// One connection of the page: the typed client with what its user sees of it (state, latency, clock, why it closed),
// and a line in the log for everything that happens to it. After a loss the client comes back by itself and logs in
// again with the body of the last login that worked.

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
import type { Protocols } from './protocols.ts'

export interface ConnectionSettings {
  url: string
  /** Logs in with it at once when it is not empty. */
  account: string
  format: 'binary' | 'text'
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
  /** Called when the settings were changed. */
  onSettings: () => void = () => undefined
  readonly #log: Log
  readonly #protocols: Protocols
  readonly #exchanges = new Map<number, Entry>()
  #game: Game<AnyMessages> | undefined
  #login: Record<string, unknown> | undefined
  #latency: number | undefined
  #isAsking = false

  constructor(id: number, settings: ConnectionSettings, shared: { log: Log; protocols: Protocols }) {
    super()
    this.id = id
    this.settings = settings
    this.#log = shared.log
    this.#protocols = shared.protocols
  }

  get state(): GameState {
    return this.#game?.state ?? 'closed'
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
    this.#login = account && this.#protocols.canLogin ? { acc: account } : undefined
    const game = this.#makeGame()
    this.#game = game
    try {
      await game.open()
    } catch (error) {
      this.#failed(error as Error)
    }
  }

  close(): void {
    this.#game?.close()
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

  async #logIn(request: RequestApi<AnyMessages>): Promise<void> {
    const body = this.#login
    if (!body) return
    await request.login!(body)
    this.#loggedIn(body)
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
    if (!isEnd && (state !== 'login' || this.#login)) this.#note('state', state, '')
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

const KINDS: Record<Frame['kind'], EntryKind> = {
  request: 'request',
  send: 'send',
  push: 'push',
  reply: 'error', // a reply that nobody waits for any more
  failed: 'error',
  unreadable: 'error',
}
