// The service of one player who is connected: runs that player's requests in the order they were sent, owns the role,
// and leaves by one way, whoever asks for it: its connection is closed, its role saved and sealed, the watchdog told.
// It leaves behind what was asked before, but not behind a handler that does not end: that one is given up.

import { setTimeout as sleep } from 'node:timers/promises'
import type { CloseCode } from '../../protocol/errors.ts'
import { CLOSE } from '../../protocol/errors.ts'
import type { Pushes } from '../../protocol/generated/index.ts'
import type { Message } from '../../protocol/sproto/index.ts'
import type { Address } from '../core/address.ts'
import { AppError } from '../core/errors.ts'
import type { Logger } from '../core/log/log.ts'
import { Service, type ServiceScope } from '../core/service/service.ts'
import type { RoleOwner } from '../document/save/document-entry.ts'
import type { Format, Peer, Receiver } from '../gate/peer.ts'
import { OwnEdits } from '../role/edit/own-edits.ts'
import type { ThreadEdits } from '../role/edit/thread-edits.ts'
import type { RoomKinds } from '../room/define-room.ts'
import type { PlayerRooms } from '../room/player/player-rooms.ts'
import type { Online } from '../watchdog/online.ts'
import type { Agents } from './agents.ts'
import { dispatch, failRequest, type Request } from './dispatcher.ts'
import type { Facet } from './facet.ts'
import type { GameTypes } from './game-types.ts'

export interface AgentOptions {
  host: Agents
  account: string
  peer: Peer
}

type RoomsOf<G> = G extends { rooms: infer K extends RoomKinds } ? PlayerRooms<K> : PlayerRooms

export class Agent<G extends GameTypes = GameTypes>
  extends Service<AgentOptions>
  implements Receiver, RoleOwner
{
  static immediate: ReadonlySet<string> = new Set(['leave'])
  // Here and not in `options`: every request needs them.
  readonly peer = this.options.peer
  readonly #host = this.options.host
  #role: G['role'] | undefined
  /** Requests that wait for their turn, also while the agent leaves: logging out hands them to the guest. */
  #requests: Request[] = NONE
  #hasLoggedOut = false
  /** Made when they are first used. */
  #edits: OwnEdits<G['role']> | undefined
  #facets: Map<string, Facet> | undefined
  #state: 'opening' | 'open' | 'leaving' | 'left' = 'opening'
  /** Set while it wants to leave and a handler keeps it. */
  #patience: NodeJS.Timeout | undefined

  // What handlers use.

  get account(): string {
    return this.options.account
  }

  /** The player's document; every change is saved. Throws ROLE_CLOSED before the login is done. */
  get role(): G['role'] {
    if (this.#role === undefined) throw new AppError('ROLE_CLOSED')
    return this.#role
  }

  /** Changes a role, online or not, also the player's own: `roles.edit(uid, role => …, editId)`. */
  get roles(): OwnEdits<G['role']> {
    this.#edits ??= new OwnEdits<G['role']>(this, this.#host)
    return this.#edits
  }

  /** The designers' tables; always those of the moment. */
  get tables(): NonNullable<G['tables']> {
    return this.#host.tables as NonNullable<G['tables']>
  }

  /** ms since 1970, by the server's clock. */
  now(): number {
    return this.#host.clock.now()
  }

  get uid(): string {
    return this.role.uid
  }

  /** Logged in, and not leaving. */
  get isOpen(): boolean {
    return this.#state === 'open'
  }

  /** The rooms that this player is in, and the way into others. */
  get rooms(): RoomsOf<G> {
    return this.#facet('rooms') as RoomsOf<G>
  }

  /** Who else is online, and a word to them. */
  get online(): Online {
    return this.#facet('online') as Online
  }

  override get address(): number {
    return super.address
  }

  /** The handles of the game's boards. */
  get boards(): NonNullable<G['boards']> {
    return this.#host.boards as NonNullable<G['boards']>
  }

  override get log(): Logger {
    return super.log
  }

  /** A line about a handler says whose it was. */
  protected override get logFields(): object {
    return { account: this.options.account }
  }

  override get node(): ServiceScope {
    return super.node
  }

  /** Tells the client unasked; nothing once this player is gone, as the connection may be another's then. */
  push<K extends keyof Pushes & string>(name: K, body: Pushes[K]): void {
    if (this.#state === 'left') return
    this.peer.push(this.#host.messageOf(name), body)
  }

  /** Saves and gives the role back; the connection stays and is a guest again when the reply has gone. */
  async logout(): Promise<void> {
    if (this.#state !== 'open') return
    this.#state = 'leaving'
    await this.#depart()
    this.#hasLoggedOut = true
    this.exit()
    // The handler that logs out has not ended: the connection is a guest's again when it has.
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

  closed(code: number = CLOSE.IDLE): void {
    this.leave(code as CloseCode)
  }

  get isAnswering(): boolean {
    return this.turn.isBusy || this.#requests.length > 0
  }

  // RoleOwner: from the saver.

  isBusy(): boolean {
    return this.turn.isBusy
  }

  onLost(): void {
    this.leave(CLOSE.REPLACED)
  }

  // For the guest that it was made for.

  /** The login that made this agent has failed: it leaves, and the connection is a guest's as before. */
  withdraw(): void {
    this.turn.enqueue('leave', () => this.#leave(undefined), true)
  }

  // Commands.

  /** Ends this agent behind what it was asked before. `code` closes the connection, where it is still open. */
  leave(code: CloseCode = CLOSE.KICKED): void {
    this.turn.enqueue('leave', () => this.#leave(code), true)
    if (this.#state === 'open' && (this.turn.isBusy || this.#requests.length > 0))
      this.#waitForHandler(() => void this.#giveUp(code))
  }

  /** Changes the role as `asker` says, in this one message; see role/edit/role-edits.ts. */
  async editRole(asker: Address, token: number, editId: string | undefined): Promise<boolean> {
    if (this.#state !== 'open') throw new AppError('TRY_AGAIN')
    const { roles } = this.#host
    return roles.edit(this.role, editId, plain => this.node.ref<ThreadEdits>(asker).call.run(token, plain))
  }

  // For the host: the login, which is the agent's first message.

  /** Becomes the account's agent and takes its role. What fails leaves nothing behind. */
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
    const { host, account, peer } = this.options
    if (!peer.isOpen) throw connectionLost()
    await host.watchdog.within(ADMISSION).call.admit(account, this.address)
    if (!peer.isOpen) throw connectionLost()
    this.#role = (await host.roles.claim(account, this)) as G['role']
    host.watchdog.send.identify(account, this.address, this.#role.uid)
    if (!peer.isOpen) throw connectionLost()
  }

  async #leave(code: CloseCode | undefined): Promise<void> {
    if (this.#state !== 'open') return
    this.#state = 'leaving'
    if (code !== undefined) this.peer.close(code)
    await this.#depart()
    this.exit()
  }

  /** Runs `giveUp` when this agent still has not ended after the time that a handler is given. */
  #waitForHandler(giveUp: () => void): void {
    const { handlerTimeout, isClosing } = this.#host
    if (this.#patience && !isClosing) return
    clearTimeout(this.#patience)
    this.#patience = setTimeout(giveUp, handlerTimeout)
  }

  /** Leaves while a handler goes on: its role is saved as it is, and later writes of that handler throw ROLE_CLOSED. */
  async #giveUp(code: CloseCode): Promise<void> {
    if (this.#state !== 'open') return
    this.#report()
    this.#state = 'leaving'
    this.peer.close(code)
    await this.#depart()
    this.turn.abandon()
  }

  #report(): void {
    const { uid } = this.#role!
    const { command } = this.turn
    this.log.error({ command, uid }, 'a handler does not end; its player leaves, the role is saved as it is')
    this.#host.noteStuck(`${command} of ${this.account}`)
  }

  /** Saves, however long the store is away, and only then tells the watchdog. */
  async #depart(): Promise<void> {
    const { host } = this.options
    for (const facet of this.#facets?.values() ?? []) facet.depart?.()
    if (this.#role) await host.roles.close(this.#role)
    this.#state = 'left'
    await this.#tellWatchdog()
    host.gone(this)
  }

  /** Until the watchdog has heard it: when thousands leave at once its mailbox may be full for a moment. */
  async #tellWatchdog(): Promise<void> {
    const { host, account } = this.options
    for (let wait = 20; ; wait = Math.min(wait * 2, 1000)) {
      try {
        return await host.watchdog.call.left(account, this.address)
      } catch (error) {
        if (!(error instanceof AppError) || !PASSING.has(error.code)) {
          return this.log.error(
            { err: error, account },
            'the watchdog could not be told that an agent has left',
          )
        }
        await sleep(wait)
      }
    }
  }

  /** Throws ROLE_CLOSED once the agent has left: a handler that goes on must not come into rooms any more. */
  #facet(name: string): Facet {
    if (this.#state === 'leaving' || this.#state === 'left') throw new AppError('ROLE_CLOSED')
    const known = this.#facets?.get(name)
    if (known) return known
    const facet = this.#host.facet(name, this as never)
    this.#facets ??= new Map()
    this.#facets.set(name, facet)
    return facet
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
    const handler = this.#host.handlerOf(message)
    if (handler) return dispatch(handler, this as never, message, body, session, format)
    const code = this.#host.isForGuests(message) ? 'ALREADY_LOGGED_IN' : 'UNKNOWN_MESSAGE'
    failRequest(this, { message, body, session, format }, new AppError(code))
    return undefined
  }

  /** After a logout, with its reply sent: the connection goes on as a guest, with what the agent did not come to. */
  protected override onExit(): void {
    clearTimeout(this.#patience)
    if (this.#hasLoggedOut && this.peer.isOpen) this.#host.receiveAgain(this.peer, this.#requests)
  }
}

/** Errors of a call that another try may not meet. */
const PASSING: ReadonlySet<string> = new Set(['MAILBOX_FULL', 'TIMEOUT'])

/** An account that many log in to at once is served one after the other. */
const ADMISSION = 30_000

const NONE: Request[] = []
Object.freeze(NONE)

const connectionLost = (): AppError => new AppError('TRY_AGAIN', 'the connection was lost meanwhile')
