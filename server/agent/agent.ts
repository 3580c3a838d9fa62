// The service of one player who is connected: runs that player's requests in the order they were sent, owns the role, and
// leaves by one way, whatever the reason: its connection is closed, its role saved and sealed, the watchdog told. What games
// use of it is player-scope.ts.
// What was asked before is run first, but a handler that does not end is given up after `handlerTimeout`.
//
//   opening ── role loaded, onLogin has ended ──→ open ── leave(), logout() or a handler given up ──→ parting
//      │                                                                            onLogout has ended │
//      └─────── the login fails ──────────────────────────────────────────────────────────────────→ leaving
//                                                       loggedOut ←── after logout() ── role saved ─┘└── role saved ──→ left
//
// The connection may be away: the agent goes on, what it sends is kept for the client. It leaves when the client has not come
// back in time.
//
// parting: the game's onLogout runs, which may use all that a handler has · parting, leaving: nothing new is run; pushes
// still go out · left: nothing reaches the client any more · loggedOut: as left, but the connection stays, and is a guest's
// again when the handler that logged out has replied.

import type { CloseCode } from '../../protocol/errors.ts'
import { CLOSE } from '../../protocol/errors.ts'
import type { Pushes } from '../../protocol/generated/index.ts'
import type { Message } from '../../protocol/sproto/index.ts'
import type { OwnAuthenticate } from '../auth/authenticator.ts'
import type { Address } from '../core/address.ts'
import { AppError, hasCode } from '../core/errors.ts'
import { endsWithin } from '../core/patience.ts'
import type { Ref } from '../core/service/ref.ts'
import type { EditId } from '../document/edit/edit-id.ts'
import type { DocumentOwner } from '../document/save/document-entry.ts'
import type { Format, Peer, Receiver } from '../gate/peer.ts'
import type { EditableAgent, ThreadEdits } from '../role/edit/thread-edits.ts'
import type { PaymentId, RoleChange } from '../room/pay.ts'
import type { PayableAgent, PaymentOrder } from '../room/room-messages.ts'
import type { Watchdog } from '../watchdog/watchdog.ts'
import { dispatch, failRequest, type Handler, type Request } from './dispatcher.ts'
import { type LogoutReason, reasonOf } from './farewell.ts'
import type { GameTypes } from './game-types.ts'
import { type PlayerHost, type PlayerOptions, PlayerScope } from './player-scope.ts'
import type { RequestMeter } from './request-meter.ts'
import { tellLeft } from './tell-left.ts'

/** What an agent needs of the agents of its thread. */
export interface AgentHost extends PlayerHost {
  readonly hooks: AgentHooks
  readonly watchdog: Ref<Watchdog>
  readonly meter: RequestMeter
  /** How long, in ms, a handler that does not end may keep a player who leaves. */
  readonly handlerTimeout: number
  /** The thread ends. */
  readonly isClosing: boolean
  handlerOf(message: Message): Handler<Agent> | undefined
  isForGuests(message: Message): boolean
  messageOf(name: string): Message
  /** Makes the connection a guest's again; `requests` were not run. */
  receiveAgain(peer: Peer, requests: readonly Request[]): void
  /** A handler was given up. */
  noteStuck(what: string): void
  /** Counts a role that is about to be made. */
  mayMakeRole(peer: Peer): boolean
  onLeft(agent: Agent): void
}

/** What a game has run when a player comes and goes. */
export interface AgentHooks<G extends GameTypes = GameTypes> {
  /** The role is loaded and the daily reset has run; the login is answered after it. What it throws refuses the login. */
  onLogin?(agent: Agent<G>): unknown
  /** The connection is lost, and may come back; what is sent meanwhile is kept for the client. */
  onAway?(agent: Agent<G>): unknown
  /** It is back; the client has been sent what it missed. */
  onBack?(agent: Agent<G>): unknown
  /** The player leaves; what it changes is saved. The connection may have ended, or be another's already. */
  onLogout?(agent: Agent<G>, reason: LogoutReason): unknown
}

/** What a login runs of the game, all of it of the version whose handler logs in. */
export interface LoginHooks extends AgentHooks {
  authenticate?: OwnAuthenticate
}

export interface AgentOptions extends PlayerOptions {
  host: AgentHost
  hooks: LoginHooks
  /** When its login was asked for, in ticks. */
  askedAt: number
}

interface EarlyPush {
  message: Message
  body: unknown
}

export class Agent<G extends GameTypes = GameTypes>
  extends PlayerScope<G, AgentOptions>
  implements Receiver, DocumentOwner, EditableAgent, PayableAgent
{
  static immediate: ReadonlySet<string> = new Set(['leave', 'pay'])
  readonly meter = this.options.host.meter
  /** Requests that wait for their turn; those left when it logs out go to the guest. */
  #requests: Request[] = NONE
  #state: 'opening' | 'open' | 'parting' | 'leaving' | 'left' | 'loggedOut' = 'opening'
  /** Pushes that wait for the login to be answered; undefined from then on. */
  #early: EarlyPush[] | undefined = []
  /** Why it is about to leave. */
  endsBy: CloseCode | undefined
  /** Runs while a handler keeps it from leaving. */
  #handlerTimer: NodeJS.Timeout | undefined

  /** Logged in, and not leaving. */
  get isOpen(): boolean {
    return this.#state === 'open'
  }

  /** Where it is in its life, for operators. */
  get state(): string {
    return this.isOpen && this.isAway ? 'away' : this.#state
  }

  /** The message in progress; '' when there is none. */
  get runs(): string {
    return this.turn.command
  }

  /** Requests that wait for their turn. */
  get waiting(): number {
    return this.#requests.length
  }

  /** A log line about a handler names the player. */
  protected override get logFields(): object {
    return { account: this.account, uid: this._role?.uid, connection: this.peer.id }
  }

  protected override inspect(): object {
    return {
      ...this.logFields,
      client: this.peer.address,
      phase: this.#state,
      requests: this.#requests.length,
    }
  }

  /** Sends the client a message it did not ask for; never before the reply to its login. Ignored once the agent has left:
   * the connection may be another's. */
  push<K extends keyof Pushes & string>(this: this, name: K, body: Pushes[K]): void {
    if (this.#hasLeft) return
    const message = this._host.messageOf(name)
    if (this.#early) this.#early.push({ message, body })
    else this.peer.push(message, body)
  }

  /** Saves and seals the role. The connection stays, and is a guest's again when the reply has gone out. */
  async logout(this: this): Promise<void> {
    if (this.#state !== 'open') return
    await this.#part('logout', 'loggedOut')
    this.exit()
    // The handler that logs out has not ended yet.
    if (this.turn.isBusy)
      this.#waitForHandler(() => {
        this.#report()
        this.turn.abandon()
      })
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

  closed(code: number): void {
    this.leave(code as CloseCode)
  }

  away(): void {
    this._tellFacets(true)
    if (this._host.hooks.onAway) this.turn.enqueue('onAway', () => this.#hear('onAway'), true)
  }

  back(): void {
    this._tellFacets(false)
    if (this._host.hooks.onBack) this.turn.enqueue('onBack', () => this.#hear('onBack'), true)
  }

  get isAnswering(): boolean {
    return this.turn.isBusy || this.#requests.length > 0
  }

  /** For the dispatcher. What a called service has counted already is none of its own. */
  onFailed(command: string, error: unknown, isBug: boolean): void {
    this.turn.noteRefusal(command)
    if (isBug) this.noteFailure(command, error)
  }

  // DocumentOwner: from the saver.

  isBusy(): boolean {
    return this.turn.isBusy
  }

  onLost(): void {
    this.leave(CLOSE.REPLACED)
  }

  between(work: () => void): void {
    this.turn.between(work)
  }

  // For the guest that it was made for.

  /** The login has been answered: what was pushed meanwhile follows. */
  greet(): void {
    const early = this.#early
    this.#early = undefined
    for (const { message, body } of early ?? []) this.#pushEarly(message, body)
  }

  /** The request that logged in has failed: the agent leaves, and the connection stays the guest's. */
  withdraw(): void {
    this.turn.enqueue('leave', () => this.#leave(undefined), true)
  }

  // Commands.

  /** Leaves when what it was asked before is done. `code`: closes the connection, if that is still open. */
  leave(code: CloseCode = CLOSE.KICKED): void {
    this.endsBy ??= code
    this.turn.enqueue('leave', () => this.#leave(code), true)
    if (this.#state === 'open' && (this.turn.isBusy || this.#requests.length > 0))
      this.#waitForHandler(() => void this.#giveUp(code))
  }

  /** Changes the role in this one message; `asker` runs the edit on a copy of it. See role/edit/role-edits.ts. */
  async editRole(asker: Address, token: number, id: EditId | undefined): Promise<boolean | undefined> {
    if (this.#state !== 'open') return undefined
    const { roles } = this._host
    await roles.enterDay(this.role, this)
    return roles.edit(this.role, id, plain => this.node.ref<ThreadEdits>(asker).call.run(token, plain))
  }

  /** A room pays this player. */
  async pay(order: PaymentOrder): Promise<void> {
    if (this.#state !== 'open') throw new AppError('TRY_AGAIN')
    await this.roomsOfAnyKind.pay(order)
  }

  // For rooms, about payments.

  takeTurn(work: () => unknown): boolean {
    return this.#state === 'open' && this.turn.enqueue('pay', work, true)
  }

  editOwn(change: RoleChange, id: PaymentId): Promise<boolean> {
    return this.roles.edit(this.uid, change as never, id)
  }

  saveRole(): Promise<void> {
    return this.role.save()
  }

  // For its host: the login, which is the agent's first message.

  /** Becomes the agent of its account and loads the role. A failure leaves nothing behind. */
  async open(): Promise<void> {
    this.turn.beginTurn('login')
    this.turn.holdTurn()
    try {
      await this.#admit()
      this.#state = 'open'
    } catch (error) {
      this.#state = 'leaving'
      await this.#depart()
      this.exit()
      throw error
    } finally {
      this.turn.endTurn()
    }
  }

  async #admit(): Promise<void> {
    const { host, identity, peer } = this.options
    const { account } = identity
    if (!peer.isOpen) throw connectionLost()
    await this.#enter()
    if (!peer.isOpen) throw connectionLost()
    this._role = (await host.roles.claim(account, this, () => host.mayMakeRole(peer))) as G['role']
    host.watchdog.send.identify(account, this.address, this._role.uid)
    if (!peer.isOpen) throw connectionLost()
    await this.#welcome()
    if (!peer.isOpen) throw connectionLost()
  }

  /** A client whose player has logged in elsewhere since is not to come again. */
  async #enter(): Promise<void> {
    const { host, identity, peer, askedAt } = this.options
    const { account, issuedAt } = identity
    const entry = { askedAt, issuedAt, returnsFrom: peer.returnsFrom }
    try {
      await host.watchdog.within(ADMISSION).call.admit(account, this.address, entry)
    } catch (error) {
      if (hasCode(error, 'SESSION_LOST')) peer.close(CLOSE.REPLACED)
      throw error
    }
  }

  /** A hook of the game about the connection; what it throws is logged. */
  async #hear(name: 'onAway' | 'onBack'): Promise<void> {
    if (this.#state !== 'open') return
    const { hooks, handlerTimeout } = this._host
    try {
      await endsWithin(handlerTimeout, hooks[name]?.(this as never))
    } catch (error) {
      this.log.error({ err: error, uid: this.uid }, `${name} failed`)
    }
  }

  async #welcome(): Promise<void> {
    const { roles, handlerTimeout } = this._host
    const { hooks } = this.options
    await roles.enterDay(this.role, this)
    if (hooks.onLogin) await endsWithin(handlerTimeout, hooks.onLogin(this as never))
  }

  /** Whoever pushed it has gone on: a body that does not fit the schema is logged here. */
  #pushEarly(message: Message, body: unknown): void {
    try {
      this.peer.push(message, body)
    } catch (error) {
      this.log.error({ err: error, push: message.name }, 'a push failed')
    }
  }

  async #leave(code: CloseCode | undefined): Promise<void> {
    if (this.#state !== 'open') return
    this.#state = 'parting'
    if (code !== undefined) this.#close(code)
    await this.#part(reasonOf(code))
    this.exit()
  }

  /** Runs `giveUp` when this agent has not ended after `handlerTimeout`. */
  #waitForHandler(giveUp: () => void): void {
    const { handlerTimeout, isClosing } = this._host
    if (this.#handlerTimer && !isClosing) return
    clearTimeout(this.#handlerTimer)
    this.#handlerTimer = setTimeout(giveUp, handlerTimeout)
  }

  /** Leaves although a handler still runs: the role is saved as it is, and later writes of that handler throw ROLE_CLOSED. */
  async #giveUp(code: CloseCode): Promise<void> {
    if (this.#state !== 'open') return
    this.#report()
    this.#state = 'parting'
    this.#close(code)
    await this.#part(reasonOf(code))
    this.turn.abandon()
  }

  #report(): void {
    const { uid } = this._role!
    const { command } = this.turn
    this.log.error({ command, uid }, 'a handler did not end; its player leaves, the role is saved as it is')
    this._host.noteStuck(`${command} of ${this.account}`)
  }

  #close(code: CloseCode): void {
    this.greet()
    this.peer.close(code)
  }

  /** The game's onLogout, then the end. */
  async #part(reason: LogoutReason, end: 'left' | 'loggedOut' = 'left'): Promise<void> {
    this.#state = 'parting'
    const { hooks, handlerTimeout } = this._host
    try {
      if (hooks.onLogout) await endsWithin(handlerTimeout, hooks.onLogout(this as never, reason))
    } catch (error) {
      this.log.error({ err: error, uid: this.uid, reason }, 'onLogout failed')
    }
    this.#state = 'leaving'
    await this.#depart(end)
  }

  /** Saves, however long the store is unreachable; only then is the watchdog told. */
  async #depart(end: 'left' | 'loggedOut' = 'left'): Promise<void> {
    const { host } = this.options
    this._departFacets()
    if (this._role) await host.roles.close(this._role)
    this.#state = end
    await tellLeft(host.watchdog, this)
    host.onLeft(this)
  }

  protected override get _isHere(): boolean {
    return this.#state !== 'leaving' && !this.#hasLeft
  }

  /** Its connection may be another's. */
  get #hasLeft(): boolean {
    return this.#state === 'left' || this.#state === 'loggedOut'
  }

  #wait(request: Request): void {
    if (!this.turn.enqueue(request.message.name, () => this.#runNext()))
      return failRequest(this, request, new AppError('TRY_AGAIN'))
    if (this.#requests === NONE) this.#requests = []
    this.#requests.push(request)
  }

  #runNext(): Promise<void> | undefined {
    if (this.#state !== 'open') return undefined
    const request = this.#requests.shift()
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

  protected override onDaily(): unknown {
    return this.#state === 'open' ? this._host.roles.enterDay(this.role, this) : undefined
  }

  /** After a logout the reply has been sent by now: the connection is a guest's again, with the requests that are left. */
  protected override onExit(): void {
    clearTimeout(this.#handlerTimer)
    if (this.#state === 'loggedOut' && this.peer.isOpen) this._host.receiveAgain(this.peer, this.#requests)
  }
}

/** ms for the watchdog to admit: logins to one account are served one after the other. */
const ADMISSION = 30_000

const NONE: Request[] = []
Object.freeze(NONE)

const connectionLost = (): AppError => new AppError('TRY_AGAIN', 'the connection was lost during the login')
