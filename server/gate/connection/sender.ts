// What goes out of a connection: by its socket, or kept for its session. Pushes of a slow or absent client that a newer one
// replaces are held; what is published comes by topics. It keeps true: nothing is sent once it is closed.

import { CLOSE, type CloseCode } from '../../../protocol/errors.ts'
import { TELL_AFTER } from '../../../protocol/kit.ts'
import type { Message } from '../../../protocol/sproto/index.ts'
import type { Address } from '../../core/address.ts'
import { PLACES, PUSHED } from '../gate-meter.ts'
import type { Format, Frame, Frames } from '../peer.ts'
import { RemoteSocket } from '../relay/remote-socket.ts'
import type { Session } from '../session/session.ts'
import { HeldPushes } from '../topic/held-pushes.ts'
import { type Subscriber, Topics } from '../topic/topics.ts'
import type { WebSocket } from '../transport/uws.ts'
import { Watched } from '../view/watched.ts'
import type { ConnectionHost } from './connection-host.ts'

export type ConnectionState = 'open' | 'away' | 'relayed' | 'draining' | 'closing' | 'closed'

export abstract class Sender implements Subscriber {
  // Hot fields first, so V8 lays them out together.
  protected _state: ConnectionState = 'open'
  /** undefined when away or closed. */
  protected _socket: WebSocket<unknown> | RemoteSocket | undefined
  protected readonly _host: ConnectionHost<Sender>
  protected _session: Session | undefined
  protected _topics: Topics | undefined
  protected _login: Format | undefined
  /** Latest-wins pushes that wait until the socket takes more. */
  protected _held: HeldPushes | undefined
  /** The views of worlds that its client watches. */
  protected _watched: Watched | undefined
  readonly id: number
  /** Bytes that waited in the socket at the last look, and the most that ever did. */
  queued = 0
  peak = 0
  pingedAt = 0

  constructor(host: ConnectionHost<Sender>, socket: WebSocket<unknown> | undefined, id: number) {
    this._host = host
    this._socket = socket
    this.id = id
    if (!socket) this._state = 'away'
  }

  /** What is sent to it is heard, now or when the client is back. */
  get isOpen(): boolean {
    return this._state !== 'closing' && this._state !== 'closed'
  }

  get isAway(): boolean {
    return this._state === 'away'
  }

  get session(): Session | undefined {
    return this._session
  }

  /** Its client's socket, where that is on another thread. */
  get remote(): RemoteSocket | undefined {
    return this._socket instanceof RemoteSocket ? this._socket : undefined
  }

  get isGuest(): boolean {
    return this._login === undefined
  }

  /** The format of its login; text for a guest. */
  get format(): Format {
    return this._login ?? this._host.text
  }

  /** What it hears of rooms; undefined until it is in one. */
  get topics(): Topics | undefined {
    return this._topics
  }

  abstract close(code: CloseCode): void

  push(message: Message, body: unknown): void {
    if (!this.isOpen) return
    this._host.meter.counts[message.index * PLACES + PUSHED]!++
    const isLatest = this._host.latestWins.has(message.name)
    if (isLatest) {
      this._held?.forget(message)
      if (this.#mustHold()) {
        this._held ??= new HeldPushes()
        return this._held.hold(message, body)
      }
    }
    const { format } = this
    this._send(format.push(message, body), format.isBinary, isLatest ? message.name : undefined)
  }

  /** Sends a room's frame to this connection only; after what is held of `topic`. */
  sendFrame(frames: Frames, topic?: string): void {
    if (!this.isOpen) return
    if (topic !== undefined && this._topics?.isHeld(topic))
      return this._topics.hold(topic, frames.kept?.() ?? frames)
    if (frames.view !== undefined) return this.#sendPatch(frames, frames.view)
    // While it is away they stay in order with what is published.
    if (frames.latest !== undefined && this._socket && this.#holdsBack(frames, topic ?? '')) return
    const isBinary = this._login?.isBinary === true
    const latest = frames.latest === undefined ? undefined : `${topic} ${frames.latest}`
    this._send(isBinary ? frames.binary : frames.text, isBinary, latest)
  }

  /** Without a socket there is nothing to be shown: the world hears of the return. */
  #sendPatch(frames: Frames, view: number): void {
    if (!this._socket || !this._watched?.isCurrent(view)) return
    const isBinary = this._login?.isBinary === true
    this._session?.stream.skip(isBinary)
    this._write(isBinary ? frames.binary : frames.text, isBinary)
    if (this.queued > 0) this._watched.setBehind(true)
  }

  // Views of worlds.

  watch(view: number, room: Address): void {
    this._watched ??= new Watched(this.id, this._host.tellRoom)
    this._watched.watch(view, room)
  }

  unwatch(view: number): void {
    this._watched?.unwatch(view)
  }

  /** Its client has applied a patch. */
  seen(view: number | undefined, applied: number): void {
    this._watched?.seen(view, applied)
  }

  ping(): void {
    this.pingedAt = this._host.now
    if (this.isOpen) this._socket?.ping()
  }

  /** Without a close frame: what waits is lost. */
  cut(): void {
    this._socket?.close()
  }

  // What waits in the socket.

  /** Returns the bytes that wait in the socket; closes the connection when they are too many. */
  checkBacklog(): number {
    if (!this._socket) return 0
    this._look()
    const { maxQueued, maxGuestQueued } = this._host.limits
    if (this.queued > (this.isGuest ? maxGuestQueued : maxQueued)) this.close(CLOSE.TOO_SLOW)
    return this.queued
  }

  /** Where a game has latest-wins pushes: a slow connection stands aside from its topics until nothing waits any more.
   * Never within a callback of a publish. */
  adaptToBacklog(): void {
    if (this._host.latestWins.size === 0 || !this.isOpen || !this._socket) return
    if (this.#isSlow) return this._topics?.standAside()
    if (this.queued > 0) return
    this._sendHeld()
    this._topics?.comeBack()
  }

  protected _look(): void {
    this.queued = this._socket!.getBufferedAmount()
    if (this.queued > this.peak) this.peak = this.queued
  }

  protected _sendHeld(): void {
    const held = this._held
    this._held = undefined
    held?.sendTo(this)
  }

  protected _send(frame: Frame, isBinary: boolean, latest?: string): void {
    if (this._session !== undefined) this._session.stream.keep(frame, isBinary, latest)
    if (this._socket !== undefined) this._write(frame, isBinary)
  }

  protected _write(frame: Frame, isBinary: boolean): void {
    const socket = this._socket
    if (!socket) return
    this._host.meter.sentBytes += frame.length
    const sent = socket.send(frame, isBinary)
    if (sent === 1) return
    if (sent === 2) this.onDropped()
    if (this.checkBacklog() > 0 && this.isOpen) this._host.onBacklog(this)
  }

  /** Frames went missing in the socket. */
  onDropped(): void {
    if (this._session) this._session.isBroken = true
  }

  #mustHold(): boolean {
    if (this._socket === undefined) return this._state === 'away'
    return this.#isSlow
  }

  /** What waits for its client is too much for pushes that a newer one replaces. The machine's own buffers can't be seen: of a
   * client with a session it is what it has not confirmed, which is more than what it need not confirm at once. */
  get #isSlow(): boolean {
    const { latestWinsAt } = this._host.limits
    const unconfirmed = this._session?.stream.kept?.size ?? 0
    if (unconfirmed - TELL_AFTER.bytes > latestWinsAt) return true
    return this.queued > 0 && this._socket!.getBufferedAmount() > latestWinsAt
  }

  /** Once a frame is held, newer ones must not overtake it by publish. */
  #holdsBack(frames: Frames, topic: string): boolean {
    this._held?.forgetFrames(topic, frames)
    if (!this.#mustHold()) return false
    this._held ??= new HeldPushes()
    this._held.holdFrames(topic, frames)
    this._topics?.standAside()
    return true
  }

  // Topics.

  join(topic: string): void {
    if (this.isOpen) this.#openTopics().join(topic)
  }

  leave(topic: string): void {
    this._topics?.leave(topic)
    this._held?.dropTopic(topic)
  }

  settle(topic: string): void {
    this._topics?.settle(topic)
  }

  /** A room has taken it in. False when nothing is to be held for it. */
  expect(topic: string, isIndividual: boolean): boolean {
    return this.isOpen && this.#openTopics().expect(topic, isIndividual)
  }

  rejoin(topic: string): void {
    if (this.isOpen) this.#openTopics().rejoin(topic)
  }

  endTopic(topic: string): void {
    this._topics?.end(topic)
    this._held?.dropTopic(topic)
  }

  onReleased(topic: string): void {
    this._host.onReleased(this, topic)
  }

  onAside(topic: string, isAside: boolean): void {
    this._host.onAside(this, topic, isAside)
  }

  onHears(topic: string, isHeard: boolean): void {
    if (!this._session) return
    const { stream } = this._session
    if (isHeard) return stream.join(this._host.logs.enter(topic, this.format.isBinary))
    const log = stream.leave(topic)
    if (log) this._host.logs.exit(log)
  }

  abstract onOverflow(): void

  #openTopics(): Topics {
    if (this._topics) return this._topics
    const socket = this._socket instanceof RemoteSocket ? undefined : this._socket
    this._topics = new Topics(this, socket, this._host.limits.maxQueued)
    if (this.remote) this._topics.attachRemote()
    return this._topics
  }
}
