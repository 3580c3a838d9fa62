// A connection whose session goes on at the gate of another thread. It keeps true: from hold() on its client comes back to no other
// socket before the move is over; frames of the client that have come are run on one thread only; what went out is counted on.
//
//   here:  open, away ── hold() ──→ held ── unhold() ──→ as before
//                                     └── pack() ──→ closed, and nobody is told
//   there: reserved, without a session ── arrive() ──→ open by the line that was relayed, or away
//                 └── dismiss() ──→ closed

import type { Address } from '../../core/address.ts'
import { createDeferred, type Deferred } from '../../lib/deferred.ts'
import type { Format, MovedSession, Receiver } from '../peer.ts'
import type { LineFrame } from '../relay/relay-orders.ts'
import { RemoteSocket } from '../relay/remote-socket.ts'
import { Session } from '../session/session.ts'
import { Stream } from '../session/stream.ts'
import { Returner } from './returner.ts'

/** The line that a session was relayed by, at the gate where it goes. */
export interface ArrivedLine {
  socket: Returner
  /** What has come by it since it was held. */
  frames: readonly LineFrame[]
}

interface Hold {
  /** Resolved when all frames of its line have come. */
  isHeld: Deferred<void>
  /** Clients that came back meanwhile. */
  readonly later: (() => void)[]
}

export abstract class Movable extends Returner {
  #hold: Hold | undefined

  /** The gate that has its socket, where that is on another thread. */
  get lineGate(): Address | undefined {
    return this.remote?.gate
  }

  /** It has a session that is whole, and joins no room right now. */
  get canMove(): boolean {
    if (!this._session || this._session.isBroken) return false
    if (this._state !== 'open' && this._state !== 'away') return false
    return !this._topics?.heldCount && (this._socket === undefined || this.remote !== undefined)
  }

  /** It is about to move: resolves when all frames of its line are here that it will get here. Check canMove before. */
  hold(): Promise<void> {
    const isHeld = createDeferred<void>()
    this.#hold = { isHeld, later: [] }
    if (this.remote) this.remote.hold(this.id)
    else isHeld.resolve()
    return isHeld.promise
  }

  onHeld(): void {
    this.#hold?.isHeld.resolve()
  }

  protected override _onAway(): void {
    this.onHeld()
  }

  protected override _tellClosed(code: number): void {
    super._tellClosed(code)
    this.#endHold()
  }

  /** Runs `work` when the move is over. False when it does not move. */
  afterMove(work: () => void): boolean {
    this.#hold?.later.push(work)
    return this.#hold !== undefined
  }

  /** It stays. */
  unhold(): void {
    this.remote?.unhold()
    this.#endHold()
  }

  /** Gives its session away, which is at `home` from now on; undefined where it has ended meanwhile. */
  pack(home: { gate: Address; connection: number }): MovedSession | undefined {
    const session = this._session
    if (!session || !this.isOpen) {
      this.#endHold()
      return undefined
    }
    const { _login: login, address, handshake, openedAt, remote } = this
    const isAway = this._state === 'away'
    const line = remote?.gate === home.gate ? remote.line : undefined
    // So that pushes which are held for an absent client are kept as frames.
    this._socket = undefined
    this._state = 'open'
    this._sendHeld()
    if (remote && line === undefined) remote.close()
    const { stream, token, arrived, sentAtLoss } = session
    const state = { sent: stream.sent(), confirmed: stream.confirmed, kept: stream.unconfirmed() }
    const moved = {
      ...{ token, stream: state, isBinary: login!.isBinary, arrived, openedAt, sentAtLoss },
      moves: session.moves + 1,
      awayFor: isAway ? this._host.now - session.awaySince : 0,
      ...{ address, handshake, line },
    }
    this._topics?.forget()
    this._topics = undefined
    for (const log of stream.end()) this._host.logs.exit(log)
    this._session = undefined
    this._watched = undefined
    this._state = 'closed'
    this._receiver = GONE
    this._host.onPacked(this, token, home)
    this.#endHold()
    return moved
  }

  /** A session is here now, for `receiver`. `line`: that it was relayed by, which is its own now. */
  arrive(moved: MovedSession, receiver: Receiver, line: ArrivedLine | undefined): void {
    const { stream: state, token } = moved
    const stream = new Stream(this._host, this.id)
    stream.goOn(state)
    const session = new Session({ token, stream })
    session.arrived = moved.arrived
    session.moves = moved.moves
    session.hasUntold = true
    this._session = session
    this._login = this.#formatOf(moved)
    this._receiver = receiver
    this.address = moved.address
    this.handshake = moved.handshake
    this.openedAt = moved.openedAt
    if (line) {
      this._takeSocket(line.socket)
      // Of worlds that knew where it goes before it was here.
      this._watched?.missed(false)
    } else {
      session.awaySince = this._host.now - moved.awayFor
      session.sentAtLoss = moved.sentAtLoss ?? state.sent
    }
    this._host.onArrived(this)
    if (this._socket && !(this._socket instanceof RemoteSocket)) this._topics?.attach(this._socket)
    for (const frame of line?.frames ?? []) this.onLineFrame(frame)
  }

  /** Whoever was to come does not. */
  dismiss(): void {
    if (this._session || !this.isOpen) return
    this._receiver = GONE
    this._endAway(1000)
  }

  /** A frame that came by a line which was relayed. */
  abstract onLineFrame(frame: LineFrame): void

  #formatOf({ isBinary }: MovedSession): Format {
    return isBinary ? this._host.binary : this._host.text
  }

  #endHold(): void {
    const hold = this.#hold
    this.#hold = undefined
    hold?.isHeld.resolve()
    // Behind the session, where that has moved.
    for (const work of hold?.later ?? []) queueMicrotask(work)
  }
}

const GONE: Receiver = { message: () => undefined, closed: () => undefined }
