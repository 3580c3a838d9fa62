// An agent's side of a move to another thread: the steps that move.ts takes where it is, and arrivals.ts where it goes.
//
//   there: open ── moveBy() ──→ moving ── giveAway() ──→ moved: forwardTo()
//                                  └── it stays ──→ open
//   here:  awaitMove() ──→ arriving ── claimFrom() ── arrive() ──→ open, and goOn()
//                              └── dismiss() ──→ left

import { CLOSE, type CloseCode } from '../../../protocol/errors.ts'
import type { Identity } from '../../auth/authenticator.ts'
import type { Address } from '../../core/address.ts'
import { endsWithin } from '../../core/patience.ts'
import type { DocumentOwner } from '../../document/save/document-entry.ts'
import type { ReservedPeer } from '../../gate/peer.ts'
import type { Seat } from '../../room/room-messages.ts'
import type { GameTypes } from '../game-types.ts'
import { ServingAgent, type ServingHost, type ServingOptions } from '../serving-agent.ts'
import type { MovedAgent } from './moved-agent.ts'

/** What it needs of the agents of its thread. */
export interface MovingHost extends ServingHost {
  readonly hooks: ServingHost['hooks'] & { onMoved?(agent: never, data: unknown): unknown }
  onLeft(agent: never): void
}

export interface MovingOptions extends ServingOptions {
  host: MovingHost
}

export abstract class MovingAgent<G extends GameTypes, O extends MovingOptions>
  extends ServingAgent<G, O>
  implements DocumentOwner
{
  abstract leave(code: CloseCode): void

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

  // Where it is.

  /** Nothing keeps it here: no end of its own, no forked work, no room that it is joining. */
  get canMove(): boolean {
    if (this._state !== 'open' || this.endsBy !== undefined || this._early) return false
    return this.turn.forked === 0 && this._canFacetsMove && this.peer.canMove
  }

  /** Runs `work` as a message of its own, in which it moves; it stays where that gives false. False too when it could not begin
   * within `ms`. */
  moveBy(ms: number, work: () => Promise<boolean>): Promise<boolean> {
    return new Promise(resolve => {
      let isLate = false
      const timer = setTimeout(() => {
        isLate = true
        resolve(false)
      }, ms)
      const run = async () => {
        clearTimeout(timer)
        if (!isLate) resolve(await this.#move(work))
      }
      if (!this.turn.enqueue('move', run, true)) isLate = true
    })
  }

  /** Who it is, for the thread where it goes. */
  get identity(): Identity {
    return this.options.identity
  }

  /** Its rooms know that it is at `seat`. */
  moveRooms(seat: Seat): Promise<void> {
    return this._moveFacets(seat)
  }

  /** It is at `seat` from now on: gives what it takes along. Nothing runs here any more. */
  giveAway(seat: Seat, data: unknown): MovedAgent {
    const { endsBy } = this
    // So that it is known here where it has gone, also of one that was in no room.
    void this.roomsOfAnyKind
    const session = this.peer.pack(seat)
    const requests = this._requests.map(({ message, format, ...rest }) => ({
      ...{ message: message.name, isBinary: format.isBinary },
      ...rest,
    }))
    this._requests = []
    const facets = this._giveFacets(seat)
    this._state = 'moved'
    this._host.roles.release(this.role)
    this._host.onLeft(this as never)
    const toldAway = { rooms: this._roomsToldAway, game: this._gameToldAway }
    return { session, requests, facets, data, endsBy, toldAway }
  }

  /** Whatever is sent to it goes to `address` from now on, for `ms`. After giveAway(). */
  forwardTo(address: Address, ms: number): void {
    this.turn.moveTo(address, ms)
  }

  // Where it goes.

  /** It is to go on as an agent of another thread: whatever comes waits until it has. */
  awaitMove(): void {
    this._state = 'arriving'
    this._early = undefined
    this.turn.beginTurn('arrive')
    this.turn.holdTurn()
  }

  /** Takes the role over, if its epoch still is this. Throws TRY_AGAIN when that is not known. */
  async claimFrom(uid: string, epoch: number): Promise<boolean> {
    const role = await this._host.roles.claimFrom(uid, epoch, this)
    if (!role) return false
    this._role = role as G['role']
    if (this._state === 'arriving') this._expectFacets(['rooms'])
    else this._host.roles.release(role)
    return this._state === 'arriving'
  }

  /** It goes on here; `reserved`: its connection. Nothing of it runs before goOn(). */
  arrive(moved: MovedAgent, reserved: ReservedPeer): void {
    this._state = 'open'
    this._roomsToldAway = moved.toldAway.rooms
    this._gameToldAway = moved.toldAway.game
    for (const { message: name, isBinary, body, session } of moved.requests)
      this.message(this._host.messageOf(name), body, session, reserved.formatOf(isBinary))
    if (moved.session && this.peer.isOpen) reserved.arrive(moved.session, this)
    else this.leave(moved.endsBy ?? CLOSE.STOPPING)
    this._takeFacets(moved.facets)
    if (moved.endsBy !== undefined) this.leave(moved.endsBy)
    this._catchUp()
  }

  /** What has waited is run from now on, after the game's onMoved. */
  async goOn(data: unknown): Promise<void> {
    const { hooks, handlerTimeout, roles } = this._host
    try {
      if (hooks.onMoved) await endsWithin(handlerTimeout, hooks.onMoved(this as never, data))
      await roles.enterDay(this.role, this)
    } catch (error) {
      this.log.error({ err: error, uid: this.uid }, 'onMoved failed')
    } finally {
      this.turn.endTurn()
    }
  }

  /** It does not go on here. */
  dismiss(): void {
    if (this._state !== 'arriving') return
    this._state = 'left'
    this._departFacets()
    if (this._role) this._host.roles.release(this._role)
    this.exit()
    this.turn.endTurn()
  }

  async #move(work: () => Promise<boolean>): Promise<boolean> {
    if (!this.canMove) return false
    this._state = 'moving'
    try {
      return await work()
    } finally {
      if (this.isOpen) this.#stay()
    }
  }

  #stay(): void {
    this._state = 'open'
    this._catchUp()
  }
}
