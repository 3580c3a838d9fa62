// One socket: its limits, its formats, its end. It answers heartbeats itself, so that a handler which waits holds none up. It
// keeps true: nothing is sent after close(), the receiver hears closed() once, a frame over a limit is answered with the limit's code, and a client that sends too many of those is closed.
// What goes out is in connection/sender.ts, what becomes of a session in connection/returner.ts, how it moves in connection/movable.ts.
//
//   open ── wait() ──→ relayed ── stopWaiting() ──→ open
//    ┌───── takeOver() ───── away ── the session ends ──────────────────────────┐
//    ↓                        ↑ the socket is lost, and there is a session       ↓
//   open ── drain() ──→ draining ── close(), and the socket takes all of it ──→ closed
//    │                     │└────── close(), and something waits ──→ closing ──→┘ when the socket has taken it, or at cutAt
//    └─────────────────────┴── as from draining; from every state to closed when the socket is gone
//
// open: frames are run · away: there is no socket, what is sent is kept for the client, who may come back by another one ·
// draining: the server is stopping; what was asked before is answered, nothing new is run · closing: the receiver has heard
// closed(); only what waits in the socket still goes out · closed: there is no socket · relayed: the session of this socket is on
// another thread, where its frames go (relay/relays.ts), or that is being found out. A session (session/) begins with the
// client's session_open; from then on every frame is counted, but for those of connections among themselves.

import { CLOSE, CLOSE_REASONS, type CloseCode, type ErrorCode } from '../../protocol/errors.ts'
import { KIT_TAGS, UNCOUNTED } from '../../protocol/kit.ts'
import type { Message } from '../../protocol/sproto/index.ts'
import { requestName } from '../../protocol/text-frame.ts'
import type { Asked, ConnectionHost, Origin, Refused } from './connection/connection-host.ts'
import { Movable } from './connection/movable.ts'
import {
  type Formats,
  messageIn,
  type Refusal,
  refuseUnread,
  refuseUnreadable,
} from './format/refused-frame.ts'
import { ANSWERED, PLACES, RECEIVED, RECEIVED_BYTES } from './gate-meter.ts'
import { Allowance } from './limit/allowance.ts'
import { BadMessages } from './limit/bad-messages.ts'
import type { Failure, Format, Frame, Peer, Receiver } from './peer.ts'
import type { LineFrame } from './relay/relay-orders.ts'
import { RemoteSocket } from './relay/remote-socket.ts'
import type { WebSocket } from './transport/uws.ts'

/** Takes the frames of a socket whose session is on another thread. */
interface Relay extends Receiver {
  onFrame(data: ArrayBuffer, isBinary: boolean): void
}

/** A socket that does not take what waits for it is cut off this long (ms) after its close. */
const LINGER = 5000

export class Connection extends Movable implements Peer {
  #inputAllowance: Allowance | undefined
  /** Takes its frames while it is relayed. */
  #relay: Relay | undefined
  /** When the session began, in ms since 1970, to which its client could not come back; undefined for who did not ask. */
  returnsFrom: number | undefined
  guestSince: number
  /** While closing: when it is cut off. */
  cutAt = 0
  /** With which close code it closes. */
  #code: CloseCode = CLOSE.IDLE

  constructor(
    host: ConnectionHost<Connection>,
    socket: WebSocket<unknown> | undefined,
    id: number,
    origin: Origin,
  ) {
    super(host, socket, id, origin)
    this.guestSince = host.now
  }

  /** Its session is on another thread. */
  get isRelayed(): boolean {
    return this._state === 'relayed'
  }

  /** A login is in progress; the time it takes does not count against the client. */
  get isLoggingIn(): boolean {
    return this._receiver.isLoggingIn === true
  }

  /** Its client can't go on at another gate. */
  get isBound(): boolean {
    return this._state === 'open' && this._socket !== undefined && this._session === undefined
  }

  get isDraining(): boolean {
    return this._state === 'draining'
  }

  get isAnswering(): boolean {
    return this.isOpen && this._receiver.isAnswering === true
  }

  get account(): string | undefined {
    return this._receiver.account
  }

  attach(receiver: Receiver, login: Format | undefined): void {
    this._receiver = receiver
    if (!login) this._endSession('loggedOut')
    this._login = login
    if (login) return
    this.guestSince = this._host.now
    if (this.isAway) this._endAway(CLOSE.IDLE)
  }

  // From the socket.

  onFrame(data: ArrayBuffer, isBinary: boolean): void {
    if (this._state !== 'open') return this.#onLateFrame(data, isBinary)
    this.lastSeen = this._host.now
    if (data.byteLength > this._host.limits.maxMessage)
      return this.#refuse(data, isBinary, 'MESSAGE_TOO_LARGE')
    if (!this._allowance.take()) return this.#onTooMany(data, isBinary)
    this.#read(data, isBinary)
  }

  #read(data: ArrayBuffer, isBinary: boolean): void {
    const { binary, text } = this._host
    const format = isBinary ? binary : text
    let message: Message | undefined
    let body: unknown
    try {
      const frame = new Uint8Array(data)
      message = isBinary ? binary.read(frame) : text.read(frame)
      if (message) body = isBinary ? binary.bodyOf(message) : text.body
    } catch (error) {
      return this.#onUnreadable(isBinary, error)
    }
    if (message === undefined) return this.#onUnknown(data, format)
    const { meter, heartbeat, watch } = this._host
    const place = message.index * PLACES
    meter.counts[place + RECEIVED]!++
    meter.counts[place + RECEIVED_BYTES]! += data.byteLength
    if (message === heartbeat) return this.#beat(message, format, format.session)
    if (message.tag >= KIT_TAGS)
      return this._host.onKit(this, message, body, { session: format.session, format })
    if (this._session?.arrive(data.byteLength)) this.#tellArrived()
    if (this._host.isInput[message.index]) return this.#onInput(message, body, format)
    watch.observer?.framed(this.id, 'frame', message.name, data.byteLength)
    this._receiver.message(message, body, format.session, format)
  }

  /** It goes to its world, past the agent and its other messages. One above its rate costs as much as a message. */
  #onInput(message: Message, body: unknown, format: Formats['binary' | 'text']): void {
    const { session } = format
    if (this.#inputs.take()) {
      this._allowance.giveBack()
      const { head } = body as { head?: { view?: number } }
      this._watched?.input(head?.view, body as object)
    }
    if (session !== undefined) this.reply(message, session, format, undefined)
  }

  get #inputs(): Allowance {
    this.#inputAllowance ??= new Allowance(this._host, this._spot, true).boundByAddress()
    return this.#inputAllowance
  }

  /** uWebSockets.js has already ponged; pings count against the same limits as messages. */
  onPing(): void {
    if (this._state !== 'open') return
    this.lastSeen = this._host.now
    if (!this._allowance.take()) this.#countBad('RATE_LIMITED')
    if (this.checkBacklog() > 0) this._host.onBacklog(this)
  }

  onPong(): void {
    this.lastSeen = this._host.now
  }

  onDrain(): void {
    this.queued = this._socket?.getBufferedAmount() ?? 0
    if (this._state === 'closing' && this.queued === 0) return this.#end()
    if (this.queued === 0) this._watched?.setBehind(false)
    if (this._held && this.queued < this._host.limits.latestWinsAt) this._sendHeld()
  }

  // Answers.

  reply(message: Message, session: number | undefined, format: Format, body: unknown): boolean {
    if (!this.isOpen) return true
    this._host.meter.counts[message.index * PLACES + ANSWERED]!++
    let frame: Frame | undefined
    try {
      frame = format.reply(message, session, body)
    } catch (error) {
      this._host.meter.counts[message.index * PLACES + ANSWERED]!--
      this._host.onBug(error, `the reply to ${message.name}`, this)
      this.fail(format, { name: nameOf(message, format), message, session, code: 'INTERNAL' })
      return false
    }
    this._host.watch.observer?.framed(this.id, 'reply', message.name, frame?.length ?? 0)
    if (this._session !== undefined && session !== undefined) this._session.told()
    if (frame !== undefined) this._send(frame, format.isBinary)
    this._topics?.release()
    return true
  }

  fail(format: Format, failure: Failure): void {
    this.#sendFailure({ format, failure })
    this._topics?.release()
  }

  /** Answers a message of connections among themselves: no reply that topics wait for, so what a join holds back stays held;
   * nor is it counted. */
  answer(message: Message, { format, session }: Asked, body: unknown): void {
    this._host.meter.counts[message.index * PLACES + ANSWERED]!++
    const frame = format.reply(message, session, body)
    if (frame !== undefined && this._socket) this._write(frame, format.isBinary)
  }

  /** The same where it fails; `isBad`: it counts as a bad message. */
  refuse(message: Message, { format, session }: Asked, failure: Refused): void {
    const { code, text, isBad } = failure
    const name = nameOf(message, format)
    this.#sendFailure({ format, failure: { name, message, session, code, text } }, true)
    if (isBad) this.#countBad(code)
  }

  #beat(message: Message, format: Format, session: number | undefined): void {
    if (this._session?.hasUntold) this.#tellArrived()
    this.answer(message, { session, format }, { time: this._host.timeOfDay() })
  }

  /** So that the client does not keep any longer what has come. */
  #tellArrived(): void {
    const session = this._session!
    const { received } = this._host
    session.told()
    if (!received || !this._socket) return
    session.hasUntold = false
    this._write(this.format.push(received, { count: session.arrived }), this.format.isBinary)
  }

  // Its end.

  /** From now on nothing that it asks is run; what it asked before is still answered. */
  drain(): void {
    if (this._state === 'open') this._state = 'draining'
  }

  close(code: CloseCode): void {
    if (!this.isOpen) return
    if (this._session && this._outlives(code)) return this._loseSocket(code)
    this._endSession(code)
    if (this._state === 'away') return this._endAway(code)
    this._look()
    this._host.onClose(this, code)
    this._state = 'closing'
    this._host.meter.close(code)
    this.#code = code
    this._held = undefined
    this._topics?.leaveAll()
    this._topics = undefined
    this._tellClosed(code)
    if (this._socket!.getBufferedAmount() === 0) return this.#end()
    this.cutAt = this._host.now + LINGER
    this._host.onClosing(this)
  }

  #end(): void {
    const socket = this._socket
    this._state = 'closed'
    this._socket = undefined
    socket?.end(this.#code, CLOSE_REASONS[this.#code])
    if (socket instanceof RemoteSocket) this._host.onOver(this)
  }

  // Of a client whose socket and session are on different threads.

  /** Where its session is has to be found out. */
  wait(): void {
    this._state = 'relayed'
  }

  stopWaiting(): void {
    if (this._state === 'relayed') this._state = 'open'
  }

  /** Its session is on another thread; `login`: the format of it. */
  relay(relay: Relay, login: Format): void {
    this.#relay = this._receiver = relay
    this._login = login
  }

  /** Which limit of its own a frame is over. */
  checkLimits(bytes: number, isFree: boolean, message: Message | undefined): ErrorCode | undefined {
    if (bytes > this._host.limits.maxMessage) return 'MESSAGE_TOO_LARGE'
    if (message && this._host.isInput[message.index] && this.#inputs.take()) return undefined
    return isFree || this._allowance.take() ? undefined : 'RATE_LIMITED'
  }

  /** From its session. */
  writeRelayed(frame: Frame, isBinary: boolean): void {
    if (this._state === 'relayed') this._write(frame, isBinary)
  }

  /** A frame of its client has come to another thread, or had before the session moved. */
  onLineFrame({ data, isBinary, refused }: LineFrame): void {
    if (this._state !== 'open') return this.#onLateFrame(data, isBinary)
    this.lastSeen = this._host.now
    if (!refused) return this.#read(data, isBinary)
    this.#refuse(data, isBinary, refused, messageIn(this._host, { data, isBinary }))
  }

  // Frames that are not run.

  /** What is not run can safely be asked again, so the client is told, unless it has been closed already. */
  #onLateFrame(data: ArrayBuffer, isBinary: boolean): void {
    if (this.#relay) return this.#relay.onFrame(data, isBinary)
    const isStopping = this._state === 'draining'
    const why = { code: 'TRY_AGAIN', ...(isStopping && { text: 'the server is stopping' }) } as const
    if (this.isOpen) this.#sendFailure(refuseUnread(this._host, { data, isBinary }, why))
  }

  /** How many frames have come takes no token where it is news; nor does an input, which has a rate of its own. */
  #onTooMany(data: ArrayBuffer, isBinary: boolean): void {
    const { binary, text, received, isInput } = this._host
    const isLooked = this._session !== undefined || this._watched !== undefined
    const message = isLooked ? messageIn(this._host, { data, isBinary }) : undefined
    if (message && isInput[message.index] && this.#inputs.take()) {
      this.#inputs.giveBack()
      this._allowance.owe()
      this.#read(data, isBinary)
      return void this._allowance.isOwing()
    }
    if (!message || !this._session || message !== received)
      return this.#refuse(data, isBinary, 'RATE_LIMITED', message)
    const format = isBinary ? binary : text
    try {
      format.read(new Uint8Array(data))
      const body = isBinary ? binary.bodyOf(message) : text.body
      this._allowance.owe()
      this._host.onKit(this, message, body, { session: undefined, format })
      if (this._allowance.isOwing()) this.#countBad('RATE_LIMITED')
    } catch (error) {
      this.#onUnreadable(isBinary, error)
    }
  }

  #refuse(data: ArrayBuffer, isBinary: boolean, code: ErrorCode, message?: Message): void {
    const { format, failure } = refuseUnread(this._host, { data, isBinary }, { code })
    const isUncounted = message !== undefined && UNCOUNTED.has(message.name)
    if (!isUncounted) this._session?.arrive(data.byteLength)
    this.#sendFailure({ format, failure }, isUncounted)
    this.#countBad(failure.code)
  }

  #onUnknown(data: ArrayBuffer, format: Formats['binary' | 'text']): void {
    this._session?.arrive(data.byteLength)
    this.#onBad(format, { name: format.name, session: format.session, code: 'UNKNOWN_MESSAGE' })
  }

  #onUnreadable(isBinary: boolean, error: unknown): void {
    const { format, failure } = refuseUnreadable(this._host, isBinary, error)
    if (failure.code === 'INTERNAL') this._host.onBug(error, 'reading a frame', this)
    this._session?.arrive(0)
    this.#onBad(format, failure)
  }

  #onBad(format: Format, failure: Failure): void {
    this.#sendFailure({ format, failure })
    this.#countBad(failure.code)
  }

  #countBad(code: ErrorCode): void {
    const { now, limits } = this._host
    this._badMessages ??= new BadMessages(now)
    if (this._badMessages.add(now) <= limits.maxBadMessages) return
    this._host.onAbuse(this, code)
    this.close(CLOSE.ABUSE)
  }

  #sendFailure({ format, failure }: Refusal, isUncounted = false): void {
    this._host.meter.fail(failure)
    if (!this.isOpen) return
    const frame = format.fail(failure)
    if (frame === undefined) return
    if (!isUncounted) return this._send(frame, format.isBinary)
    if (this._socket) this._write(frame, format.isBinary)
  }
}

const nameOf = (message: Message, format: Format): string =>
  format.isBinary ? message.name : requestName(message.name)
