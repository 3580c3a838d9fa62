// The gate on one thread: its App, its connections and their clock. Also the service `.gate/<slot>`, by which rooms reach
// sockets. It ends in one way: main removes its App, its clients are closed, then the App closes.

import { CLOSE, CLOSE_REASONS, type ErrorCode } from '../../protocol/errors.ts'
import type { Protocol } from '../../protocol/sproto/index.ts'
import { Service } from '../core/service/service.ts'
import { createDeferred } from '../lib/deferred.ts'
import { Connection, type ConnectionHost, type ConnectionLimits } from './connection.ts'
import { BinaryFormat } from './format/binary-format.ts'
import { TextFormat } from './format/text-format.ts'
import type { Admission } from './limit/admission.ts'
import type { BufferBudget } from './limit/buffer-budget.ts'
import { EndedLog } from './limit/ended-log.ts'
import { Sweep } from './limit/sweep.ts'
import { createApp, type Master } from './master.ts'
import type { Frames, Peer, Receiver } from './peer.ts'
import type { GateOrder } from './topic/gate-orders.ts'
import { TopicMembers } from './topic/topic-members.ts'
import type { TlsOptions } from './transport/certificate.ts'
import { Doorway, type DoorwayOptions, type Entry } from './transport/doorway.ts'
import { SlaveApps } from './transport/slave-apps.ts'
import type { TemplatedApp, WebSocket } from './transport/uws.ts'
import { type SocketHost, WebSockets } from './transport/websocket.ts'

export interface SlaveOptions {
  app: TemplatedApp
  protocol: Protocol
  latestWins: ReadonlySet<string>
  admission: Admission
  limits: ConnectionLimits
  /** True while the process can open no more sockets: new ones are closed at once. */
  isShut(): boolean
  budget: BufferBudget
  door: Omit<DoorwayOptions, 'admission'>
  /** Where its App is registered for its share of new connections; undefined when it listens itself. */
  master: { slot: number } | undefined
}

export interface GateCount {
  connections: number
  /** Connections that have not logged in. */
  guests: number
  /** Connections with bytes waiting in their sockets, and the sum of those bytes. */
  backlogged: number
  queued: number
  /** Closed connections whose last bytes are still waiting. */
  closing: number
  /** Subscriptions of all connections, including joins that are not answered yet. */
  topics: number
}

/** ms between two ticks of the coarse clock. */
const TICK = 20
/** ms that clients have to take their last frame when the gate closes. */
const FAREWELL = 500

export class Slave extends Service<SlaveOptions> implements ConnectionHost, SocketHost {
  static concurrent = true
  readonly text = new TextFormat(this.options.protocol)
  readonly binary = new BinaryFormat(this.options.protocol)
  readonly limits = this.options.limits
  readonly latestWins = this.options.latestWins
  now = monotonicMs()
  readonly #formats = [this.binary, this.text]
  readonly #apps = new SlaveApps(this.options.app, this.#formats, { isListening: !this.options.master })
  /** Its key at the master. */
  readonly #slot = this.options.master?.slot ?? 0
  readonly #connections = new Map<number, Connection>()
  readonly #sockets = new WebSockets(
    this,
    new Doorway({ admission: this.options.admission, ...this.options.door }),
    this.options.limits.maxMessage,
  )
  readonly #sweep = new Sweep({
    connections: this.#connections,
    limits: this.options.limits,
    budget: this.options.budget,
    now: this.now,
  })
  /** Members whose join is still being answered. */
  readonly #expecting = new TopicMembers<Connection>()
  /** Slow members: they get what is published one by one. */
  readonly #aside = new TopicMembers<Connection>()
  readonly #ended = new EndedLog(this.log)
  readonly #accepting = createDeferred<void>()
  #receive: ((peer: Peer) => Receiver) | undefined
  #lastId = 0
  #isLeaving = false
  /** When a closing gate stops waiting for answers, in performance.now(). */
  #graceEnd = 0
  #onEmpty: (() => void) | undefined

  // Commands, for rooms and for the console.

  /**
   * Subscribes a connection to a topic. What is published from now on is held for it until its agent settles the topic and
   * the reply has gone out. `isIndividual`: it gets only what is sent to it by `sendTo`.
   */
  subscribe(connection: number, topic: string, isIndividual = false): void {
    const member = this.#connections.get(connection)
    if (!member?.expect(topic, isIndividual)) return
    this.#expecting.add(topic, member)
  }

  unsubscribe(connection: number, topic: string): void {
    this.#connections.get(connection)?.endTopic(topic)
  }

  /** Changes whether a member is individual, from this point of the topic on. */
  switch(connection: number, topic: string, isIndividual: boolean): void {
    this.#connections.get(connection)?.topics?.switch(topic, isIndividual)
  }

  /** To all subscribers on this thread except `except`. */
  publish(topic: string, frames: Frames, except?: number): void {
    if (!this.#expecting.isEmpty) this.#hold(topic, frames, except)
    if (frames.latest !== undefined) this.#sweep.hasMoved = true
    if (!this.#aside.isEmpty) this.#sendAside(topic, frames, except)
    const sender = except === undefined ? undefined : this.#connections.get(except)
    if (sender?.topics?.isIn(topic)) {
      sender.topics.publish(topic, frames, this.#formats)
      return this.#apps.publishBeside(sender.id, topic, frames)
    }
    this.#apps.publish(topic, frames)
  }

  /** Serves new connections with another certificate; open connections keep theirs. */
  async renew(tls: TlsOptions): Promise<void> {
    await this.#accepting.promise
    if (this.#isLeaving) return
    const app = createApp(tls)
    this.#sockets.serve(app)
    const gate = await this.node.query<Master>('.gate')
    await gate.call.add(this.#slot, app.getDescriptor())
    this.#apps.replace(app, this.#connections.keys())
  }

  /** `topic`: for members whose join is still being answered it comes after what is held of that topic. */
  sendTo(connections: readonly number[], frames: Frames, topic?: string): void {
    for (const id of connections) this.#connections.get(id)?.sendFrame(frames, topic)
  }

  /** The orders of a thread's rooms from one turn of its loop. */
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
      ...this.#sweep.count(),
      topics: all.reduce((sum, c) => sum + (c.topics?.count ?? 0), 0),
    }
  }

  /** Accepts no connections and runs nothing new; running requests have `grace` ms to be answered. Then the clients are told
   * to reconnect, and the App closes. */
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

  // ConnectionHost and SocketHost.

  get isLeaving(): boolean {
    return this.#isLeaving
  }

  isShut(): boolean {
    return this.options.isShut()
  }

  connect(socket: WebSocket<unknown>, app: TemplatedApp, entry: Entry): Connection {
    const connection = new Connection(this, socket, ++this.#lastId, entry)
    this.#connections.set(connection.id, connection)
    this.#apps.opened(connection.id, app)
    return connection
  }

  onOpen(connection: Connection): void {
    if (this.#isLeaving) return connection.close(CLOSE.STOPPING)
    connection.attach(this.#receive!(connection), undefined)
  }

  onDrained(connection: Connection): void {
    this.#sweep.onDrained(connection)
    connection.adaptToBacklog()
  }

  onClosed(connection: Connection, code: number, reason: string): void {
    this.#ended.ofNative(reason, connection, this.now)
    this.#connections.delete(connection.id)
    this.#apps.closed(connection.id)
    this.#sweep.onClosed(connection)
    connection.onClosed(code)
    if (this.#connections.size === 0) this.#onEmpty?.()
  }

  onBug(error: unknown, where: string): void {
    this.log.error({ err: error, where }, 'unexpected error in the gate')
  }

  onBacklog(connection: Connection): void {
    this.#sweep.onBacklog(connection)
  }

  onReleased(connection: Connection, topic: string): void {
    this.#expecting.remove(topic, connection)
  }

  onAside(connection: Connection, topic: string, isAside: boolean): void {
    if (isAside) this.#aside.add(topic, connection)
    else this.#aside.remove(topic, connection)
  }

  onAbuse(connection: Connection, code: ErrorCode): void {
    this.#ended.tell(CLOSE_REASONS[CLOSE.ABUSE], connection, this.now, { code })
  }

  onClosing(connection: Connection): void {
    this.#sweep.onClosing(connection)
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
    this.#sockets.serve(app)
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

  #hold(topic: string, frames: Frames, except: number | undefined): void {
    for (const connection of this.#expecting.of(topic))
      if (connection.id !== except) connection.topics?.hold(topic, frames)
  }

  #sendAside(topic: string, frames: Frames, except: number | undefined): void {
    for (const connection of this.#aside.of(topic))
      if (connection.id !== except) connection.sendFrame(frames, topic)
  }

  #tick(): void {
    this.now = monotonicMs()
    if (this.#isLeaving) this.#closeAnswered()
    this.#sweep.tick(this.now)
    this.#apps.sweep(this.now)
  }
}

/** Whole ms of a monotonic clock: for 24 days a small integer, which V8 stores without an allocation. */
const monotonicMs = (): number => Math.floor(performance.now())
