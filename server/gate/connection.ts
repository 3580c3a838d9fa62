// One socket: its limits, its formats, its way out. It keeps true: nothing is sent after close(), the receiver hears
// closed() once, a frame over a limit is answered with the limit's code, and whoever goes on is closed.

import { CLOSE, CLOSE_REASONS, type CloseCode, type ErrorCode } from '../../protocol/errors.ts'
import type { Message } from '../../protocol/sproto/index.ts'
import { SprotoDecodeError, SprotoJsonError } from '../../protocol/sproto/index.ts'
import { type BinaryFormat, sessionOf } from './format/binary-format.ts'
import { BadFrame, type TextFormat } from './format/text-format.ts'
import type { Failure, Format, Frame, Frames, Peer, Receiver } from './peer.ts'
import type { GateConfig } from './settings.ts'
import { HeldFrames } from './topic/held-frames.ts'
import { type Subscriber, Topics, topicOf } from './topic/topics.ts'
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
export interface ConnectionHost {
  readonly limits: ConnectionLimits
  readonly text: TextFormat
  readonly binary: BinaryFormat
  readonly latestWins: ReadonlySet<string>
  /** Coarse time in whole ms, of a clock of its own; good enough for limits. */
  now: number
  onBug(error: unknown, where: string): void
  /** Something waits in the socket's buffer. */
  onBacklog(connection: Connection): void
  /** `topic` is not held for it any more. */
  onReleased(connection: Connection, topic: string): void
  /** What is published to `topic` has to be sent to it from now on, or no longer. */
  onAside(connection: Connection, topic: string, isAside: boolean): void
  /** It waits to be closed until its buffer is empty. */
  onLinger(connection: Connection): void
  /** It has sent too much that is bad, `code` at last, and is being closed for it. */
  onAbuse(connection: Connection, code: ErrorCode): void
  /** Messages that an address may still send in this second. */
  allowance(spot: number): number
  /** Counts messages of an address; false when it has had its share of this second already. */
  charge(spot: number, messages: number): boolean
}

export interface SocketData {
  connection: Connection | undefined
  address: string
  spot: number | undefined
  refusal: CloseCode | undefined
}

export type Socket = WebSocket<SocketData>

/** A bad message is forgiven after this. */
const FORGIVEN_AFTER = 60_000
/** In place of a close code: its server is about to close it, and still answers what was asked before. */
const DRAINING = 0
/** A socket that doesn't take what waits for it is cut off this long after its close. */
export const LINGER = 5000

export class Connection implements Peer, Subscriber {
  // First what every frame needs: it stands together in memory, in the order of this list.
  #socket: Socket | undefined
  #closing: CloseCode | typeof DRAINING | undefined
  readonly #host: ConnectionHost
  #receiver: Receiver = NOBODY
  /** When a frame or a pong came last. */
  lastSeen: number
  /** Messages that it may still send, and the part of one that it has saved up besides. */
  #tokens: number
  #refilledAt: number
  #topics: Topics | undefined
  #tokenPart = 0
  /** The tokens that were there when its address was charged last. */
  #settled: number
  readonly #spot: number | undefined
  readonly id: number
  readonly address: string
  pingedAt = 0
  guestSince: number
  /** Bytes that waited when it was last looked. */
  queued = 0
  /** While it lingers: when it is cut off. */
  cutAt = 0
  #login: Format | undefined
  #bad = 0
  #badSince = 0
  /** The newest of each latest-wins push, until its socket takes more: its agent's, and those of rooms. */
  #held: Map<Message, unknown> | undefined
  #heldFrames: HeldFrames | undefined

  /** `spot`: where its address is counted; undefined for loopback. */
  constructor(
    host: ConnectionHost,
    socket: Socket,
    { id, address, spot }: { id: number; address: string; spot: number | undefined },
  ) {
    this.#host = host
    this.#socket = socket
    this.id = id
    this.address = address
    this.#spot = spot
    const { messageBurst } = host.limits
    this.#tokens = spot === undefined ? messageBurst : Math.min(messageBurst, host.allowance(spot))
    this.#settled = this.#tokens
    this.lastSeen = this.guestSince = this.#refilledAt = this.#badSince = host.now
  }

  get isOpen(): boolean {
    return this.#socket !== undefined && (this.#closing === undefined || this.#closing === DRAINING)
  }

  get isGuest(): boolean {
    return this.#login === undefined
  }

  /** That of its login; a guest's is text. */
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
    if (this.#closing !== undefined) return this.#onLateFrame(data, isBinary)
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
      return this.#onBadFrame(format, error)
    }
    if (message) this.#receiver.message(message, body, format.session, format)
    else this.#fail(format, { name: format.name, session: format.session, code: 'UNKNOWN_MESSAGE' })
  }

  /** Its pong has gone out already: a client that does not read them has no better right than others. */
  onPing(): void {
    if (this.#closing !== undefined) return
    this.lastSeen = this.#host.now
    if (!this.#takeToken()) this.#countBad('RATE_LIMITED')
    if (this.checkBacklog() > 0) this.#host.onBacklog(this)
  }

  onPong(): void {
    this.lastSeen = this.#host.now
  }

  onDrain(): void {
    this.queued = this.#socket?.getBufferedAmount() ?? 0
    if (this.#closing && this.queued === 0) return this.#end(this.#closing)
    if ((this.#held || this.#heldFrames) && this.queued < this.#host.limits.latestWinsAt) this.#sendHeld()
  }

  /** The socket is gone. */
  onClosed(code: number): void {
    this.#socket = undefined
    this.#settle()
    if (this.#closing) return
    this.#closing = CLOSE.IDLE
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
    let frame: Frame | undefined
    try {
      frame = format.reply(message, session, body)
    } catch (error) {
      this.#host.onBug(error, `the reply to ${message.name}`)
      this.fail(format, { name: this.#nameOf(message, format), message, session, code: 'INTERNAL' })
      return false
    }
    if (frame !== undefined) this.#send(frame, format.isBinary)
    this.#topics?.release()
    return true
  }

  fail(format: Format, failure: Failure): void {
    this.#sendFailure(format, failure)
    this.#topics?.release()
  }

  push(message: Message, body: unknown): void {
    if (!this.isOpen) return
    if (this.#host.latestWins.has(message.name)) {
      this.#held?.delete(message)
      if (this.#mustHold()) {
        this.#held ??= new Map()
        this.#held.set(message, body)
        return
      }
    }
    const { format } = this
    this.#send(format.push(message, body), format.isBinary)
  }

  close(code: CloseCode): void {
    if (!this.isOpen) return
    this.#closing = code
    this.#held = this.#heldFrames = undefined
    this.#topics?.leaveAll()
    this.#topics = undefined
    this.#tellClosed(code)
    if (this.#socket!.getBufferedAmount() === 0) return this.#end(code)
    this.cutAt = this.#host.now + LINGER
    this.#host.onLinger(this)
  }

  join(topic: string): void {
    if (this.isOpen) this.#openTopics().join(topic)
  }

  leave(topic: string): void {
    this.#topics?.leave(topic)
    this.#heldFrames?.drop(topic)
  }

  settle(topic: string): void {
    this.#topics?.settle(topic)
  }

  /** A login is under way: how long it takes is not the client's fault. */
  get isLoggingIn(): boolean {
    return this.#receiver.isLoggingIn === true
  }

  // For the slave.

  /** From now on nothing that it asks is run; what it has asked before is still answered. */
  drain(): void {
    if (this.isOpen) this.#closing = DRAINING
  }

  get isAnswering(): boolean {
    return this.isOpen && this.#receiver.isAnswering === true
  }

  get account(): string | undefined {
    return this.#receiver.account
  }

  get hasTopics(): boolean {
    return this.#topics?.hasJoined === true
  }

  get topicCount(): number {
    return this.#topics?.count ?? 0
  }

  isIn(topic: string): boolean {
    return this.#topics?.isIn(topic) === true
  }

  /** A room has taken it in. False when it is closed. */
  expect(topic: string, isIndividual: boolean): boolean {
    if (!this.isOpen) return false
    this.#openTopics().expect(topic, isIndividual)
    return true
  }

  hold(topic: string, frames: Frames): void {
    this.#topics?.hold(topic, frames)
  }

  endTopic(topic: string): void {
    this.#topics?.end(topic)
    this.#heldFrames?.drop(topic)
  }

  switchTopic(topic: string, isIndividual: boolean): void {
    this.#topics?.switch(topic, isIndividual)
  }

  /** To this one only; a frame that a room encoded. `topic`: comes behind what is held of it. */
  sendFrame(frames: Frames, topic?: string): void {
    if (!this.isOpen) return
    if (topic !== undefined && this.#topics?.isHeld(topic)) return this.hold(topic, frames)
    if (frames.latest !== undefined && this.#holdsBack(frames, topic ?? '')) return
    const isBinary = this.#login?.isBinary === true
    this.#send(isBinary ? frames.binary : frames.text, isBinary)
  }

  publish(topic: string, frames: Frames, formats: readonly Format[]): void {
    if (!this.#socket || !this.isOpen) return
    for (const format of formats) {
      this.#socket.publish(
        topicOf(topic, format),
        format.isBinary ? frames.binary : frames.text,
        format.isBinary,
      )
    }
  }

  ping(): void {
    this.pingedAt = this.#host.now
    if (this.isOpen) this.#socket!.ping()
  }

  /** Bytes that wait in the socket now; closes it when that is too much. */
  checkBacklog(): number {
    if (!this.#socket) return 0
    this.queued = this.#socket.getBufferedAmount()
    const { maxQueued, maxGuestQueued } = this.#host.limits
    if (this.queued > (this.isGuest ? maxGuestQueued : maxQueued)) this.close(CLOSE.TOO_SLOW)
    return this.queued
  }

  /** Where its game has latest-wins pushes: a slow one stands aside from its topics, until nothing waits any more.
   * Never within a callback of a publish. */
  settleBacklog(): void {
    if (this.#host.latestWins.size === 0 || !this.isOpen) return
    if (this.queued > this.#host.limits.latestWinsAt) return this.#topics?.standAside()
    if (this.queued > 0) return
    this.#sendHeld()
    this.#topics?.comeBack()
  }

  /** Without a word: what waits is lost. */
  cut(): void {
    const socket = this.#socket
    this.#socket = undefined
    socket?.close()
  }

  #sendFailure(format: Format, failure: Failure): void {
    if (!this.isOpen) return
    const frame = format.fail(failure)
    if (frame !== undefined) this.#send(frame, format.isBinary)
  }

  #openTopics(): Topics {
    this.#topics ??= new Topics(this, this.#socket!, this.#host.limits.maxQueued)
    return this.#topics
  }

  #send(frame: Frame, isBinary: boolean): void {
    const sent = this.#socket!.send(frame, isBinary)
    if (sent === 1) return
    if (this.checkBacklog() > 0 && this.isOpen) this.#host.onBacklog(this)
  }

  #mustHold(): boolean {
    return this.queued > 0 && this.#socket!.getBufferedAmount() > this.#host.limits.latestWinsAt
  }

  /** From the first that is held on nothing newer may come by publish, and overtake it. */
  #holdsBack(frames: Frames, topic: string): boolean {
    this.#heldFrames?.forget(topic, frames)
    if (!this.#mustHold()) return false
    this.#heldFrames ??= new HeldFrames()
    this.#heldFrames.add(topic, frames)
    this.#topics?.standAside()
    return true
  }

  #sendHeld(): void {
    const [held, frames] = [this.#held, this.#heldFrames]
    this.#held = this.#heldFrames = undefined
    for (const [message, body] of held ?? []) this.push(message, body)
    for (const [topic, each] of frames?.all ?? []) this.sendFrame(each, topic)
  }

  #end(code: CloseCode): void {
    const socket = this.#socket
    this.#socket = undefined
    socket?.end(code, CLOSE_REASONS[code])
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

  /** Charges its address with what was sent since the last time. */
  #settle(): boolean {
    if (this.#spot === undefined) return true
    if (!this.#host.charge(this.#spot, this.#settled - this.#tokens)) return false
    this.#settled = this.#tokens
    return true
  }

  /** Nothing flows in while its address has had its share. */
  #refill(): void {
    const { now, limits } = this.#host
    if (!this.#settle()) {
      this.#refilledAt = now
      return
    }
    const gained = ((now - this.#refilledAt) * limits.messageRate) / 1000
    const tokens = Math.min(limits.messageBurst, this.#tokens + this.#tokenPart + gained)
    this.#tokens = Math.floor(tokens)
    this.#tokenPart = tokens - this.#tokens
    this.#settled = this.#tokens
    this.#refilledAt = now
  }

  /** What is not run is safe to ask again, so it is said; who is closed already hears nothing. */
  #onLateFrame(data: ArrayBuffer, isBinary: boolean): void {
    if (this.isOpen) this.#sendFailure(...this.#unread(data, isBinary, 'TRY_AGAIN', 'the server is stopping'))
  }

  /** Over a limit: answered without looking at the body, and counted. */
  #refuse(data: ArrayBuffer, isBinary: boolean, code: ErrorCode): void {
    this.#fail(...this.#unread(data, isBinary, code))
  }

  /** The answer to a frame whose body nobody looks at. */
  #unread(data: ArrayBuffer, isBinary: boolean, code: ErrorCode, text?: string): [Format, Failure] {
    const host = this.#host
    const frame = new Uint8Array(data)
    if (isBinary) return [host.binary, { name: '', session: host.binary.peek(frame), code, text }]
    return [host.text, { ...host.text.peek(frame), code, text }]
  }

  #onBadFrame(format: Format, error: unknown): void {
    const { name, session } = this.#asked(error)
    const isExpected =
      error instanceof BadFrame || error instanceof SprotoDecodeError || error instanceof SprotoJsonError
    if (!isExpected) this.#host.onBug(error, 'reading a frame')
    this.#fail(format, {
      name,
      session,
      code: isExpected ? 'BAD_MESSAGE' : 'INTERNAL',
      text: isExpected ? error.message : undefined,
    })
  }

  /** What is known of a frame that could not be read. */
  #asked(error: unknown): { name: string; session: number | undefined } {
    if (error instanceof BadFrame) return { name: error.requestName, session: error.session }
    if (error instanceof SprotoDecodeError) return { name: '', session: sessionOf(error) }
    const { name, session } = this.#host.text
    return error instanceof SprotoJsonError ? { name, session } : { name: '', session: undefined }
  }

  #fail(format: Format, failure: Failure): void {
    this.#sendFailure(format, failure)
    this.#countBad(failure.code)
  }

  /** Closes whoever does it too often. */
  #countBad(code: ErrorCode): void {
    const { now, limits } = this.#host
    if (now - this.#badSince > FORGIVEN_AFTER) {
      this.#bad = 0
      this.#badSince = now
    }
    if (++this.#bad <= limits.maxBadMessages) return
    this.#host.onAbuse(this, code)
    this.close(CLOSE.ABUSE)
  }

  #nameOf(message: Message, format: Format): string {
    return format.isBinary ? message.name : `cs_${message.name}`
  }
}

const NOBODY: Receiver = { message: () => undefined, closed: () => undefined }
