// The session's side of a connection, whose client may lose its socket and come back by another. It keeps true: while it is
// away what is sent is kept; the newest socket of a client wins; what a client lacks goes out before what is new.
//
//   open, relayed elsewhere ── the socket is lost ──→ away ── takeOver() ──→ open
//                                                      └── the session ends ──→ closed

import { CLOSE, CLOSE_REASONS, type CloseCode } from '../../../protocol/errors.ts'
import { LOST } from '../../../protocol/kit.ts'
import { ticks } from '../../lib/clock.ts'
import { Allowance } from '../limit/allowance.ts'
import type { BadMessages } from '../limit/bad-messages.ts'
import type { Frame, Handshake, Receiver } from '../peer.ts'
import { RemoteSocket } from '../relay/remote-socket.ts'
import type { SessionEnd } from '../session/ended-sessions.ts'
import { Session } from '../session/session.ts'
import { Stream } from '../session/stream.ts'
import type { WebSocket } from '../transport/uws.ts'
import type { ConnectionHost, Origin } from './connection-host.ts'
import { Sender } from './sender.ts'

interface KeptFrame {
  frame: Frame
  isBinary: boolean
}

/** What becomes of a client that comes back on another connection. */
export type Return =
  /** It goes on: these frames are sent again. */
  | { received: number; next: number; frames: readonly KeptFrame[] }
  /** It is not this client's newest. */
  | { isOutdated: true }
  | { closeWith: CloseCode }
  | { lost: string }

/** Of a connection that has ended unseen. */
const LOST_CODE = 1006

/** Closes that end the session too. 1000: the client says that it is done. */
const ENDINGS: ReadonlySet<number> = new Set([
  1000,
  CLOSE.REPLACED,
  CLOSE.STOPPING,
  CLOSE.ABUSE,
  CLOSE.FULL,
  CLOSE.LOGIN_TIMEOUT,
  CLOSE.KICKED,
])

export abstract class Returner extends Sender {
  protected _receiver: Receiver = NOBODY
  /** Of its socket, as are its allowance and the bad messages: where its address is counted. */
  protected _spot: number | undefined
  /** undefined while it is full, and nothing comes. */
  #allowance: Allowance | undefined
  protected _badMessages: BadMessages | undefined
  address: string
  handshake: Handshake
  /** When the last frame or pong came. */
  lastSeen: number
  /** When its socket was opened, the newest of its client, in ticks. */
  openedAt = ticks()

  constructor(
    host: ConnectionHost<Sender>,
    socket: WebSocket<unknown> | undefined,
    id: number,
    origin: Origin,
  ) {
    super(host, socket, id)
    this.address = origin.address
    this.handshake = origin.handshake
    this._spot = origin.spot
    if (origin.spot !== undefined) this.#allowance = new Allowance(host, origin.spot).boundByAddress()
    this.lastSeen = host.now
  }

  get isLocal(): boolean {
    return this._spot === undefined
  }

  protected get _allowance(): Allowance {
    this.#allowance ??= new Allowance(this._host, this._spot)
    return this.#allowance
  }

  /** Nothing has come for a while. */
  rest(): void {
    if (this.#allowance?.isFull()) this.#allowance = undefined
  }

  /** From here on frames are counted. Returns what the client comes back with; the same as before where it has asked before. */
  openSession(makeToken: () => string): string {
    if (this._session) return this._session.token
    const stream = new Stream(this._host, this.id)
    this._session = new Session({ token: makeToken(), stream })
    this._topics?.tellHeard()
    return this._session.token
  }

  /** The client says how many frames it has. False when it can't have. */
  confirm(count: number): boolean {
    if (!this._session) return true
    const { stream } = this._session
    // Free, as each tells of a frame more: one at most for each that came.
    if (count > stream.confirmed) this._allowance.giveBack()
    if (!stream.confirm(count)) return false
    if (this._held) this.adaptToBacklog()
    return true
  }

  /** The client has come back on `line`, whose socket is this connection's then. `count`: frames that it has; undefined for
   * one that has lost its past. What is returned with frames has to be answered, then those replayed, in this turn. */
  takeOver(line: Returner | RemoteSocket, count: number | undefined): Return {
    const session = this._session!
    const { stream } = session
    const { endsBy } = this._receiver
    if (this._host.isLeaving) return { lost: LOST.over }
    if (endsBy !== undefined) return { closeWith: endsBy }
    if (line.openedAt < this.openedAt) return { isOutdated: true }
    if (session.isBroken || (count !== undefined && !session.mayHave(count))) return { lost: LOST.missing }
    const frames = count === undefined ? [] : stream.resume(count)
    if (!frames) return { lost: LOST.missing }
    if (count === undefined) stream.restart()
    if (this._socket) this.#leaveSocket(CLOSE.REPLACED)
    this._takeSocket(line)
    this._watched?.missed(count === undefined)
    return { received: session.arrived, next: stream.confirmed + 1, frames }
  }

  /** Sends again what its client lacks, and goes on. */
  replay(frames: readonly KeptFrame[]): void {
    for (const { frame, isBinary } of frames) this._write(frame, isBinary)
    if (!this._socket) return
    if (this._socket instanceof RemoteSocket) this._topics?.attachRemote()
    else this._topics?.attach(this._socket)
    this._sendHeld()
    const wasAway = this._session!.sentAtLoss !== undefined
    this._session!.sentAtLoss = undefined
    if (wasAway) this._receiver.back?.()
    if (this.remote) this._receiver.relayed?.()
  }

  /** What is kept for its client, or what it lacks, is too much, or it has been away too long. */
  dropSession(): void {
    this._endSession(undefined)
    if (this.isAway) this._endAway(CLOSE.IDLE)
  }

  /** The socket is gone. Returns whether that is the end of it. */
  onClosed(code: number): boolean {
    const wasOpen = this.isOpen
    this.#allowance?.charge()
    if (wasOpen) this._host.meter.close(undefined)
    if (wasOpen && this._outlives(code)) return this.#goAway()
    this._state = 'closed'
    this._socket = undefined
    if (!wasOpen) return true
    this._endSession(undefined)
    this._topics?.forget()
    this._topics = undefined
    this._tellClosed(code)
    return true
  }

  /** The socket on the other thread is gone; that that thread stops is no reason to end here. */
  onRemoteGone(code: number): void {
    if (this.onClosed(code === CLOSE.STOPPING ? LOST_CODE : code)) this._host.onOver(this)
  }

  /** What its client is still to hear of a room is more than may be held. */
  onOverflow(): void {
    this._endSession(undefined)
    if (this.isAway) this._endAway(CLOSE.TOO_SLOW)
    else this.close(CLOSE.TOO_SLOW)
  }

  /** Nothing more comes by the socket that it had. */
  protected _onAway(): void {}

  /** Whether it stays without its socket, which is closed with `code`. */
  protected _outlives(code: number): boolean {
    const session = this._session
    if (!session || session.isBroken || ENDINGS.has(code)) return false
    if (this._host.isLeaving || this._receiver.away === undefined) return false
    return this._state === 'open' || this._state === 'away'
  }

  /** Its client is to come back by another socket, also where the thread is about to end. */
  letGo(): void {
    if (this._session && this._outlives(LOST_CODE)) this._loseSocket(CLOSE.STOPPING)
  }

  /** This side closes the socket, and the client may come back. */
  protected _loseSocket(code: CloseCode): void {
    if (!this._socket) return
    this._look()
    this._host.onClose(this, code)
    this._host.meter.close(code)
    this.#leaveSocket(code)
    this.#goAway()
  }

  protected _endAway(code: number): void {
    this._state = 'closed'
    this._held = undefined
    this._topics?.forget()
    this._topics = undefined
    this._host.onOver(this)
    this._tellClosed(code)
  }

  protected _endSession(end: SessionEnd | undefined): void {
    const session = this._session
    if (!session) return
    this._session = undefined
    for (const log of session.stream.end()) this._host.logs.exit(log)
    this._host.onSessionEnd(session, end)
  }

  protected _tellClosed(code: number): void {
    const receiver = this._receiver
    this._receiver = NOBODY
    receiver.closed(code)
  }

  /** Whoever comes back needs none of what still waits in it. */
  #leaveSocket(code: CloseCode): void {
    const socket = this._socket!
    this.#allowance?.charge()
    this._topics?.detach(false)
    if (!(socket instanceof RemoteSocket)) this._host.rebind(socket, undefined)
    if (socket.getBufferedAmount() === 0) socket.end(code, CLOSE_REASONS[code])
    else socket.close()
    this._socket = undefined
  }

  /** Returns false: it is not over. */
  #goAway(): false {
    const session = this._session!
    this._socket = undefined
    this.queued = 0
    // What a slow client has not been sent yet comes before what is published from now on.
    this._sendHeld()
    this._state = 'away'
    session.awaySince = this._host.now
    session.sentAtLoss = session.stream.sent()
    this._topics?.detach(true)
    this._host.onAway(this)
    this._onAway()
    this._receiver.away?.()
    return false
  }

  protected _takeSocket(line: Returner | RemoteSocket): void {
    this._state = 'open'
    this.openedAt = line.openedAt
    this.lastSeen = this._host.now
    this.address = line.address
    this.handshake = line.handshake
    if (line instanceof Returner) return this.#takeLine(line)
    this._spot = this.#allowance = undefined
    this._socket = line
  }

  /** Its limits go on with it. */
  #takeLine(line: Returner): void {
    const socket = line._socket as WebSocket<unknown>
    this._host.onTaken(line, this)
    this._socket = socket
    this._spot = line._spot
    this.#allowance = line.#allowance
    this._badMessages = line._badMessages
    this.pingedAt = line.pingedAt
    line._state = 'closed'
    line._socket = undefined
    line._tellClosed(CLOSE.REPLACED)
    this._host.rebind(socket, this)
  }
}

const NOBODY: Receiver = { message: () => undefined, closed: () => undefined }
