// One socket: its limits, its formats, its end. It answers heartbeats itself, so that a handler which waits holds none up. It
// keeps true: nothing is sent after close(), the receiver hears closed() once, a frame over a limit is answered with the limit's code, and a client that sends too many of those is closed.
//
//   open ── drain() ──→ draining ── close(), and the socket takes all of it ──→ closed
//    │                     │└────── close(), and something waits ──→ closing ──→┘ when the socket has taken it, or at cutAt
//    └─────────────────────┴── as from draining; from every state to closed when the socket is gone
//
// open: frames are run · draining: the server is stopping; what was asked before is answered, nothing new is run ·
// closing: the receiver has heard closed(); only what waits in the socket still goes out · closed: there is no socket.

import { CLOSE, CLOSE_REASONS, type CloseCode, type ErrorCode } from '../../protocol/errors.ts'
import type { Message } from '../../protocol/sproto/index.ts'
import { requestName } from '../../protocol/text-frame.ts'
import type { Observer } from '../core/watch/observer.ts'
import { type Formats, type Refusal, refuseUnread, refuseUnreadable } from './format/refused-frame.ts'
import { ANSWERED, type GateMeter, PLACES, PUSHED, RECEIVED, RECEIVED_BYTES } from './gate-meter.ts'
import { BadMessages } from './limit/bad-messages.ts'
import type { Failure, Format, Frame, Frames, Handshake, Peer, Receiver } from './peer.ts'
import type { GateConfig } from './settings.ts'
import { HeldPushes } from './topic/held-pushes.ts'
import { type Subscriber, Topics } from './topic/topics.ts'
import type { WebSocket } from './transport/uws.ts'

export type ConnectionLimits = Pick<
  GateConfig,
  | 'maxMessage'
  | 'messageRate'
  | 'messageBurst'
  | 'maxBadMessages'
  | 'loginTimeout'
  | 'idleTimeout'
  | 'maxQueued'
  | 'maxGuestQueued'
  | 'latestWinsAt'
>

/** What a connection needs of its slave. */
export interface ConnectionHost extends Formats {
  readonly limits: ConnectionLimits
  readonly latestWins: ReadonlySet<string>
  readonly meter: GateMeter
  /** The message that connections answer themselves; undefined where the protocol has none. */
  readonly heartbeat: Message | undefined
  /** Of the thread. */
  readonly watch: { readonly observer: Observer | undefined }
  /** ms since 1970, as heartbeats tell it. */
  timeOfDay(): number
  /** Whole ms of a coarse monotonic clock; good enough for limits. */
  now: number
  onBug(error: unknown, where: string, connection: Connection): void
  /** This server is about to close it. */
  onClose(connection: Connection, code: CloseCode): void
  /** Something waits in the socket's buffer. */
  onBacklog(connection: Connection): void
  /** `topic` is no longer held for it. */
  onReleased(connection: Connection, topic: string): void
  /** What is published to `topic` has to be sent to it from now on, or no longer. */
  onAside(connection: Connection, topic: string, isAside: boolean): void
  /** It is closed, but something still waits in its socket. */
  onClosing(connection: Connection): void
  /** It is being closed for too many bad messages; `code` is that of the last one. */
  onAbuse(connection: Connection, code: ErrorCode): void
  /** Messages that an address may still send in this second. */
  allowance(spot: number): number
  /** Counts messages of an address; false when it has none left in this second. */
  charge(spot: number, messages: number): boolean
}

/** Where a client comes from; `spot` is where its address is counted, undefined for loopback. */
export interface Origin {
  address: string
  spot: number | undefined
  handshake: Handshake
}

/** A socket that does not take what waits for it is cut off this long (ms) after its close. */
const LINGER = 5000

export class Connection implements Peer, Subscriber {
  // Hot fields first, so V8 lays them out together.
  #state: 'open' | 'draining' | 'closing' | 'closed' = 'open'
  /** undefined when closed. */
  #socket: WebSocket<unknown> | undefined
  readonly #host: ConnectionHost
  #receiver: Receiver = NOBODY
  /** When the last frame or pong came. */
  lastSeen: number
  /** Messages that it may still send, and the fraction of the next one. */
  #tokens: number
  #refilledAt: number
  #topics: Topics | undefined
  #tokenPart = 0
  /** The tokens that were there when its address was charged last. */
  #chargedAt: number
  readonly #spot: number | undefined
  readonly id: number
  readonly address: string
  readonly handshake: Handshake
  pingedAt = 0
  guestSince: number
  /** Bytes that waited in the socket at the last look, and the most that ever did. */
  queued = 0
  peak = 0
  /** While closing: when it is cut off. */
  cutAt = 0
  /** With which close code it closes. */
  #code: CloseCode = CLOSE.IDLE
  #login: Format | undefined
  #badMessages: BadMessages | undefined
  /** Latest-wins pushes that wait until the socket takes more. */
  #held: HeldPushes | undefined

  constructor(host: ConnectionHost, socket: WebSocket<unknown>, id: number, origin: Origin) {
    this.#host = host
    this.#socket = socket
    this.id = id
    const { spot } = origin
    this.address = origin.address
    this.handshake = origin.handshake
    this.#spot = spot
    const { messageBurst } = host.limits
    this.#tokens = spot === undefined ? messageBurst : Math.min(messageBurst, host.allowance(spot))
    this.#chargedAt = this.#tokens
    this.lastSeen = this.guestSince = this.#refilledAt = host.now
  }

  /** What is sent to it goes out. */
  get isOpen(): boolean {
    return this.#state === 'open' || this.#state === 'draining'
  }

  get isLocal(): boolean {
    return this.#spot === undefined
  }

  get isGuest(): boolean {
    return this.#login === undefined
  }

  /** The format of its login; text for a guest. */
  get format(): Format {
    return this.#login ?? this.#host.text
  }

  attach(receiver: Receiver, login: Format | undefined): void {
    this.#receiver = receiver
    this.#login = login
    if (!login) this.guestSince = this.#host.now
  }

  // From the socket.

  onFrame(data: ArrayBuffer, isBinary: boolean): void {
    if (this.#state !== 'open') return this.#onLateFrame(data, isBinary)
    this.lastSeen = this.#host.now
    if (data.byteLength > this.#host.limits.maxMessage)
      return this.#refuse(data, isBinary, 'MESSAGE_TOO_LARGE')
    if (!this.#takeToken()) return this.#refuse(data, isBinary, 'RATE_LIMITED')
    const { binary, text } = this.#host
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
    if (message === undefined)
      return this.#onBad(format, { name: format.name, session: format.session, code: 'UNKNOWN_MESSAGE' })
    const { meter, heartbeat, watch } = this.#host
    const place = message.tag * PLACES
    meter.counts[place + RECEIVED]!++
    meter.counts[place + RECEIVED_BYTES]! += data.byteLength
    if (message === heartbeat) return this.#beat(message, format, format.session)
    watch.observer?.framed(this.id, 'frame', message.name, data.byteLength)
    this.#receiver.message(message, body, format.session, format)
  }

  /** uWebSockets.js has already ponged; pings count against the same limits as messages. */
  onPing(): void {
    if (this.#state !== 'open') return
    this.lastSeen = this.#host.now
    if (!this.#takeToken()) this.#countBad('RATE_LIMITED')
    if (this.checkBacklog() > 0) this.#host.onBacklog(this)
  }

  onPong(): void {
    this.lastSeen = this.#host.now
  }

  onDrain(): void {
    this.queued = this.#socket?.getBufferedAmount() ?? 0
    if (this.#state === 'closing' && this.queued === 0) return this.#end()
    if (this.#held && this.queued < this.#host.limits.latestWinsAt) this.#sendHeld()
  }

  /** The socket is gone. */
  onClosed(code: number): void {
    const wasOpen = this.isOpen
    this.#state = 'closed'
    this.#socket = undefined
    this.#charge()
    if (!wasOpen) return
    this.#host.meter.close(undefined)
    this.#topics?.forget()
    this.#topics = undefined
    this.#tellClosed(code)
  }

  onReleased(topic: string): void {
    this.#host.onReleased(this, topic)
  }

  onAside(topic: string, isAside: boolean): void {
    this.#host.onAside(this, topic, isAside)
  }

  // Peer.

  reply(message: Message, session: number | undefined, format: Format, body: unknown): boolean {
    if (!this.isOpen) return true
    this.#host.meter.counts[message.tag * PLACES + ANSWERED]!++
    let frame: Frame | undefined
    try {
      frame = format.reply(message, session, body)
    } catch (error) {
      this.#host.meter.counts[message.tag * PLACES + ANSWERED]!--
      this.#host.onBug(error, `the reply to ${message.name}`, this)
      this.fail(format, { name: this.#nameOf(message, format), message, session, code: 'INTERNAL' })
      return false
    }
    this.#host.watch.observer?.framed(this.id, 'reply', message.name, frame?.length ?? 0)
    if (frame !== undefined) this.#send(frame, format.isBinary)
    this.#topics?.release()
    return true
  }

  fail(format: Format, failure: Failure): void {
    this.#sendFailure({ format, failure })
    this.#topics?.release()
  }

  push(message: Message, body: unknown): void {
    if (!this.isOpen) return
    this.#host.meter.counts[message.tag * PLACES + PUSHED]!++
    if (this.#host.latestWins.has(message.name)) {
      this.#held?.forget(message)
      if (this.#mustHold()) {
        this.#held ??= new HeldPushes()
        return this.#held.hold(message, body)
      }
    }
    const { format } = this
    this.#send(format.push(message, body), format.isBinary)
  }

  close(code: CloseCode): void {
    if (!this.isOpen) return
    this.#look()
    this.#host.onClose(this, code)
    this.#state = 'closing'
    this.#host.meter.close(code)
    this.#code = code
    this.#held = undefined
    this.#topics?.leaveAll()
    this.#topics = undefined
    this.#tellClosed(code)
    if (this.#socket!.getBufferedAmount() === 0) return this.#end()
    this.cutAt = this.#host.now + LINGER
    this.#host.onClosing(this)
  }

  join(topic: string): void {
    if (this.isOpen) this.#openTopics().join(topic)
  }

  leave(topic: string): void {
    this.#topics?.leave(topic)
    this.#held?.dropTopic(topic)
  }

  settle(topic: string): void {
    this.#topics?.settle(topic)
  }

  // For the slave.

  /** A login is in progress; the time it takes does not count against the client. */
  get isLoggingIn(): boolean {
    return this.#receiver.isLoggingIn === true
  }

  /** From now on nothing that it asks is run; what it asked before is still answered. */
  drain(): void {
    if (this.#state === 'open') this.#state = 'draining'
  }

  get isAnswering(): boolean {
    return this.isOpen && this.#receiver.isAnswering === true
  }

  get account(): string | undefined {
    return this.#receiver.account
  }

  /** What it hears of rooms; undefined until it is in one. */
  get topics(): Topics | undefined {
    return this.#topics
  }

  /** A room has taken it in. False when it is closed. */
  expect(topic: string, isIndividual: boolean): boolean {
    if (!this.isOpen) return false
    this.#openTopics().expect(topic, isIndividual)
    return true
  }

  endTopic(topic: string): void {
    this.#topics?.end(topic)
    this.#held?.dropTopic(topic)
  }

  /** Sends a room's frame to this connection only; after what is held of `topic`. */
  sendFrame(frames: Frames, topic?: string): void {
    if (!this.isOpen) return
    if (topic !== undefined && this.#topics?.isHeld(topic)) return this.#topics.hold(topic, frames)
    if (frames.latest !== undefined && this.#holdsBack(frames, topic ?? '')) return
    const isBinary = this.#login?.isBinary === true
    this.#send(isBinary ? frames.binary : frames.text, isBinary)
  }

  ping(): void {
    this.pingedAt = this.#host.now
    if (this.isOpen) this.#socket!.ping()
  }

  /** Returns the bytes that wait in the socket; closes the connection when they are too many. */
  checkBacklog(): number {
    if (!this.#socket) return 0
    this.#look()
    const { maxQueued, maxGuestQueued } = this.#host.limits
    if (this.queued > (this.isGuest ? maxGuestQueued : maxQueued)) this.close(CLOSE.TOO_SLOW)
    return this.queued
  }

  /** Where a game has latest-wins pushes: a slow connection stands aside from its topics until nothing waits any more.
   * Never within a callback of a publish. */
  adaptToBacklog(): void {
    if (this.#host.latestWins.size === 0 || !this.isOpen) return
    if (this.queued > this.#host.limits.latestWinsAt) return this.#topics?.standAside()
    if (this.queued > 0) return
    this.#sendHeld()
    this.#topics?.comeBack()
  }

  /** Without a close frame: what waits is lost. */
  cut(): void {
    this.#socket?.close()
  }

  #sendFailure({ format, failure }: Refusal): void {
    this.#host.meter.fail(failure)
    if (!this.isOpen) return
    const frame = format.fail(failure)
    if (frame !== undefined) this.#send(frame, format.isBinary)
  }

  #look(): void {
    this.queued = this.#socket!.getBufferedAmount()
    if (this.queued > this.peak) this.peak = this.queued
  }

  /** No reply that topics wait for: what a join holds back stays held. */
  #beat(message: Message, format: Format, session: number | undefined): void {
    this.#host.meter.counts[message.tag * PLACES + ANSWERED]!++
    const frame = format.reply(message, session, { time: this.#host.timeOfDay() })
    if (frame !== undefined) this.#send(frame, format.isBinary)
  }

  #openTopics(): Topics {
    this.#topics ??= new Topics(this, this.#socket!, this.#host.limits.maxQueued)
    return this.#topics
  }

  #send(frame: Frame, isBinary: boolean): void {
    this.#host.meter.sentBytes += frame.length
    const sent = this.#socket!.send(frame, isBinary)
    if (sent === 1) return
    if (this.checkBacklog() > 0 && this.isOpen) this.#host.onBacklog(this)
  }

  #mustHold(): boolean {
    return this.queued > 0 && this.#socket!.getBufferedAmount() > this.#host.limits.latestWinsAt
  }

  /** Once a frame is held, newer ones must not overtake it by publish. */
  #holdsBack(frames: Frames, topic: string): boolean {
    this.#held?.forgetFrames(topic, frames)
    if (!this.#mustHold()) return false
    this.#held ??= new HeldPushes()
    this.#held.holdFrames(topic, frames)
    this.#topics?.standAside()
    return true
  }

  #sendHeld(): void {
    const held = this.#held
    this.#held = undefined
    held?.sendTo(this)
  }

  #end(): void {
    const socket = this.#socket
    this.#state = 'closed'
    this.#socket = undefined
    socket?.end(this.#code, CLOSE_REASONS[this.#code])
  }

  #tellClosed(code: number): void {
    const receiver = this.#receiver
    this.#receiver = NOBODY
    receiver.closed(code)
  }

  #takeToken(): boolean {
    if (this.#host.now !== this.#refilledAt) this.#refill()
    if (this.#tokens < 1) return false
    this.#tokens--
    return true
  }

  /** Charges its address with what was sent since the last time; false when the address has none left. */
  #charge(): boolean {
    if (this.#spot === undefined) return true
    if (!this.#host.charge(this.#spot, this.#chargedAt - this.#tokens)) return false
    this.#chargedAt = this.#tokens
    return true
  }

  /** There are no new tokens while its address has used up its share. */
  #refill(): void {
    const { now, limits } = this.#host
    if (!this.#charge()) {
      this.#refilledAt = now
      return
    }
    const gained = ((now - this.#refilledAt) * limits.messageRate) / 1000
    const tokens = Math.min(limits.messageBurst, this.#tokens + this.#tokenPart + gained)
    this.#tokens = Math.floor(tokens)
    this.#tokenPart = tokens - this.#tokens
    this.#chargedAt = this.#tokens
    this.#refilledAt = now
  }

  /** What is not run can safely be asked again, so the client is told, unless it has been closed already. */
  #onLateFrame(data: ArrayBuffer, isBinary: boolean): void {
    const why = { code: 'TRY_AGAIN', text: 'the server is stopping' } as const
    if (this.isOpen) this.#sendFailure(refuseUnread(this.#host, { data, isBinary }, why))
  }

  #refuse(data: ArrayBuffer, isBinary: boolean, code: ErrorCode): void {
    const { format, failure } = refuseUnread(this.#host, { data, isBinary }, { code })
    this.#onBad(format, failure)
  }

  #onUnreadable(isBinary: boolean, error: unknown): void {
    const { format, failure } = refuseUnreadable(this.#host, isBinary, error)
    if (failure.code === 'INTERNAL') this.#host.onBug(error, 'reading a frame', this)
    this.#onBad(format, failure)
  }

  #onBad(format: Format, failure: Failure): void {
    this.#sendFailure({ format, failure })
    this.#countBad(failure.code)
  }

  #countBad(code: ErrorCode): void {
    const { now, limits } = this.#host
    this.#badMessages ??= new BadMessages(now)
    if (this.#badMessages.add(now) <= limits.maxBadMessages) return
    this.#host.onAbuse(this, code)
    this.close(CLOSE.ABUSE)
  }

  #nameOf(message: Message, format: Format): string {
    return format.isBinary ? message.name : requestName(message.name)
  }
}

const NOBODY: Receiver = { message: () => undefined, closed: () => undefined }
