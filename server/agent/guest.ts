// A connection that has not logged in: handles its few messages in order, and becomes an agent by login(). The agent
// takes over when the login's reply has gone; what was sent meanwhile follows it there.

import type { Message } from '../../protocol/sproto/index.ts'
import { AppError } from '../core/errors.ts'
import type { Logger } from '../core/log.ts'
import type { Format, Peer, Receiver } from '../gate/peer.ts'
import type { Credentials } from '../watchdog/authenticator.ts'
import type { Agent } from './agent.ts'
import type { GameTypes } from './define-game.ts'
import { dispatch, failRequest, type Request } from './dispatcher.ts'
import type { AgentHost } from './host.ts'

/** Requests of a guest that wait; a client that sends more is answered TRY_AGAIN. */
const LIMIT = 64

export class Guest<G extends GameTypes = GameTypes> implements Receiver {
  readonly peer: Peer
  readonly #host: AgentHost
  #waiting: Request[] = []
  #format: Format | undefined
  isLoggingIn = false
  #agent: Agent<G> | undefined

  constructor(host: AgentHost, peer: Peer) {
    this.#host = host
    this.peer = peer
  }

  get isAnswering(): boolean {
    return this.#format !== undefined
  }

  get log(): Logger {
    return this.#host.log
  }

  /** Makes this connection the account's: authenticates, replaces an earlier login, loads the role. Throws
   * LOGIN_FAILED, BANNED, ALREADY_LOGGED_IN, TRY_AGAIN. */
  async login(credentials: Credentials): Promise<Agent<G>> {
    if (this.#agent || this.isLoggingIn) throw new AppError('ALREADY_LOGGED_IN')
    this.isLoggingIn = true
    try {
      this.#agent = (await this.#host.login(this.peer, credentials)) as unknown as Agent<G>
      this.peer.attach(this, this.#format)
      // Closed in the very turn in which the login was done: nobody else would tell the agent.
      if (!this.peer.isOpen) this.#agent.closed()
      return this.#agent
    } finally {
      this.isLoggingIn = false
    }
  }

  message(message: Message, body: unknown, session: number | undefined, format: Format): void {
    const request = { message, body, session, format }
    if (!this.#format) this.#run(request)
    else if (this.#waiting.length < LIMIT) this.#waiting.push(request)
    else failRequest(this, request, new AppError('TRY_AGAIN'))
  }

  closed(): void {
    this.#waiting = []
    this.#agent?.closed()
  }

  #run(request: Request): void {
    const handler = this.#host.guestHandlerOf(request.message)
    if (!handler) return this.#refuse(request)
    this.#format = request.format
    const { message, body, session, format } = request
    const waits = dispatch(handler, this as never, message, body, session, format)
    if (waits) void waits.then(() => this.#finish())
    else this.#finish()
  }

  #refuse(request: Request): void {
    const isForPlayers = this.#host.handlerOf(request.message) !== undefined
    failRequest(this, request, new AppError(isForPlayers ? 'NEED_LOGIN' : 'UNKNOWN_MESSAGE'))
    this.#next()
  }

  /** A request is done: the next one, or the agent's turn. */
  #finish(): void {
    const format = this.#format
    this.#format = undefined
    if (this.#agent && format) return this.#handOver(this.#agent, format)
    this.#next()
  }

  #next(): void {
    const next = this.#waiting.shift()
    if (next) this.#run(next)
  }

  #handOver(agent: Agent<G>, login: Format): void {
    if (!this.peer.isOpen) return
    this.peer.attach(agent, login)
    for (const { message, body, session, format } of this.#waiting)
      agent.message(message, body, session, format)
    this.#waiting = []
  }
}
