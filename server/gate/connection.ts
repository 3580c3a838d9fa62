// One socket: its limits, its formats, its end. It answers heartbeats itself, so that a handler which waits holds none up. It
// keeps true: nothing is sent after close(), the receiver hears closed() once, a frame over a limit is answered with the limit's code, and a client that sends too many of those is closed.
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
// another thread, where its frames go (session/relays.ts), or that is being found out. A session (session/) begins with the
// client's session_open; from then on every frame is counted, but for those of connections among themselves.

import { CLOSE, CLOSE_REASONS, type CloseCode, type ErrorCode } from '../../protocol/errors.ts'
import { KIT_TAGS, LOST, UNCOUNTED } from '../../protocol/kit.ts'
import type { Message } from '../../protocol/sproto/index.ts'
import { requestName } from '../../protocol/text-frame.ts'
import type { Observer } from '../core/watch/observer.ts'
import { ticks } from '../lib/clock.ts'
import {
  type Formats,
  messageIn,
  type Refusal,
  refuseUnread,
  refuseUnreadable,
} from './format/refused-frame.ts'
import { ANSWERED, type GateMeter, PLACES, PUSHED, RECEIVED, RECEIVED_BYTES } from './gate-meter.ts'
import { BadMessages } from './limit/bad-messages.ts'
import type { Failure, Format, Frame, Frames, Handshake, Peer, Receiver } from './peer.ts'
import type { SessionEnd } from './session/ended-sessions.ts'
import { RemoteSocket } from './session/remote-socket.ts'
import { Session } from './session/session.ts'
import { Stream } from './session/stream.ts'
import type { TopicLogs } from './session/topic-logs.ts'
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
  /** Messages of connections among themselves; undefined where the protocol has none. */
  readonly heartbeat: Message | undefined
  readonly received: Message | undefined
  readonly logs: TopicLogs
  /** `session.maxKept`. */
  readonly maxKept: number
  /** The thread, or the server, ends. */
  readonly isLeaving: boolean
  /** Of the thread. */
  readonly watch: { readonly observer: Observer | undefined }
  /** ms since 1970, as heartbeats tell it. */
  timeOfDay(): number
  /** Whole ms of a coarse monotonic clock; good enough for limits. */
  now: number
  onBug(error: unknown, where: string, connection: Connection): void
  /** This server is about to close it. */
  onClose(connection: Connection, code: CloseCode): void
  /** A message of sessions has come. */
  onKit(connection: Connection, message: Message, body: unknown, asked: Asked): void
  /** The events of `socket` are this connection's from now on, or nobody's. */
  rebind(socket: WebSocket<unknown>, connection: Connection | undefined): void
  /** It has lost its socket; its session lives on. */
  onAway(connection: Connection): void
  /** Its socket is another connection's now. */
  onTaken(line: Connection, by: Connection): void
  /** It was away, and is over now. */
  onOver(connection: Connection): void
  /** Its session has ended; `end`: why its client is not to come back by itself. */
  onSessionEnd(session: Session, end: SessionEnd | undefined): void
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

/** By which number and in which format something was asked. */
export interface Asked {
  session: number | undefined
  format: Format
}

/** Why something that was asked fails; `isBad`: it counts as a bad message. */
export interface Refused {
  code: ErrorCode
  text?: string
  isBad?: boolean
}

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

/** Takes the frames of a socket whose session is on another thread. */
interface Relay extends Receiver {
  onFrame(data: ArrayBuffer, isBinary: boolean): void
}

/** Where a client comes from; `spot` is where its address is counted, undefined for loopback. */
export interface Origin {
  address: string
  spot: number | undefined
  handshake: Handshake
}

/** A socket that does not take what waits for it is cut off this long (ms) after its close. */
const LINGER = 5000

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

export class Connection implements Peer, Subscriber {
  // Hot fields first, so V8 lays them out together.
  #state: 'open' | 'away' | 'relayed' | 'draining' | 'closing' | 'closed' = 'open'
  /** undefined when away or closed. */
  #socket: WebSocket<unknown> | RemoteSocket | undefined
  readonly #host: ConnectionHost
  #receiver: Receiver = NOBODY
  #session: Session | undefined
  /** Takes its frames while it is relayed. */
  #relay: Relay | undefined
  /** When the last frame or pong came. */
  lastSeen: number
  /** Messages that it may still send, and the fraction of the next one. */
  #tokens: number
  #refilledAt: number
  #topics: Topics | undefined
  #tokenPart = 0
  /** The tokens that were there when its address was charged last. */
  #chargedAt: number
  #spot: number | undefined
  readonly id: number
  address: string
  handshake: Handshake
  /** When its socket was opened, in ticks. */
  readonly openedAt = ticks()
  /** When the session began, in ms since 1970, to which its client could not come back; undefined for who did not ask. */
  returnsFrom: number | undefined
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

  /** What is sent to it is heard, now or when the client is back. */
  get isOpen(): boolean {
    return this.#state !== 'closing' && this.#state !== 'closed'
  }

  get isAway(): boolean {
    return this.#state === 'away'
  }

  get session(): Session | undefined {
    return this.#session
  }

  /** Its client's socket, where that is on another thread. */
  get remote(): RemoteSocket | undefined {
    return this.#socket instanceof RemoteSocket ? this.#socket : undefined
  }

  /** Its session is on another thread. */
  get isRelayed(): boolean {
    return this.#state === 'relayed'
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
    if (!login) this.#endSession('loggedOut')
    this.#login = login
    if (login) return
    this.guestSince = this.#host.now
    if (this.isAway) this.#endAway(CLOSE.IDLE)
  }

  // From the socket.

  onFrame(data: ArrayBuffer, isBinary: boolean): void {
    if (this.#state !== 'open') return this.#onLateFrame(data, isBinary)
    this.lastSeen = this.#host.now
    if (data.byteLength > this.#host.limits.maxMessage)
      return this.#refuse(data, isBinary, 'MESSAGE_TOO_LARGE')
    if (!this.#takeToken()) return this.#onTooMany(data, isBinary)
    this.#read(data, isBinary)
  }

  #read(data: ArrayBuffer, isBinary: boolean): void {
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
    if (message === undefined) return this.#onUnknown(data, format)
    const { meter, heartbeat, watch } = this.#host
    const place = message.index * PLACES
    meter.counts[place + RECEIVED]!++
    meter.counts[place + RECEIVED_BYTES]! += data.byteLength
    if (message === heartbeat) return this.#beat(message, format, format.session)
    if (message.tag >= KIT_TAGS)
      return this.#host.onKit(this, message, body, { session: format.session, format })
    if (this.#session?.arrive(data.byteLength)) this.#tellArrived()
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

  /** The socket is gone. Returns whether that is the end of it. */
  onClosed(code: number): boolean {
    const wasOpen = this.isOpen
    this.#charge()
    if (wasOpen) this.#host.meter.close(undefined)
    if (wasOpen && this.#outlives(code)) return this.#goAway()
    this.#state = 'closed'
    this.#socket = undefined
    if (!wasOpen) return true
    this.#endSession(undefined)
    this.#topics?.forget()
    this.#topics = undefined
    this.#tellClosed(code)
    return true
  }

  onReleased(topic: string): void {
    this.#host.onReleased(this, topic)
  }

  onAside(topic: string, isAside: boolean): void {
    this.#host.onAside(this, topic, isAside)
  }

  onHears(topic: string, isHeard: boolean): void {
    if (!this.#session) return
    const { stream } = this.#session
    if (isHeard) return stream.join(this.#host.logs.enter(topic, this.format.isBinary))
    const log = stream.leave(topic)
    if (log) this.#host.logs.exit(log)
  }

  /** What its client is still to hear of a room is more than may be held. */
  onOverflow(): void {
    this.#endSession(undefined)
    if (this.isAway) this.#endAway(CLOSE.TOO_SLOW)
    else this.close(CLOSE.TOO_SLOW)
  }

  // Peer.

  reply(message: Message, session: number | undefined, format: Format, body: unknown): boolean {
    if (!this.isOpen) return true
    this.#host.meter.counts[message.index * PLACES + ANSWERED]!++
    let frame: Frame | undefined
    try {
      frame = format.reply(message, session, body)
    } catch (error) {
      this.#host.meter.counts[message.index * PLACES + ANSWERED]!--
      this.#host.onBug(error, `the reply to ${message.name}`, this)
      this.fail(format, { name: this.#nameOf(message, format), message, session, code: 'INTERNAL' })
      return false
    }
    this.#host.watch.observer?.framed(this.id, 'reply', message.name, frame?.length ?? 0)
    if (this.#session !== undefined && session !== undefined) this.#session.told()
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
    this.#host.meter.counts[message.index * PLACES + PUSHED]!++
    const isLatest = this.#host.latestWins.has(message.name)
    if (isLatest) {
      this.#held?.forget(message)
      if (this.#mustHold()) {
        this.#held ??= new HeldPushes()
        return this.#held.hold(message, body)
      }
    }
    const { format } = this
    this.#send(format.push(message, body), format.isBinary, isLatest ? message.name : undefined)
  }

  close(code: CloseCode): void {
    if (!this.isOpen) return
    if (this.#session && this.#outlives(code)) return this.#loseSocket(code)
    this.#endSession(code)
    if (this.#state === 'away') return this.#endAway(code)
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

  // Of its session; for the slave too.

  /** From here on frames are counted. Returns what the client comes back with; the same as before where it has asked before. */
  openSession(makeToken: () => string): string {
    if (this.#session) return this.#session.token
    const { logs, maxKept } = this.#host
    const stream = new Stream({ id: this.id, order: logs.order, max: maxKept })
    this.#session = new Session({ token: makeToken(), stream, openedAt: this.openedAt })
    this.#topics?.tellHeard()
    return this.#session.token
  }

  /** Answers a message of connections among themselves: no reply that topics wait for, so what a join holds back stays held;
   * nor is it counted. */
  answer(message: Message, { format, session }: Asked, body: unknown): void {
    this.#host.meter.counts[message.index * PLACES + ANSWERED]!++
    const frame = format.reply(message, session, body)
    if (frame !== undefined && this.#socket) this.#write(frame, format.isBinary)
  }

  /** The same where it fails; `isBad`: it counts as a bad message. */
  refuse(message: Message, { format, session }: Asked, failure: Refused): void {
    const { code, text, isBad } = failure
    const name = this.#nameOf(message, format)
    this.#sendFailure({ format, failure: { name, message, session, code, text } }, true)
    if (isBad) this.#countBad(code)
  }

  /** The client says how many frames it has. False when it can't have. */
  confirm(count: number): boolean {
    if (!this.#session) return true
    const { stream } = this.#session
    // Free, as each tells of a frame more: one at most for each that came.
    if (count > stream.confirmed) this.#tokens++
    return stream.confirm(count)
  }

  /** The client has come back on `line`, whose socket is this connection's then. `count`: frames that it has; undefined for
   * one that has lost its past. What is returned with frames has to be answered, then those replayed, in this turn. */
  takeOver(line: Connection | RemoteSocket, count: number | undefined): Return {
    const session = this.#session!
    const { stream } = session
    const { endsBy } = this.#receiver
    if (this.#host.isLeaving) return { lost: LOST.over }
    if (endsBy !== undefined) return { closeWith: endsBy }
    if (line.openedAt < session.openedAt) return { isOutdated: true }
    if (session.isBroken || (count !== undefined && !session.mayHave(count))) return { lost: LOST.missing }
    const frames = count === undefined ? [] : stream.resume(count)
    if (!frames) return { lost: LOST.missing }
    if (count === undefined) stream.restart()
    if (this.#socket) this.#leaveSocket(CLOSE.REPLACED)
    this.#takeSocket(line)
    return { received: session.arrived, next: stream.confirmed + 1, frames }
  }

  /** Sends again what its client lacks, and goes on. */
  replay(frames: readonly KeptFrame[]): void {
    for (const { frame, isBinary } of frames) this.#write(frame, isBinary)
    if (!this.#socket) return
    if (this.#socket instanceof RemoteSocket) this.#topics?.attachRemote()
    else this.#topics?.attach(this.#socket)
    this.#sendHeld()
    const wasAway = this.#session!.sentAtLoss !== undefined
    this.#session!.sentAtLoss = undefined
    if (wasAway) this.#receiver.back?.()
  }

  /** What is kept for its client, or what it lacks, is too much, or it has been away too long. */
  dropSession(): void {
    this.#endSession(undefined)
    if (this.isAway) this.#endAway(CLOSE.IDLE)
  }

  // Of a client whose socket and session are on different threads.

  /** Where its session is has to be found out. */
  wait(): void {
    this.#state = 'relayed'
  }

  stopWaiting(): void {
    if (this.#state === 'relayed') this.#state = 'open'
  }

  /** Its session is on another thread; `login`: the format of it. */
  relay(relay: Relay, login: Format): void {
    this.#relay = this.#receiver = relay
    this.#login = login
  }

  /** Which limit of its own a frame is over. */
  checkLimits(bytes: number, isFree: boolean): ErrorCode | undefined {
    if (bytes > this.#host.limits.maxMessage) return 'MESSAGE_TOO_LARGE'
    return isFree || this.#takeToken() ? undefined : 'RATE_LIMITED'
  }

  /** From its session. */
  writeRelayed(frame: Frame, isBinary: boolean): void {
    if (this.#state === 'relayed') this.#write(frame, isBinary)
  }

  /** A frame of its client has come to another thread. */
  onRelayed(data: ArrayBuffer, isBinary: boolean, refused: ErrorCode | undefined): void {
    if (this.#state !== 'open') return this.#onLateFrame(data, isBinary)
    this.lastSeen = this.#host.now
    if (!refused) return this.#read(data, isBinary)
    this.#refuse(data, isBinary, refused, messageIn(this.#host, { data, isBinary }))
  }

  /** The socket on the other thread is gone; that that thread stops is no reason to end here. */
  onRemoteGone(code: number): void {
    if (this.onClosed(code === CLOSE.STOPPING ? LOST_CODE : code)) this.#host.onOver(this)
  }

  /** Frames went missing in the socket. */
  onDropped(): void {
    if (this.#session) this.#session.isBroken = true
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
    // While it is away they stay in order with what is published.
    if (frames.latest !== undefined && this.#socket && this.#holdsBack(frames, topic ?? '')) return
    const isBinary = this.#login?.isBinary === true
    const latest = frames.latest === undefined ? undefined : `${topic} ${frames.latest}`
    this.#send(isBinary ? frames.binary : frames.text, isBinary, latest)
  }

  ping(): void {
    this.pingedAt = this.#host.now
    if (this.isOpen) this.#socket?.ping()
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
    if (this.#host.latestWins.size === 0 || !this.isOpen || !this.#socket) return
    if (this.queued > this.#host.limits.latestWinsAt) return this.#topics?.standAside()
    if (this.queued > 0) return
    this.#sendHeld()
    this.#topics?.comeBack()
  }

  /** Without a close frame: what waits is lost. */
  cut(): void {
    this.#socket?.close()
  }

  #sendFailure({ format, failure }: Refusal, isUncounted = false): void {
    this.#host.meter.fail(failure)
    if (!this.isOpen) return
    const frame = format.fail(failure)
    if (frame === undefined) return
    if (!isUncounted) return this.#send(frame, format.isBinary)
    if (this.#socket) this.#write(frame, format.isBinary)
  }

  #look(): void {
    this.queued = this.#socket!.getBufferedAmount()
    if (this.queued > this.peak) this.peak = this.queued
  }

  #beat(message: Message, format: Format, session: number | undefined): void {
    if (this.#session?.hasUntold) this.#tellArrived()
    this.answer(message, { session, format }, { time: this.#host.timeOfDay() })
  }

  /** So that the client does not keep any longer what has come. */
  #tellArrived(): void {
    const session = this.#session!
    const { received } = this.#host
    session.told()
    if (!received || !this.#socket) return
    session.hasUntold = false
    this.#write(this.format.push(received, { count: session.arrived }), this.format.isBinary)
  }

  #openTopics(): Topics {
    if (this.#topics) return this.#topics
    const socket = this.#socket instanceof RemoteSocket ? undefined : this.#socket
    this.#topics = new Topics(this, socket, this.#host.limits.maxQueued)
    if (this.remote) this.#topics.attachRemote()
    return this.#topics
  }

  #send(frame: Frame, isBinary: boolean, latest?: string): void {
    if (this.#session !== undefined) this.#session.stream.keep(frame, isBinary, latest)
    if (this.#socket !== undefined) this.#write(frame, isBinary)
  }

  #write(frame: Frame, isBinary: boolean): void {
    const socket = this.#socket
    if (!socket) return
    this.#host.meter.sentBytes += frame.length
    const sent = socket.send(frame, isBinary)
    if (sent === 1) return
    if (sent === 2) this.onDropped()
    if (this.checkBacklog() > 0 && this.isOpen) this.#host.onBacklog(this)
  }

  #mustHold(): boolean {
    if (this.#socket === undefined) return this.#state === 'away'
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

  #outlives(code: number): boolean {
    const session = this.#session
    if (!session || session.isBroken || ENDINGS.has(code)) return false
    if (this.#host.isLeaving || this.#receiver.away === undefined) return false
    return this.#state === 'open' || this.#state === 'away'
  }

  /** This side closes the socket, and the client may come back. */
  #loseSocket(code: CloseCode): void {
    if (!this.#socket) return
    this.#look()
    this.#host.onClose(this, code)
    this.#host.meter.close(code)
    this.#leaveSocket(code)
    this.#goAway()
  }

  /** Whoever comes back needs none of what still waits in it. */
  #leaveSocket(code: CloseCode): void {
    const socket = this.#socket!
    this.#charge()
    this.#topics?.detach(false)
    if (!(socket instanceof RemoteSocket)) this.#host.rebind(socket, undefined)
    if (socket.getBufferedAmount() === 0) socket.end(code, CLOSE_REASONS[code])
    else socket.close()
    this.#socket = undefined
  }

  /** Returns false: it is not over. */
  #goAway(): false {
    const session = this.#session!
    this.#socket = undefined
    this.queued = 0
    // What a slow client has not been sent yet comes before what is published from now on.
    this.#sendHeld()
    this.#state = 'away'
    session.awaySince = this.#host.now
    session.sentAtLoss = session.stream.sent()
    this.#topics?.detach(true)
    this.#host.onAway(this)
    this.#receiver.away?.()
    return false
  }

  #endAway(code: number): void {
    this.#state = 'closed'
    this.#held = undefined
    this.#topics?.forget()
    this.#topics = undefined
    this.#host.onOver(this)
    this.#tellClosed(code)
  }

  #endSession(end: SessionEnd | undefined): void {
    const session = this.#session
    if (!session) return
    this.#session = undefined
    for (const log of session.stream.end()) this.#host.logs.exit(log)
    this.#host.onSessionEnd(session, end)
  }

  #takeSocket(line: Connection | RemoteSocket): void {
    this.#state = 'open'
    this.#session!.openedAt = line.openedAt
    this.lastSeen = this.#host.now
    this.address = line.address
    this.handshake = line.handshake
    if (line instanceof Connection) return this.#takeLine(line)
    this.#spot = undefined
    this.#socket = line
  }

  /** Its limits go on with it. */
  #takeLine(line: Connection): void {
    const socket = line.#socket as WebSocket<unknown>
    this.#host.onTaken(line, this)
    this.#socket = socket
    this.#spot = line.#spot
    this.#tokens = line.#tokens
    this.#tokenPart = line.#tokenPart
    this.#chargedAt = line.#chargedAt
    this.#refilledAt = line.#refilledAt
    this.#badMessages = line.#badMessages
    this.pingedAt = line.pingedAt
    line.#state = 'closed'
    line.#socket = undefined
    line.#tellClosed(CLOSE.REPLACED)
    this.#host.rebind(socket, this)
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
    if (socket instanceof RemoteSocket) this.#host.onOver(this)
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
    if (this.#relay) return this.#relay.onFrame(data, isBinary)
    const isStopping = this.#state === 'draining'
    const why = { code: 'TRY_AGAIN', ...(isStopping && { text: 'the server is stopping' }) } as const
    if (this.isOpen) this.#sendFailure(refuseUnread(this.#host, { data, isBinary }, why))
  }

  /** How many frames have come takes no token where it is news. */
  #onTooMany(data: ArrayBuffer, isBinary: boolean): void {
    const { binary, text, received } = this.#host
    const message = this.#session && messageIn(this.#host, { data, isBinary })
    if (!message || message !== received) return this.#refuse(data, isBinary, 'RATE_LIMITED', message)
    const format = isBinary ? binary : text
    try {
      format.read(new Uint8Array(data))
      const body = isBinary ? binary.bodyOf(message) : text.body
      this.#tokens--
      this.#host.onKit(this, message, body, { session: undefined, format })
      if (this.#tokens < 0) this.#countBad('RATE_LIMITED')
      this.#tokens = Math.max(0, this.#tokens)
    } catch (error) {
      this.#onUnreadable(isBinary, error)
    }
  }

  #refuse(data: ArrayBuffer, isBinary: boolean, code: ErrorCode, message?: Message): void {
    const { format, failure } = refuseUnread(this.#host, { data, isBinary }, { code })
    const isUncounted = message !== undefined && UNCOUNTED.has(message.name)
    if (!isUncounted) this.#session?.arrive(data.byteLength)
    this.#sendFailure({ format, failure }, isUncounted)
    this.#countBad(failure.code)
  }

  #onUnknown(data: ArrayBuffer, format: Formats['binary' | 'text']): void {
    this.#session?.arrive(data.byteLength)
    this.#onBad(format, { name: format.name, session: format.session, code: 'UNKNOWN_MESSAGE' })
  }

  #onUnreadable(isBinary: boolean, error: unknown): void {
    const { format, failure } = refuseUnreadable(this.#host, isBinary, error)
    if (failure.code === 'INTERNAL') this.#host.onBug(error, 'reading a frame', this)
    this.#session?.arrive(0)
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
