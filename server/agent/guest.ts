// A connection that has not logged in: handles its few messages in order, and becomes an agent by login(). The agent
// takes over when the request that logged in has succeeded and its reply has gone out; what was sent meanwhile follows it
// there. When that request fails, the agent leaves and the connection stays a guest.
//
//   idle ── a request ──→ answering ── the handler has ended ──→ idle
//                          │    ↑
//                login()   ↓    │ fails
//                        loggingIn ── an agent is made ──→ loggedIn ── the request succeeds ──→ handedOver
//                                                             └─────── it fails ──→ idle
//
// A handler that does not await its login ends while loggingIn: the guest waits for the login then.

import { CLOSE } from '../../protocol/errors.ts'
import type { Message } from '../../protocol/sproto/index.ts'
import { AppError } from '../core/errors.ts'
import type { Logger } from '../core/log/log.ts'
import type { Format, Peer, Receiver } from '../gate/peer.ts'
import type { Agent, LoginHooks } from './agent.ts'
import { attempt, failRequest, type Handler, type Request } from './dispatcher.ts'
import type { CredentialsOf, GameTypes } from './game-types.ts'
import type { RequestMeter } from './request-meter.ts'

/** Requests of a guest that may wait; further ones are answered with TRY_AGAIN. */
const LIMIT = 64

/** The close code of a connection that has ended unseen. */
const LOST = 1006

/** What a guest needs of the agents of its thread. */
export interface GuestHost {
  readonly log: Logger
  readonly meter: RequestMeter
  /** Counts an error of a handler. */
  noteGuestFailure(command: string, error: unknown): void
  /** The game's, checked. */
  readonly settings: object
  /** The handles of the game's metrics. */
  readonly metrics: object
  /** How long, in ms, a handler that has logged in may take to end. */
  readonly loginTimeout: number
  guestHandlerOf(message: Message): Handler<Guest> | undefined
  handlerOf(message: Message): Handler<Agent> | undefined
  /** Of the version of the game that runs. */
  readonly hooks: LoginHooks
  login(peer: Peer, credentials: object, hooks: LoginHooks): Promise<Agent>
}

export class Guest<G extends GameTypes = GameTypes> implements Receiver {
  readonly peer: Peer
  readonly #host: GuestHost
  /** Made on first use. */
  #log: Logger | undefined
  #state: 'idle' | 'answering' | 'loggingIn' | 'loggedIn' | 'handedOver' = 'idle'
  #waiting: Request[] = []
  /** The format of the request in progress. */
  #format: Format | undefined
  /** Of the version of the game that the request in progress is handled by. */
  #hooks: LoginHooks | undefined
  /** Settles with the login in progress, which the handler may not have awaited. */
  #login: Promise<unknown> | undefined
  #agent: Agent<G> | undefined
  /** Runs while a handler that has logged in has not ended. */
  #deadline: NodeJS.Timeout | undefined

  constructor(host: GuestHost, peer: Peer) {
    this.#host = host
    this.peer = peer
  }

  get isAnswering(): boolean {
    return this.#state !== 'idle' && this.#state !== 'handedOver'
  }

  get isLoggingIn(): boolean {
    return this.#state === 'loggingIn'
  }

  /** Its lines name the connection. */
  get log(): Logger {
    this.#log ??= this.#host.log.child({ connection: this.peer.id })
    return this.#log
  }

  /** For the dispatcher. */
  onFailed(command: string, error: unknown, isBug: boolean): void {
    if (isBug) this.#host.noteGuestFailure(command, error)
  }

  get meter(): RequestMeter {
    return this.#host.meter
  }

  /** What this game counts and measures for Prometheus. */
  get metrics(): NonNullable<G['metrics']> {
    return this.#host.metrics as NonNullable<G['metrics']>
  }

  /** The game's settings, from the configuration. */
  get settings(): NonNullable<G['settings']> {
    return this.#host.settings as NonNullable<G['settings']>
  }

  /** Makes this connection the account's, provided that the request in progress succeeds: finds out who that is (by the
   * game's `authenticate`, or by `auth.kind`), replaces an earlier login, loads the role. Throws LOGIN_FAILED, BANNED,
   * ALREADY_LOGGED_IN, TRY_AGAIN. */
  async login(credentials: CredentialsOf<G>): Promise<Agent<G>> {
    if (!this.isAnswering)
      throw new TypeError('login() is for the handler of a request that has not been answered')
    if (this.#state !== 'answering') throw new AppError('ALREADY_LOGGED_IN')
    this.#state = 'loggingIn'
    const login = this.#host.login(this.peer, credentials, this.#hooks!)
    this.#login = login.catch(() => undefined)
    try {
      return this.#become((await login) as unknown as Agent<G>)
    } catch (error) {
      this.#state = 'answering'
      throw error
    }
  }

  message(message: Message, body: unknown, session: number | undefined, format: Format): void {
    const request = { message, body, session, format }
    if (!this.isAnswering) this.#run(request)
    else if (this.#waiting.length < LIMIT) this.#waiting.push(request)
    else failRequest(this, request, new AppError('TRY_AGAIN'))
  }

  closed(code: number): void {
    this.#waiting = []
    clearTimeout(this.#deadline)
    this.#agent?.closed(code)
  }

  #become(agent: Agent<G>): Agent<G> {
    this.#state = 'loggedIn'
    this.#agent = agent
    this.peer.attach(this, this.#format)
    // If the connection was closed in the turn in which the login succeeded, the agent has not been told.
    if (!this.peer.isOpen) agent.closed(LOST)
    else this.#deadline = setTimeout(() => this.#expire(agent), this.#host.loginTimeout)
    return agent
  }

  /** The handler that has logged in does not end. */
  #expire(agent: Agent<G>): void {
    agent.log.error('the handler of a login did not end; its player leaves')
    agent.leave(CLOSE.LOGIN_TIMEOUT)
  }

  #run(request: Request): void {
    const handler = this.#host.guestHandlerOf(request.message)
    if (!handler) return this.#refuse(request)
    this.#state = 'answering'
    this.#format = request.format
    this.#hooks = this.#host.hooks
    void this.#answer(handler, request)
  }

  async #answer(handler: Handler<Guest>, request: Request): Promise<void> {
    const hasSucceeded = await attempt(handler, this as never, request)
    await this.#login
    clearTimeout(this.#deadline)
    this.#login = this.#format = undefined
    if (this.#agent && hasSucceeded) return this.#handOver(this.#agent, request.format)
    if (this.#agent) return this.#takeBack(this.#agent, request)
    this.#state = 'idle'
    this.#next()
  }

  #refuse(request: Request): void {
    const isForPlayers = this.#host.handlerOf(request.message) !== undefined
    failRequest(this, request, new AppError(isForPlayers ? 'NEED_LOGIN' : 'UNKNOWN_MESSAGE'))
    this.#next()
  }

  #next(): void {
    const next = this.#waiting.shift()
    if (next) this.#run(next)
  }

  #handOver(agent: Agent<G>, login: Format): void {
    if (!agent.isOpen && this.peer.isOpen) return this.#goOn()
    this.#state = 'handedOver'
    if (!this.peer.isOpen) return
    this.peer.attach(agent, login)
    agent.greet()
    for (const { message, body, session, format } of this.#waiting)
      agent.message(message, body, session, format)
    this.#waiting = []
  }

  /** The request has failed after its login. */
  #takeBack(agent: Agent<G>, { message }: Request): void {
    agent.log.info({ command: message.name }, 'a request failed after it had logged in; its player leaves')
    agent.withdraw()
    this.#goOn()
  }

  /** As a guest, without an agent. */
  #goOn(): void {
    this.#state = 'idle'
    this.#agent = undefined
    if (!this.peer.isOpen) return
    this.peer.attach(this, undefined)
    this.#next()
  }
}
