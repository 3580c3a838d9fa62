// One connection of the page: the typed client with what its user sees of it (state, who plays, why it closed). After a loss the
// client comes back by itself, with its session or by the body of the last login that worked; after a reload too.

import type { TokenKeeper } from '../../../protocol/client/account/account.ts'
import { ClosedError, RequestError } from '../../../protocol/client/errors.ts'
import type {
  AnyMessages,
  ClosedEvent,
  Frame,
  Game,
  GameOptions,
  GameState,
  ResumedEvent,
  SendOptions,
} from '../../../protocol/client/index.ts'
import { HEARTBEAT, RESUME, SESSION_OPEN } from '../../../protocol/kit.ts'
import { Store } from '../../ui/store.ts'
import { ConnectionLog } from './connection-log.ts'
import type { ConnectionSettings } from './connection-settings.ts'
import { CUT } from './explain.ts'
import type { Entry, Failure, Log } from './log.ts'
import { Login } from './login/login.ts'
import type { LoginDesk } from './login/login-desk.ts'
import type { Protocols } from './protocols.ts'
import { type KeptSession, TabMemory } from './tab/tab-memory.ts'
import { Line } from './wire/line.ts'
import { Pulse } from './wire/pulse.ts'
import type { Sockets } from './wire/sockets.ts'

interface SharedParts {
  log: Log
  sockets: Sockets
  /** The messages as they are now. */
  readonly protocols: Protocols
  /** Where players have accounts. */
  login: LoginDesk | undefined
  /** uid -> what a player is called. */
  readonly names: Map<string, string>
}

/** Of a message that was sent: its entry in the log, undefined where it could not be sent, and its reply. */
export interface Exchange {
  entry: Entry | undefined
  reply: Promise<unknown>
}

/** To what the page's user has asked by hand. */
export interface Answer {
  name: string
  body: Record<string, unknown>
  reply: unknown
}

/** Answers that are kept for panels that are opened later. */
const ANSWERS = 50

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
  readonly memory = new TabMemory()
  readonly pulse = new Pulse()
  /** Called when the settings were changed, or it was opened or closed for good. */
  onSettings: () => void = () => undefined
  /** Called when it has come back, and when it is lost. */
  onLoss: () => void = () => undefined
  onBack: () => void = () => undefined
  /** The last ones since the login. */
  answers: readonly Answer[] = []
  /** Panels that hear of answers. */
  readonly hearers: ((answer: Answer) => void)[] = []
  readonly #shared: SharedParts
  readonly #log: ConnectionLog
  #game: Game<AnyMessages> | undefined
  #protocols: Protocols | undefined
  /** What is on its way when the connection is lost comes later. */
  #hasSession = false
  #isAway = false
  #back: ResumedEvent | undefined
  /** It comes back after a reload, and nobody has logged in since. */
  #isReloaded = false
  /** What was shown last: it may come to several who wait. */
  #shownError: Error | undefined

  constructor(id: number, settings: ConnectionSettings, shared: SharedParts) {
    super()
    this.id = id
    this.settings = settings
    this.#shared = shared
    this.#log = new ConnectionLog(id, shared.log)
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

  /** Whether what is sent arrives, now or when it is back. */
  get canSend(): boolean {
    return this.state === 'open' || this.#isAway
  }

  /** Listen and ask through this; undefined until the first `open()`. */
  get game(): Game<AnyMessages> | undefined {
    return this.#game
  }

  /** Whether the server has other messages than those it was opened with. */
  get isOutdated(): boolean {
    return this.#protocols !== undefined && this.#protocols.answer.hash !== this.#shared.protocols.answer.hash
  }

  /** Whether this is who plays here: by the uid where the login has told it, else by the account. */
  isPlayer(who: { uid: string; acc: string }): boolean {
    const { told, account } = this.login
    return typeof told.uid === 'string' ? who.uid === told.uid : who.acc !== '' && who.acc === account
  }

  /** Learns what players are called whom the server knows by an account's number. */
  meet(others: readonly { uid: string; name?: string | undefined }[]): void {
    for (const { uid, name } of others) if (name) this.#shared.names.set(uid, name)
  }

  change(settings: Partial<ConnectionSettings>): void {
    Object.assign(this.settings, settings)
    this.onSettings()
    this.changed()
  }

  /** Connects, and logs in where an account is given. What fails is shown, not thrown. */
  open(): Promise<void> {
    this.close()
    return this.#begin(undefined)
  }

  /** The page was loaded again: goes on with what the tab has kept of its session, else connects. */
  async comeBack(kept: KeptSession | undefined): Promise<void> {
    await this.#begin(kept)
  }

  /** Comes back now, with the messages that the server runs now. */
  async reconnect(): Promise<void> {
    if (this.state === 'waiting' && !this.isOutdated) return this.#game!.hurry()
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
    const [reply, entry] = this.#log.as('user', () => request(body, options))
    return { entry, reply: reply.then(answer => this.#answered(name, body, answer)) }
  }

  /** Sends without asking for an answer. */
  tell(name: string, body: Record<string, unknown>, options: SendOptions = {}): Entry | undefined {
    const send = this.#game?.send[name]
    if (!send) throw this.#noConnection
    return this.#log.as('user', () => send(body, options))[1]
  }

  /** What `act` asks through `game` is the traffic of a panel. */
  asPanel<T>(act: () => T): T {
    return this.#log.as('panel', act)[0]
  }

  get #noConnection(): ClosedError {
    return new ClosedError(this.settings.url, 1006, 'not connected')
  }

  #answered(name: string, body: Record<string, unknown>, answer: unknown): unknown {
    if (name === 'login') this.#loggedIn(this.login.tookBody(body, answer))
    if (name === 'logout') {
      this.memory.forget()
      this.#loggedIn(this.login.tookBody(undefined))
    }
    const taken = { name, body, reply: answer }
    this.answers = [...this.answers, taken].slice(-ANSWERS)
    for (const hear of this.hearers) hear(taken)
    return answer
  }

  async #begin(kept: KeptSession | undefined): Promise<void> {
    this.memory.restore(kept)
    this.#isReloaded = kept !== undefined
    this.closed = undefined
    this.#log.begin()
    this.#shownError = undefined
    this.problem = this.login.begin()
    if (kept) this.player = kept.player
    if (kept) this.login.recall(kept)
    if (this.problem) this.changed()
    else await this.#start({})
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
    this.#log.loseReplies('')
  }

  #makeGame(retry: Pick<GameOptions<AnyMessages>, 'retry'>): Game<AnyMessages> {
    const { protocols, sockets } = this.#shared
    const options: GameOptions<AnyMessages> = {
      ...retry,
      format: this.settings.format,
      session: this.login.isGuest && !this.memory.kept ? false : { keep: this.#keeper },
      socket: url => sockets.open(url, this.line),
      trace: frame => this.#traced(frame),
      login: async request => {
        this.#isReloaded = false
        this.#loggedIn(await this.login.enter(request))
      },
    }
    const game = protocols.makeGame(this.settings.url, options)
    const current = (act: () => void) => this.#game === game && act()
    game.listen('state', state => current(() => this.#entered(state)))
    game.listen('closed', event => current(() => this.#lost(event)))
    game.listen('resumed', event => {
      this.#back = event
    })
    game.listen('restarted', ({ reason }) => current(() => this.#log.loseReplies(reason, 'new')))
    game.listen('loginFailed', error => current(() => this.#failed(error)))
    this.login.watch(game)
    this.#protocols = protocols
    this.pulse.begin()
    this.#hasSession = this.#isAway = false
    return game
  }

  #traced(frame: Frame): void {
    if ((frame.name === SESSION_OPEN || frame.name === RESUME) && frame.direction === 'received')
      this.#hasSession = frame.kind === 'reply'
    this.pulse.hear(frame)
    const answered = this.#log.take(frame)
    if (!answered) return
    if (answered.name === HEARTBEAT) this.pulse.beat(frame)
    this.changed()
  }

  get #keeper(): TokenKeeper {
    return this.memory.keeper(() => {
      const { told, account } = this.login
      const uid = typeof told.uid === 'string' ? told.uid : undefined
      return { player: this.player ?? '', account, uid }
    })
  }

  #loggedIn(player: string | undefined): void {
    this.player = player
    this.answers = []
    this.changed()
  }

  #entered(state: GameState): void {
    if (state === 'open') this.#opened()
    this.changed()
  }

  #opened(): void {
    this.#isAway = false
    this.closed = undefined
    this.problem = undefined
    // Whether it goes on with the session is heard right behind.
    queueMicrotask(() => {
      const isReloaded = this.#isReloaded
      if (this.#log.opened(this.player ?? '', { back: this.#back, isReloaded })) this.onBack()
      this.#back = undefined
      this.#isReloaded = false
    })
  }

  #lost(event: ClosedEvent): void {
    const isCut = this.line.takeCut()
    const said = isCut ? { ...event, reason: CUT } : event
    if (event.retryIn === undefined) this.player = undefined
    const retryAt = event.retryIn === undefined ? {} : { retryAt: Date.now() + event.retryIn }
    this.closed = { code: event.code, reason: said.reason, ...retryAt }
    this.#isAway = event.retryIn !== undefined && this.#hasSession
    this.#log.lost(said, { isWanted: isCut || event.code === 1000, goesOn: this.#isAway })
    if (event.retryIn === undefined) this.onSettings()
    else this.onLoss()
    this.changed()
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
    if (request !== 'login') this.#log.note({ kind: 'error', name: `login/${request}` }, { code, message })
  }
}
