// The gate's part on one thread: its App, its connections and their clock. Also the service `.gate/<slot>`, by which
// rooms reach sockets. It leaves by one way: main forgets its App, its clients are told, then the App closes.

import { CLOSE, CLOSE_REASONS, type ErrorCode } from '../../protocol/errors.ts'
import { SURE_MESSAGE } from '../../protocol/limits.ts'
import type { Protocol } from '../../protocol/sproto/index.ts'
import { Service } from '../core/service/service.ts'
import { createDeferred } from '../lib/deferred.ts'
import {
  Connection,
  type ConnectionHost,
  type ConnectionLimits,
  type Socket,
  type SocketData,
} from './connection.ts'
import { BinaryFormat } from './format/binary-format.ts'
import { TextFormat } from './format/text-format.ts'
import type { Admission } from './limit/admission.ts'
import type { BufferBudget } from './limit/buffer-budget.ts'
import { EndedLog } from './limit/ended-log.ts'
import { createApp, type Master } from './master.ts'
import type { Frames, Peer, Receiver } from './peer.ts'
import type { TlsOptions } from './transport/certificate.ts'
import { Doorway, type DoorwayOptions } from './transport/doorway.ts'
import { SlaveApps } from './transport/slave-apps.ts'
import type { HttpRequest, HttpResponse, TemplatedApp } from './transport/uws.ts'

export interface SlaveOptions {
  app: TemplatedApp
  protocol: Protocol
  latestWins: ReadonlySet<string>
  admission: Admission
  limits: ConnectionLimits
  /** Whether new sockets are closed at once, because there can't be any more. */
  isShut(): boolean
  budget: BufferBudget
  door: Omit<DoorwayOptions, 'admission'>
  /** Where the App is registered for its share of new connections; undefined when it listens itself. */
  master: { slot: number } | undefined
}

/** Commands of rooms that came in one turn of their loop, in order. */
export type GateOrder =
  | ['subscribe', connection: number, topic: string, isIndividual: boolean]
  | ['unsubscribe', connection: number, topic: string]
  | ['switch', connection: number, topic: string, isIndividual: boolean]
  | ['publish', topic: string, frames: Frames, except: number | undefined]
  | ['sendTo', connections: readonly number[], frames: Frames, topic: string | undefined]

export interface GateCount {
  connections: number
  /** Connections that are not logged in. */
  guests: number
  /** Connections with something waiting in their sockets, and how many bytes that is for all of them. */
  backlogged: number
  queued: number
  /** Connections that are closed as soon as what waits for them is gone. */
  closing: number
  /** Subscriptions of all connections, those on their way included. */
  topics: number
}

/** The coarse clock. */
const TICK = 20
/** ms between two looks at the members of rooms, while latest-wins pushes are published. */
const LOOK = 100
/** How long the clients of a gate that closes have to take their last frame. */
const FAREWELL = 500
/** uWebSockets.js ends what goes beyond these itself, with a bare 1006: they stand above all limits of ours. */
const NATIVE = {
  maxBackpressure: 4 * 1024 * 1024,
  idleTimeout: 0,
  maxLifetime: 0,
}

/** What uWebSockets.js keeps of a message that is not complete is seen by nobody here, so it stands in no budget: it is
 * bounded by what one message may be. Four times our own limit, and SURE_MESSAGE at least, so that a client whose
 * message is too large is still told so with a code; 64 KB at most. */
const nativeMessage = (maxMessage: number): number => Math.min(65_536, Math.max(SURE_MESSAGE, 4 * maxMessage))

export class Slave extends Service<SlaveOptions> implements ConnectionHost {
  static concurrent = true
  readonly text = new TextFormat(this.options.protocol)
  readonly binary = new BinaryFormat(this.options.protocol)
  readonly limits = this.options.limits
  readonly latestWins = this.options.latestWins
  now = monotonicMs()
  readonly #formats = [this.binary, this.text]
  readonly #door = new Doorway({ admission: this.options.admission, ...this.options.door })
  readonly #apps = new SlaveApps(this.options.app, this.#formats, { isListening: !this.options.master })
  /** By which the master knows it. */
  readonly #slot = this.options.master?.slot ?? 0
  readonly #connections = new Map<number, Connection>()
  /** Topic -> those whose joining is still being answered. */
  readonly #expecting = new Map<string, Set<Connection>>()
  /** Topic -> slow members, who get what is published by themselves. */
  readonly #aside = new Map<string, Set<Connection>>()
  readonly #backlogged = new Set<Connection>()
  readonly #lingering = new Set<Connection>()
  readonly #ended = new EndedLog(this.log)
  readonly #accepting = createDeferred<void>()
  #receive: ((peer: Peer) => Receiver) | undefined
  #lastId = 0
  #sweptAt = this.now
  /** Latest-wins pushes were published since members were looked at last. */
  #hasMoved = false
  #lookedAt = this.now
  /** Bytes waiting on this thread, as the other threads know them. */
  #reported = 0
  #isLeaving = false
  /** Until when (of performance.now()) a gate that closes lets requests be answered. */
  #graceEnd = 0
  #onEmpty: (() => void) | undefined

  // Commands, for rooms and for the console.

  /**
   * Takes a connection into a topic. What is published from now on is held for it until its agent settles the topic
   * and the reply has gone. An individual one gets only what is sent to it by `sendTo`.
   */
  subscribe(connection: number, topic: string, isIndividual = false): void {
    const member = this.#connections.get(connection)
    if (!member?.expect(topic, isIndividual)) return
    addTo(this.#expecting, topic, member)
  }

  unsubscribe(connection: number, topic: string): void {
    this.#connections.get(connection)?.endTopic(topic)
  }

  /** A member becomes an individual one, or no longer, from here on. */
  switch(connection: number, topic: string, isIndividual: boolean): void {
    this.#connections.get(connection)?.switchTopic(topic, isIndividual)
  }

  /** To all subscribers on this thread but `except`. */
  publish(topic: string, frames: Frames, except?: number): void {
    if (this.#expecting.size > 0) this.#hold(topic, frames, except)
    if (frames.latest !== undefined) this.#hasMoved = true
    if (this.#aside.size > 0) this.#sendAside(topic, frames, except)
    const sender = except === undefined ? undefined : this.#connections.get(except)
    if (sender?.isIn(topic)) {
      sender.publish(topic, frames, this.#formats)
      return this.#apps.publishBeside(sender.id, topic, frames)
    }
    this.#apps.publish(topic, frames)
  }

  /** New connections are served with another certificate from now on; those that are there stay as they are. */
  async renew(tls: TlsOptions): Promise<void> {
    await this.#accepting.promise
    if (this.#isLeaving) return
    const app = createApp(tls)
    this.#route(app)
    const gate = await this.node.query<Master>('.gate')
    await gate.call.add(this.#slot, app.getDescriptor())
    this.#apps.replace(app, this.#connections.keys())
  }

  /** `topic`: for members whose joining is still being answered it comes behind what is held of that. */
  sendTo(connections: readonly number[], frames: Frames, topic?: string): void {
    for (const id of connections) this.#connections.get(id)?.sendFrame(frames, topic)
  }

  /** What the rooms of a thread had to say in one turn of its loop. */
  batch(orders: readonly GateOrder[]): void {
    for (const order of orders) {
      if (order[0] === 'publish') this.publish(order[1], order[2], order[3])
      else if (order[0] === 'sendTo') this.sendTo(order[1], order[2], order[3])
      else if (order[0] === 'subscribe') this.subscribe(order[1], order[2], order[3])
      else if (order[0] === 'unsubscribe') this.unsubscribe(order[1], order[2])
      else this.switch(order[1], order[2], order[3])
    }
  }

  count(): GateCount {
    const all = [...this.#connections.values()]
    const guests = all.filter(c => c.isGuest).length
    return {
      connections: this.#connections.size,
      guests,
      backlogged: this.#backlogged.size,
      queued: this.#reported,
      closing: this.#lingering.size,
      topics: all.reduce((sum, c) => sum + c.topicCount, 0),
    }
  }

  /** No new connections, nothing new is run; what runs has `grace` ms to be answered. Then the clients are told to come
   * again, and the App is closed. */
  async close(grace = 0): Promise<void> {
    if (this.#isLeaving) return
    this.#isLeaving = true
    this.#graceEnd = performance.now() + grace
    await this.#deregister()
    for (const connection of this.#connections.values()) connection.drain()
    this.#closeAnswered()
    await this.#emptied(grace + FAREWELL)
    this.#apps.close()
  }

  // ConnectionHost.

  onBug(error: unknown, where: string): void {
    this.log.error({ err: error, where }, 'a bug')
  }

  onBacklog(connection: Connection): void {
    this.#backlogged.add(connection)
  }

  onReleased(connection: Connection, topic: string): void {
    removeFrom(this.#expecting, topic, connection)
  }

  onAside(connection: Connection, topic: string, isAside: boolean): void {
    if (isAside) addTo(this.#aside, topic, connection)
    else removeFrom(this.#aside, topic, connection)
  }

  onAbuse(connection: Connection, code: ErrorCode): void {
    this.#ended.tell(CLOSE_REASONS[CLOSE.ABUSE], connection, this.now, { code })
  }

  onLinger(connection: Connection): void {
    this.#lingering.add(connection)
  }

  allowance(spot: number): number {
    return this.options.admission.allowance(spot)
  }

  charge(spot: number, messages: number): boolean {
    return this.options.admission.charge(spot, messages)
  }

  protected override async onStart(): Promise<void> {
    const clock = setInterval(() => this.#tick(), TICK)
    process.once('exit', this.#closeApp)
    this.#stopClock = () => clearInterval(clock)
  }

  /** Takes connections from now on; `receive` says who serves a new one. For its own thread. */
  async accept(receive: (peer: Peer) => Receiver): Promise<void> {
    this.#receive = receive
    const { app, master } = this.options
    this.#route(app)
    if (master) {
      const gate = await this.node.query<Master>('.gate')
      await gate.call.add(master.slot, app.getDescriptor())
    }
    this.#accepting.resolve()
  }

  protected override async onExit(): Promise<void> {
    await this.close()
    this.#stopClock()
    process.off('exit', this.#closeApp)
  }

  #stopClock = (): void => undefined
  readonly #closeApp = (): void => this.#apps.close()

  async #deregister(): Promise<void> {
    if (!this.options.master && !this.#apps.isRenewed) return
    const gate = await this.node.query<Master>('.gate')
    await gate.call.remove(this.#slot)
  }

  #closeAnswered(): void {
    const isOver = performance.now() >= this.#graceEnd
    for (const connection of this.#connections.values())
      if (isOver || !connection.isAnswering) connection.close(CLOSE.STOPPING)
  }

  #emptied(ms: number): Promise<void> {
    if (this.#connections.size === 0) return Promise.resolve()
    return new Promise(resolve => {
      const timer = setTimeout(resolve, ms)
      this.#onEmpty = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  #route(app: TemplatedApp): void {
    app
      .filter(this.#onSocket)
      .ws<SocketData>('/*', {
        ...NATIVE,
        maxPayloadLength: nativeMessage(this.limits.maxMessage),
        sendPingsAutomatically: false,
        upgrade: (response, request, context) => this.#upgrade(response, request, context),
        open: socket => this.#open(socket, app),
        message: (socket, data, isBinary) => this.#message(socket, data, isBinary),
        drain: socket => this.#drain(socket),
        dropped: socket => this.#dropped(socket),
        ping: socket => socket.getUserData().connection?.onPing(),
        pong: socket => socket.getUserData().connection?.onPong(),
        close: (socket, code, reason) => this.#closed(socket, code, reason),
      })
      .any('/*', response => this.#door.onRequest(response))
  }

  /** `count`: 1 for a socket that was accepted, -1 for one that is gone. */
  readonly #onSocket = (response: HttpResponse, count: number): void => {
    try {
      if (count < 0) return
      if (this.options.isShut()) response.close()
      else this.#door.onSocket(response)
    } catch (error) {
      this.onBug(error, 'a new socket')
    }
  }

  #upgrade(
    response: HttpResponse,
    request: HttpRequest,
    context: never | Parameters<HttpResponse['upgrade']>[4],
  ): void {
    try {
      if (this.#isLeaving) return this.#door.turnAway(response)
      const entry = this.#door.enter(response, request)
      if (!entry) return
      response.cork(() =>
        response.upgrade<SocketData>(
          { connection: undefined, ...entry },
          request.getHeader('sec-websocket-key'),
          request.getHeader('sec-websocket-protocol'),
          request.getHeader('sec-websocket-extensions'),
          context,
        ),
      )
    } catch (error) {
      this.onBug(error, 'an upgrade')
      response.close()
    }
  }

  #open(socket: Socket, app: TemplatedApp): void {
    const data = socket.getUserData()
    if (data.refusal) return void socket.end(data.refusal, CLOSE_REASONS[data.refusal])
    const connection = new Connection(this, socket, { id: ++this.#lastId, ...data })
    data.connection = connection
    this.#connections.set(connection.id, connection)
    this.#apps.opened(connection.id, app)
    if (this.#isLeaving) return connection.close(CLOSE.STOPPING)
    connection.attach(this.#receive!(connection), undefined)
  }

  #message(socket: Socket, data: ArrayBuffer, isBinary: boolean): void {
    try {
      // uWebSockets.js keeps the user data on the socket itself; getUserData() would be a call into C++ per frame.
      const { connection } = socket as unknown as SocketData
      connection?.onFrame(data, isBinary)
    } catch (error) {
      this.onBug(error, 'a frame')
    }
  }

  /** Comes in the middle of a publish: what is done to topics now would keep it from those who are still to come. */
  #dropped(socket: Socket): void {
    const { connection } = socket.getUserData()
    setImmediate(() => connection?.close(CLOSE.TOO_SLOW))
  }

  #drain(socket: Socket): void {
    const { connection } = socket.getUserData()
    connection?.onDrain()
    if (connection?.queued !== 0) return
    this.#backlogged.delete(connection)
    connection.settleBacklog()
  }

  #closed(socket: Socket, code: number, reason: ArrayBuffer): void {
    const { connection, spot, refusal } = socket.getUserData()
    if (refusal === undefined) this.options.admission.release(spot)
    if (!connection) return
    if (code === 1006 && reason.byteLength > 0)
      this.#ended.ofNative(Buffer.from(reason).toString(), connection, this.now)
    this.#connections.delete(connection.id)
    this.#apps.closed(connection.id)
    this.#backlogged.delete(connection)
    this.#lingering.delete(connection)
    connection.onClosed(code)
    if (this.#connections.size === 0) this.#onEmpty?.()
  }

  #hold(topic: string, frames: Frames, except: number | undefined): void {
    for (const connection of this.#expecting.get(topic) ?? [])
      if (connection.id !== except) connection.hold(topic, frames)
  }

  #sendAside(topic: string, frames: Frames, except: number | undefined): void {
    for (const connection of this.#aside.get(topic) ?? [])
      if (connection.id !== except) connection.sendFrame(frames, topic)
  }

  /** A publish does not say whose socket takes no more. */
  #lookAtMembers(): void {
    if (this.now - this.#lookedAt < LOOK) return
    this.#lookedAt = this.now
    this.#hasMoved = false
    for (const connection of this.#connections.values())
      if (connection.hasTopics && connection.checkBacklog() > 0) this.onBacklog(connection)
  }

  #tick(): void {
    this.now = monotonicMs()
    if (this.#isLeaving) this.#closeAnswered()
    if (this.#hasMoved) this.#lookAtMembers()
    if (this.#backlogged.size > 0 || this.#reported > 0) this.#checkBuffers()
    const { loginTimeout, idleTimeout } = this.limits
    const every = Math.min(1000, Math.min(loginTimeout, idleTimeout) / 8)
    if (this.now - this.#sweptAt < every) return
    const passed = this.now - this.#sweptAt
    this.#sweptAt = this.now
    this.#apps.sweep(this.now)
    for (const connection of this.#lingering) if (connection.cutAt <= this.now) connection.cut()
    for (const connection of this.#connections.values()) {
      if (connection.isLoggingIn) connection.guestSince += passed
      this.#sweep(connection)
    }
  }

  /** Looks at what waits in the sockets; while it is too much for the node, the largest goes first. */
  #checkBuffers(): void {
    const { budget } = this.options
    for (const connection of this.#backlogged) {
      if (connection.checkBacklog() === 0) this.#backlogged.delete(connection)
      connection.settleBacklog()
    }
    const sizes = [...this.#backlogged].sort((a, b) => b.queued - a.queued)
    this.#reported = sizes.reduce((sum, { queued }) => sum + queued, 0)
    budget.report(this.#reported, sizes[0]?.queued ?? 0)
    let { excess } = budget
    for (const connection of sizes) {
      if (excess <= 0 || !budget.isLargest(connection.queued)) return
      excess -= connection.queued
      if (connection.isOpen) connection.close(CLOSE.TOO_SLOW)
      else connection.cut()
    }
  }

  #sweep(connection: Connection): void {
    if (!connection.isOpen) return
    const { loginTimeout, idleTimeout } = this.limits
    const idle = this.now - connection.lastSeen
    if (connection.isGuest && this.now - connection.guestSince > loginTimeout)
      connection.close(CLOSE.LOGIN_TIMEOUT)
    else if (idle > idleTimeout) connection.close(CLOSE.IDLE)
    else if (idle > idleTimeout / 2 && connection.pingedAt <= connection.lastSeen) connection.ping()
    else if (connection.hasTopics && connection.checkBacklog() > 0) this.onBacklog(connection)
  }
}

/** Whole ms of a clock that nobody sets: small integers, which V8 keeps in the connection itself, for 24 days. */
const monotonicMs = (): number => Math.floor(performance.now())

function addTo(sets: Map<string, Set<Connection>>, topic: string, connection: Connection): void {
  const set = sets.get(topic)
  if (set) set.add(connection)
  else sets.set(topic, new Set([connection]))
}

function removeFrom(sets: Map<string, Set<Connection>>, topic: string, connection: Connection): void {
  const set = sets.get(topic)
  set?.delete(connection)
  if (set?.size === 0) sets.delete(topic)
}
