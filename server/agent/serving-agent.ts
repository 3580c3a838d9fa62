// The half of an agent that serves its client: runs requests in the order they were sent, pushes, and tells rooms and the game whether
// the client is there. Its life is agent.ts, its moves are move/moving-agent.ts.

import type { CloseCode } from '../../protocol/errors.ts'
import type { Pushes } from '../../protocol/generated/index.ts'
import type { Message } from '../../protocol/sproto/index.ts'
import { AppError } from '../core/errors.ts'
import { endsWithin } from '../core/patience.ts'
import type { Format, Receiver } from '../gate/peer.ts'
import { dispatch, failRequest, type Handler, type Request } from './dispatcher.ts'
import type { GameTypes } from './game-types.ts'
import { type PlayerHost, type PlayerOptions, PlayerScope } from './player-scope.ts'
import type { RequestMeter } from './request-meter.ts'

/** Drawn in agent.ts. */
export type AgentState =
  | 'opening'
  | 'open'
  | 'moving'
  | 'moved'
  | 'arriving'
  | 'parting'
  | 'leaving'
  | 'left'
  | 'loggedOut'

/** What serving a client needs of the agents of the thread. */
export interface ServingHost extends PlayerHost {
  readonly hooks: { onAway?(agent: never): unknown; onBack?(agent: never): unknown }
  readonly meter: RequestMeter
  /** How long, in ms, code of the game may keep a player. */
  readonly handlerTimeout: number
  handlerOf(message: Message): Handler<never> | undefined
  isForGuests(message: Message): boolean
  messageOf(name: string): Message
  /** The client of an agent is connected to another thread. */
  onRelayed(agent: never): void
}

export interface ServingOptions extends PlayerOptions {
  host: ServingHost
}

interface EarlyPush {
  message: Message
  body: unknown
}

export abstract class ServingAgent<G extends GameTypes, O extends ServingOptions>
  extends PlayerScope<G, O>
  implements Receiver
{
  readonly meter = this.options.host.meter
  /** Requests that wait for their turn; those left when it logs out go to the guest. */
  protected _requests: Request[] = NONE
  protected _state: AgentState = 'opening'
  /** Pushes that wait for the login to be answered; undefined from then on. */
  protected _early: EarlyPush[] | undefined = []
  /** Why it is about to leave. */
  endsBy: CloseCode | undefined
  /** What its rooms know of the connection, and the game. */
  protected _roomsToldAway = false
  protected _gameToldAway = false

  /** Logged in, and not leaving. */
  get isOpen(): boolean {
    return this._state === 'open' || this._state === 'moving'
  }

  /** Sends the client a message it did not ask for; never before the reply to its login. Ignored once the agent has left:
   * the connection may be another's. */
  push<K extends keyof Pushes & string>(this: this, name: K, body: Pushes[K]): void {
    if (this._hasLeft) return
    const message = this._host.messageOf(name)
    if (this._early) this._early.push({ message, body })
    else this.peer.push(message, body)
  }

  // Receiver: from the connection.

  message(message: Message, body: unknown, session: number | undefined, format: Format): void {
    const { turn } = this
    if (!turn.beginTurn(message.name)) return this.#wait({ message, body, session, format })
    const waits = this.#dispatch(message, body, session, format)
    if (!waits) return turn.endTurn()
    turn.holdTurn()
    void waits.then(() => turn.endTurn())
  }

  abstract closed(code: number): void

  away(): void {
    this.#tellAway(true)
  }

  back(): void {
    this.#tellAway(false)
  }

  relayed(): void {
    this._host.onRelayed(this as never)
  }

  get isAnswering(): boolean {
    return this.turn.isBusy || this._requests.length > 0
  }

  /** For the dispatcher. What a called service has counted already is none of its own. */
  onFailed(command: string, error: unknown, isBug: boolean): void {
    this.turn.noteRefusal(command)
    if (isBug) this.noteFailure(command, error)
  }

  /** The login has been answered: what was pushed meanwhile follows. */
  greet(): void {
    const early = this._early
    this._early = undefined
    for (const { message, body } of early ?? []) this.#pushEarly(message, body)
  }

  protected override get _isHere(): boolean {
    return this._state !== 'leaving' && !this._hasLeft
  }

  /** Its connection may be another's. */
  protected get _hasLeft(): boolean {
    return this._state === 'left' || this._state === 'moved' || this._state === 'loggedOut'
  }

  /** While it moved nobody was told whether its client is there. */
  protected _catchUp(): void {
    const { isAway } = this.peer
    if (this._roomsToldAway !== isAway) this.#tellAway(isAway)
    else if (this._gameToldAway !== isAway) this.#tellGame(isAway)
  }

  #tellAway(isAway: boolean): void {
    if (this._state === 'moving') return
    this._roomsToldAway = isAway
    this._tellFacets(isAway)
    this.#tellGame(isAway)
  }

  #tellGame(isAway: boolean): void {
    const name = isAway ? 'onAway' : 'onBack'
    if (this._host.hooks[name]) this.turn.enqueue(name, () => this.#hear(name), true)
    else this._gameToldAway = isAway
  }

  /** A hook of the game about the connection; what it throws is logged. */
  async #hear(name: 'onAway' | 'onBack'): Promise<void> {
    if (this._state !== 'open') return
    this._gameToldAway = name === 'onAway'
    const { hooks, handlerTimeout } = this._host
    try {
      await endsWithin(handlerTimeout, hooks[name]?.(this as never))
    } catch (error) {
      this.log.error({ err: error, uid: this.uid }, `${name} failed`)
    }
  }

  /** Whoever pushed it has gone on: a body that does not fit the schema is logged here. */
  #pushEarly(message: Message, body: unknown): void {
    try {
      this.peer.push(message, body)
    } catch (error) {
      this.log.error({ err: error, push: message.name }, 'a push failed')
    }
  }

  #wait(request: Request): void {
    if (!this.turn.enqueue(request.message.name, () => this.#runNext()))
      return failRequest(this, request, new AppError('TRY_AGAIN'))
    if (this._requests === NONE) this._requests = []
    this._requests.push(request)
  }

  #runNext(): Promise<void> | undefined {
    if (this._state !== 'open') return undefined
    const request = this._requests.shift()
    return request && this.#dispatch(request.message, request.body, request.session, request.format)
  }

  #dispatch(
    message: Message,
    body: unknown,
    session: number | undefined,
    format: Format,
  ): Promise<void> | undefined {
    const handler = this._host.handlerOf(message)
    if (handler) return dispatch(handler, this as never, message, body, session, format)
    const code = this._host.isForGuests(message) ? 'ALREADY_LOGGED_IN' : 'UNKNOWN_MESSAGE'
    failRequest(this, { message, body, session, format }, new AppError(code))
    return undefined
  }
}

const NONE: Request[] = []
Object.freeze(NONE)
