// The service of one player who is connected: runs that player's requests in the order they were sent, owns the role, and
// leaves by one way, whatever the reason: its connection is closed, its role saved and sealed, the watchdog told. Its life is here;
// what games use of it is player-scope.ts, how it serves its client serving-agent.ts, how it moves move/moving-agent.ts.
// What was asked before is run first, but a handler that does not end is given up after `handlerTimeout`.
//
//   opening ── role loaded, onLogin has ended ──→ open ── leave(), logout() or a handler given up ──→ parting
//      │                                                                            onLogout has ended │
//      └─────── the login fails ──────────────────────────────────────────────────────────────────→ leaving
//                                                       loggedOut ←── after logout() ── role saved ─┘└── role saved ──→ left
//
//   open ── moveBy() ──→ moving ── it has been refused ──→ open
//                          └── giveAway() ──→ moved: it goes on as the agent of another thread
//   arriving: it is to go on as one of another thread was ── arrive() ──→ open
//                └── dismiss() ──→ left
//
// The connection may be away: the agent goes on, what it sends is kept for the client. It leaves when the client has not come
// back in time.
//
// parting: the game's onLogout runs, which may use all that a handler has · parting, leaving: nothing new is run; pushes
// still go out · left: nothing reaches the client any more · loggedOut: as left, but the connection stays, and is a guest's
// again when the handler that logged out has replied.

import type { CloseCode } from '../../protocol/errors.ts'
import { CLOSE } from '../../protocol/errors.ts'
import type { OwnAuthenticate } from '../auth/authenticator.ts'
import type { Address } from '../core/address.ts'
import { AppError, hasCode } from '../core/errors.ts'
import { endsWithin } from '../core/patience.ts'
import type { Ref } from '../core/service/ref.ts'
import type { EditId } from '../document/edit/edit-id.ts'
import type { Peer } from '../gate/peer.ts'
import type { EditableAgent, ThreadEdits } from '../role/edit/thread-edits.ts'
import type { PaymentId, RoleChange } from '../room/pay.ts'
import type { PayableAgent, PaymentOrder } from '../room/room-messages.ts'
import type { Watchdog } from '../watchdog/watchdog.ts'
import type { Request } from './dispatcher.ts'
import { type LogoutReason, reasonOf } from './farewell.ts'
import type { GameTypes } from './game-types.ts'
import { MovingAgent, type MovingHost, type MovingOptions } from './move/moving-agent.ts'
import { tellLeft } from './tell-left.ts'

/** What an agent needs of the agents of its thread. */
export interface AgentHost extends MovingHost {
  readonly hooks: AgentHooks
  readonly watchdog: Ref<Watchdog>
  /** The thread ends. */
  readonly isClosing: boolean
  /** Makes the connection a guest's again; `requests` were not run. */
  receiveAgain(peer: Peer, requests: readonly Request[]): void
  /** A handler was given up. */
  noteStuck(what: string): void
  /** Counts a role that is about to be made. */
  mayMakeRole(peer: Peer): boolean
}

/** What a game has run when a player comes and goes. */
export interface AgentHooks<G extends GameTypes = GameTypes> {
  /** The role is loaded and the daily reset has run; the login is answered after it. What it throws refuses the login. */
  onLogin?(agent: Agent<G>): unknown
  /** The connection is lost, and may come back; what is sent meanwhile is kept for the client. */
  onAway?(agent: Agent<G>): unknown
  /** It is back; the client has been sent what it missed. */
  onBack?(agent: Agent<G>): unknown
  /** The player goes on on another thread: gives what the game keeps of it here, which can be cloned. What it throws is logged, and
   * the player stays. */
  onMove?(agent: Agent<G>): unknown
  /** It is here, before its next message; `data`: what onMove has given on the other thread. */
  onMoved?(agent: Agent<G>, data: unknown): unknown
  /** The player leaves; what it changes is saved. The connection may have ended, or be another's already. */
  onLogout?(agent: Agent<G>, reason: LogoutReason): unknown
}

/** What a login runs of the game, all of it of the version whose handler logs in. */
export interface LoginHooks extends AgentHooks {
  authenticate?: OwnAuthenticate
}

export interface AgentOptions extends MovingOptions {
  host: AgentHost
}

export interface Login {
  hooks: LoginHooks
  /** When it was asked for, in ticks. */
  askedAt: number
}

export class Agent<G extends GameTypes = GameTypes>
  extends MovingAgent<G, AgentOptions>
  implements EditableAgent, PayableAgent
{
  static immediate: ReadonlySet<string> = new Set(['leave', 'pay'])
  /** Runs while a handler keeps it from leaving. */
  #handlerTimer: NodeJS.Timeout | undefined

  /** Where it is in its life, for operators. */
  get state(): string {
    return this.isOpen && this.isAway ? 'away' : this._state
  }

  /** The message in progress; '' when there is none. */
  get runs(): string {
    return this.turn.command
  }

  /** Requests that wait for their turn. */
  get waiting(): number {
    return this._requests.length
  }

  /** A log line about a handler names the player. */
  protected override get logFields(): object {
    return { account: this.account, uid: this._role?.uid, connection: this.peer.id }
  }

  protected override inspect(): object {
    return {
      ...this.logFields,
      client: this.peer.address,
      phase: this._state,
      requests: this._requests.length,
    }
  }

  /** Saves and seals the role. The connection stays, and is a guest's again when the reply has gone out. */
  async logout(this: this): Promise<void> {
    if (this._state !== 'open') return
    await this.#part('logout', 'loggedOut')
    this.exit()
    // The handler that logs out has not ended yet.
    if (this.turn.isBusy)
      this.#waitForHandler(() => {
        this.#report()
        this.turn.abandon()
      })
  }

  override closed(code: number): void {
    this.leave(code as CloseCode)
  }

  // For the guest that it was made for.

  /** The request that logged in has failed: the agent leaves, and the connection stays the guest's. */
  withdraw(): void {
    this.turn.enqueue('leave', () => this.#leave(undefined), true)
  }

  // Commands.

  /** Leaves when what it was asked before is done. `code`: closes the connection, if that is still open. */
  override leave(code: CloseCode = CLOSE.KICKED): void {
    this.endsBy ??= code
    this.turn.enqueue('leave', () => this.#leave(code), true)
    if (this._state === 'open' && (this.turn.isBusy || this._requests.length > 0))
      this.#waitForHandler(() => void this.#giveUp(code))
  }

  /** Changes the role in this one message; `asker` runs the edit on a copy of it. See role/edit/role-edits.ts. */
  async editRole(asker: Address, token: number, id: EditId | undefined): Promise<boolean | undefined> {
    if (this._state !== 'open') return undefined
    const { roles } = this._host
    await roles.enterDay(this.role, this)
    return roles.edit(this.role, id, plain => this.node.ref<ThreadEdits>(asker).call.run(token, plain))
  }

  /** A room pays this player. */
  async pay(order: PaymentOrder): Promise<void> {
    if (this._state !== 'open') throw new AppError('TRY_AGAIN')
    await this.roomsOfAnyKind.pay(order)
  }

  // For rooms, about payments.

  takeTurn(work: () => unknown): boolean {
    return this._state === 'open' && this.turn.enqueue('pay', work, true)
  }

  editOwn(change: RoleChange, id: PaymentId): Promise<boolean> {
    return this.roles.edit(this.uid, change as never, id)
  }

  saveRole(): Promise<void> {
    return this.role.save()
  }

  // For its host: the login, which is the agent's first message.

  /** Becomes the agent of its account and loads the role. A failure leaves nothing behind. */
  async open(login: Login): Promise<void> {
    this.turn.beginTurn('login')
    this.turn.holdTurn()
    try {
      await this.#admit(login)
      this._state = 'open'
    } catch (error) {
      this._state = 'leaving'
      await this.#depart()
      this.exit()
      throw error
    } finally {
      this.turn.endTurn()
    }
  }

  async #admit(login: Login): Promise<void> {
    const { host, identity, peer } = this.options
    const { account } = identity
    if (!peer.isOpen) throw connectionLost()
    await this.#enter(login)
    if (!peer.isOpen) throw connectionLost()
    this._role = (await host.roles.claim(account, this, () => host.mayMakeRole(peer))) as G['role']
    host.watchdog.send.identify(account, this.address, this._role.uid)
    if (!peer.isOpen) throw connectionLost()
    await this.#welcome(login)
    if (!peer.isOpen) throw connectionLost()
  }

  /** A client whose player has logged in elsewhere since is not to come again. */
  async #enter({ askedAt }: Login): Promise<void> {
    const { host, identity, peer } = this.options
    const { account, issuedAt } = identity
    const entry = { askedAt, issuedAt, returnsFrom: peer.returnsFrom }
    try {
      await host.watchdog.within(ADMISSION).call.admit(account, this.address, entry)
    } catch (error) {
      if (hasCode(error, 'SESSION_LOST')) peer.close(CLOSE.REPLACED)
      throw error
    }
  }

  async #welcome({ hooks }: Login): Promise<void> {
    const { roles, handlerTimeout } = this._host
    await roles.enterDay(this.role, this)
    if (hooks.onLogin) await endsWithin(handlerTimeout, hooks.onLogin(this as never))
  }

  async #leave(code: CloseCode | undefined): Promise<void> {
    if (this._state !== 'open') return
    this._state = 'parting'
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
    if (this._state !== 'open') return
    this.#report()
    this._state = 'parting'
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
    this._state = 'parting'
    const { hooks, handlerTimeout } = this._host
    try {
      if (hooks.onLogout) await endsWithin(handlerTimeout, hooks.onLogout(this as never, reason))
    } catch (error) {
      this.log.error({ err: error, uid: this.uid, reason }, 'onLogout failed')
    }
    this._state = 'leaving'
    await this.#depart(end)
  }

  /** Saves, however long the store is unreachable; only then is the watchdog told. */
  async #depart(end: 'left' | 'loggedOut' = 'left'): Promise<void> {
    const { host } = this.options
    this._departFacets()
    if (this._role) await host.roles.close(this._role)
    this._state = end
    await tellLeft(host.watchdog, this)
    host.onLeft(this as never)
  }

  protected override onDaily(): unknown {
    return this._state === 'open' ? this._host.roles.enterDay(this.role, this) : undefined
  }

  /** After a logout the reply has been sent by now: the connection is a guest's again, with the requests that are left. */
  protected override onExit(): void {
    clearTimeout(this.#handlerTimer)
    if (this._state === 'loggedOut' && this.peer.isOpen) this._host.receiveAgain(this.peer, this._requests)
  }
}

/** ms for the watchdog to admit: logins to one account are served one after the other. */
const ADMISSION = 30_000

const connectionLost = (): AppError => new AppError('TRY_AGAIN', 'the connection was lost during the login')
