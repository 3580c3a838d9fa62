// The connections of one slave: opened on sockets, looked after by a coarse clock, closed together at the end.
//
//   waiting ── serve() ──→ serving ── turnAway() ──→ draining ── close() ──→ closed
//                            └── retreat() ──→ retreating ── turnAway() ──┘
//
// waiting: no socket comes yet · draining: new sockets are turned away, and each connection is closed when it has been
// answered, all of them when the grace is over · retreating: the same, but those with a session go on: they are about to move.

import { CLOSE, CLOSE_REASONS, type CloseCode, type ErrorCode } from '../../protocol/errors.ts'
import { HEARTBEAT, isInput, RECEIVED, VIEW_SEEN } from '../../protocol/kit.ts'
import type { Message, Protocol } from '../../protocol/sproto/index.ts'
import type { Address } from '../core/address.ts'
import type { Logger } from '../core/log/log.ts'
import type { ServiceScope } from '../core/service/service.ts'
import type { Observer } from '../core/watch/observer.ts'
import type { Clock } from '../lib/clock.ts'
import { ClosedConnections } from './closed-connections.ts'
import type { Asked, ConnectionHost, ConnectionLimits, Origin } from './connection/connection-host.ts'
import { Connection } from './connection.ts'
import { BinaryFormat } from './format/binary-format.ts'
import { TextFormat } from './format/text-format.ts'
import { type ConnectionCount, GateMeter } from './gate-meter.ts'
import type { Admission } from './limit/admission.ts'
import type { BufferBudget } from './limit/buffer-budget.ts'
import { EndedLog } from './limit/ended-log.ts'
import { Sweep } from './limit/sweep.ts'
import type { Peer, Receiver } from './peer.ts'
import type { Home, HomeFinder } from './relay/homes.ts'
import { Relays, type RelaysHost } from './relay/relays.ts'
import { SessionMoves } from './relay/session-moves.ts'
import type { SessionEnd } from './session/ended-sessions.ts'
import type { Session } from './session/session.ts'
import { SessionDesk } from './session/session-desk.ts'
import { SessionSweep } from './session/session-sweep.ts'
import { TopicLogs } from './session/topic-logs.ts'
import type { SessionConfig } from './settings.ts'
import { TopicMembers } from './topic/topic-members.ts'
import { Doorway, type DoorwayOptions, type Entry } from './transport/doorway.ts'
import { SlaveApps } from './transport/slave-apps.ts'
import type { TemplatedApp, WebSocket } from './transport/uws.ts'
import { type SocketHost, WebSockets } from './transport/websocket.ts'
import { ViewReports } from './view/view-reports.ts'
import type { Tell } from './view/watched.ts'

export interface ConnectionsOptions {
  /** Of its thread. */
  slot: number
  life: number
  app: TemplatedApp
  protocol: Protocol
  latestWins: ReadonlySet<string>
  clock: Clock
  /** The thread's monitor. */
  watch: { readonly observer: Observer | undefined }
  admission: Admission
  limits: ConnectionLimits
  /** True while the process can open no more sockets: new ones are closed at once. */
  isShut(): boolean
  budget: BufferBudget
  session: SessionConfig
  /** In the whole node: how many may be away, and what may be kept for all. */
  homes: HomeFinder
  sessionBudgets: { away: BufferBudget; kept: BufferBudget }
  door: Omit<DoorwayOptions, 'admission' | 'meter'>
  /** `app` listens itself, so it is kept open when another takes its place. */
  isListening: boolean
}

/** ms between two ticks of the coarse clock. */
const TICK = 20
/** ms that pass on it in one tick at most: while the loop stood still nobody could be heard. */
const MOST_PASSED = 200

export class Connections implements ConnectionHost<Connection>, SocketHost {
  readonly text: TextFormat
  readonly binary: BinaryFormat
  readonly formats: readonly [BinaryFormat, TextFormat]
  readonly limits: ConnectionLimits
  readonly watch: { readonly observer: Observer | undefined }
  readonly latestWins: ReadonlySet<string>
  readonly heartbeat: Message | undefined
  readonly received: Message | undefined
  readonly isInput: readonly boolean[]
  readonly tellRoom: Tell
  readonly logs: TopicLogs
  readonly maxKept: number
  readonly meter: GateMeter
  now = monotonicMs()
  /** ms that the loop stood still, which the coarse clock leaves out. */
  #stood = 0
  readonly apps: SlaveApps
  /** Members whose join is still being answered. */
  readonly expecting = new TopicMembers<Connection>()
  /** Slow members: they get what is published one by one. */
  readonly aside = new TopicMembers<Connection>()
  readonly closed: ClosedConnections
  /** Clients whose sockets and sessions are on different threads. */
  readonly relays: Relays
  readonly #viewSeen: Message | undefined
  readonly #options: ConnectionsOptions
  readonly #log: Logger
  readonly #connections = new Map<number, Connection>()
  readonly #sockets: WebSockets
  readonly #sweep: Sweep
  readonly #desk: SessionDesk
  readonly #sessionSweep: SessionSweep
  readonly #ended: EndedLog
  readonly #clock: NodeJS.Timeout
  readonly #moves: SessionMoves<Connection>
  #state: 'waiting' | 'serving' | 'retreating' | 'draining' | 'closed' = 'waiting'
  #receive: ((peer: Peer) => Receiver) | undefined
  #lastId = 0
  /** When draining is over, in performance.now(). */
  #graceEnd = 0
  #onEmpty: (() => void) | undefined

  /** `scope`: of the slave, with its address. */
  constructor(options: ConnectionsOptions, log: Logger, scope: { address: Address; node: ServiceScope }) {
    const { app, protocol, limits, budget, admission, door, isListening } = options
    this.text = new TextFormat(protocol)
    this.binary = new BinaryFormat(protocol)
    this.formats = [this.binary, this.text]
    this.limits = limits
    this.watch = options.watch
    this.latestWins = options.latestWins
    this.heartbeat = protocol.byName.get(HEARTBEAT)
    this.received = protocol.byName.get(RECEIVED)
    const isInputByIndex = [...protocol.byName.values()].map(({ definition }) => isInput(definition))
    this.isInput = isInputByIndex
    this.#viewSeen = protocol.byName.get(VIEW_SEEN)
    const reports = new ViewReports(scope.address, scope.node)
    this.tellRoom = (room, report) => reports.add(room, report)
    this.maxKept = options.session.maxKept
    this.logs = new TopicLogs(this.maxKept)
    this.meter = new GateMeter(protocol)
    this.closed = new ClosedConnections(options.slot)
    this.apps = new SlaveApps(app, this.formats, { isListening })
    this.#options = options
    this.#log = log
    this.relays = new Relays(this.#relaysHost(scope))
    this.#sockets = new WebSockets(
      this,
      new Doorway({ admission, ...door, meter: this.meter }),
      limits.maxMessage,
    )
    this.#sweep = new Sweep({ connections: this.#connections, limits, budget, now: this.now })
    this.#moves = new SessionMoves(scope.address, options.homes)
    this.#desk = this.#openDesk()
    const { grace } = options.session
    const all = this.#connections
    this.#sessionSweep = new SessionSweep({
      connections: all,
      grace,
      ...options.sessionBudgets,
      now: this.now,
    })
    this.#ended = new EndedLog(log)
    this.#clock = setInterval(() => this.#tick(), TICK)
    process.once('exit', this.#closeApps)
  }

  at(id: number): Connection | undefined {
    return this.#connections.get(id)
  }

  /** Sockets are served from now on; `receive` returns who serves a new connection. */
  serve(receive: (peer: Peer) => Receiver): void {
    this.#receive = receive
    if (this.#state === 'waiting') this.#state = 'serving'
    this.#sockets.serve(this.#options.app)
  }

  /** Sockets that come to `app` are served too. */
  serveOn(app: TemplatedApp): void {
    this.#sockets.serve(app)
  }

  /** No more sockets come to the Apps before `app`; they are closed when their last connection is gone. */
  replaceApps(app: TemplatedApp): void {
    this.apps.replace(app, this.#connections.keys())
  }

  /** A connection for a player that comes from another thread. */
  reserve(): Connection {
    const connection = new Connection(this, undefined, ++this.#lastId, NOWHERE)
    this.#connections.set(connection.id, connection)
    if (this.isLeaving) connection.close(CLOSE.STOPPING)
    return connection
  }

  /** The thread with this life has ended. */
  lost(life: number): void {
    this.#moves.lost(life)
    this.relays.lost(life)
  }

  /** Where a session is that a connection had here. */
  movedTo(connection: number): Home | undefined {
    return this.#moves.homeOf(connection)
  }

  /** Latest-wins pushes were published: slow members have to be found. */
  noteMoves(): void {
    this.#sweep.hasMoved = true
  }

  get size(): number {
    return this.#connections.size
  }

  count(): ConnectionCount {
    const all = [...this.#connections.values()]
    const away = all.filter(({ isAway }) => isAway).length
    const elsewhere = all.filter(({ remote }) => remote !== undefined).length
    return {
      connections: all.length - away - elsewhere,
      relayed: this.relays.count,
      guests: all.filter(connection => connection.isGuest).length,
      away,
      keptBytes: this.#sessionSweep.keptBytes,
      ...this.#sweep.count(),
      topics: all.reduce((sum, { topics }) => sum + (topics?.count ?? 0), 0),
    }
  }

  all(): Iterable<Connection> {
    return this.#connections.values()
  }

  /** Runs nothing new of clients without a session, who can't move to another thread; what runs has `grace` ms to be answered. */
  retreat(grace: number): void {
    if (this.isLeaving) return
    this.#state = 'retreating'
    this.#graceEnd = performance.now() + grace
    for (const connection of this.#connections.values()) if (connection.isBound) connection.drain()
    this.#closeAnswered()
  }

  /** New sockets are turned away. What runs has `grace` ms to be answered. */
  turnAway(grace: number): void {
    this.#state = 'draining'
    this.#graceEnd = performance.now() + grace
  }

  /** Runs nothing new. Resolves when all connections are gone, or after `ms`. */
  drain(ms: number): Promise<void> {
    for (const connection of this.#connections.values()) connection.drain()
    this.#closeAnswered()
    return this.#emptied(ms)
  }

  close(): void {
    this.#state = 'closed'
    clearInterval(this.#clock)
    process.off('exit', this.#closeApps)
    this.apps.close()
  }

  // SocketHost.

  get isLeaving(): boolean {
    return this.#state !== 'serving' && this.#state !== 'retreating'
  }

  isShut(): boolean {
    const isShut = this.#options.isShut()
    if (isShut) this.meter.refuse('open files')
    return isShut
  }

  connect(socket: WebSocket<unknown>, app: TemplatedApp, entry: Entry): Connection {
    const connection = new Connection(this, socket, ++this.#lastId, entry)
    this.#connections.set(connection.id, connection)
    this.meter.opened++
    this.apps.opened(connection.id, app)
    return connection
  }

  onOpen(connection: Connection): void {
    if (this.#state !== 'serving') return connection.close(CLOSE.STOPPING)
    connection.attach(this.#receive!(connection), undefined)
  }

  onDrained(connection: Connection): void {
    this.#sweep.onDrained(connection)
    connection.adaptToBacklog()
  }

  onClosed(connection: Connection, code: number, reason: string): void {
    this.#ended.ofNative(reason, connection, this.now)
    if (connection.isOpen) this.closed.note(connection, { code, native: reason, at: this.timeOfDay() })
    this.apps.closed(connection.id)
    this.#sweep.onClosed(connection)
    if (connection.onClosed(code)) this.#forget(connection)
  }

  onBug(error: unknown, where: string, connection?: Connection): void {
    const who = connection && { connection: connection.id, account: connection.account }
    this.#log.error({ err: error, where, ...who }, 'unexpected error in the gate')
  }

  // ConnectionHost.

  timeOfDay(): number {
    return this.#options.clock.now()
  }

  onClose(connection: Connection, code: CloseCode): void {
    this.closed.note(connection, { code, native: undefined, at: this.timeOfDay() })
  }

  onKit(connection: Connection, message: Message, body: unknown, asked: Asked): void {
    if (message !== this.#viewSeen) return this.#desk.onMessage(connection, message, body, asked)
    const { view, applied } = body as { view: number; applied: number }
    connection.seen(view, applied)
    if (asked.session !== undefined) connection.answer(message, asked, undefined)
  }

  rebind(socket: WebSocket<unknown>, connection: Connection | undefined): void {
    this.#sockets.rebind(socket, connection)
  }

  onAway(connection: Connection): void {
    this.apps.closed(connection.id)
    this.#sweep.onClosed(connection)
  }

  onTaken(line: Connection, by: Connection): void {
    this.apps.hand(line.id, by.id)
    this.#sweep.onClosed(line)
    this.#connections.delete(line.id)
  }

  onOver(connection: Connection): void {
    this.#forget(connection)
  }

  onPacked(connection: Connection, token: string, home: Home): void {
    this.#moves.left(connection, token, { home, now: this.now })
    this.#forget(connection)
    this.relays.flush()
  }

  onArrived(connection: Connection): void {
    this.#moves.arrived(connection)
  }

  onSessionEnd(session: Session, end: SessionEnd | undefined): void {
    this.#moves.over(session)
    this.#desk.onEnd(session, end)
  }

  onBacklog(connection: Connection): void {
    this.#sweep.onBacklog(connection)
  }

  onReleased(connection: Connection, topic: string): void {
    this.expecting.remove(topic, connection)
  }

  onAside(connection: Connection, topic: string, isAside: boolean): void {
    if (isAside) this.aside.add(topic, connection)
    else this.aside.remove(topic, connection)
  }

  onAbuse(connection: Connection, code: ErrorCode): void {
    this.#ended.tell(CLOSE_REASONS[CLOSE.ABUSE], connection, this.now, { code })
  }

  onClosing(connection: Connection): void {
    this.#sweep.onClosing(connection)
  }

  allowance(spot: number): number {
    return this.#options.admission.allowance(spot)
  }

  charge(spot: number, messages: number): boolean {
    return this.#options.admission.charge(spot, messages)
  }

  #tick(): void {
    const passed = monotonicMs() - this.#stood - this.now
    this.#stood += Math.max(0, passed - MOST_PASSED)
    this.now = monotonicMs() - this.#stood
    if (this.#state === 'draining' || this.#state === 'retreating') this.#closeAnswered()
    this.#sweep.tick(this.now)
    this.#sessionSweep.tick(this.now)
    this.apps.sweep(this.now)
  }

  #relaysHost({ address, node }: { address: Address; node: ServiceScope }): RelaysHost {
    const { text, binary, heartbeat, received } = this
    return {
      ...{ text, binary, heartbeat, received, address, scope: node, homes: this.#options.homes },
      timeOfDay: () => this.timeOfDay(),
      at: id => this.at(id),
      all: () => this.all(),
      movedTo: connection => this.#moves.homeOf(connection),
      endOf: token => this.#desk.endOf(token),
    }
  }

  #openDesk(): SessionDesk {
    return new SessionDesk({
      ...this.#options,
      ...this.#options.session,
      at: id => this.at(id),
      arrived: born => this.#moves.find(born),
      movedTo: connection => this.#moves.homeOf(connection),
      relays: () => this.relays,
    })
  }

  #forget(connection: Connection): void {
    this.relays.onClosed(connection.id)
    this.#connections.delete(connection.id)
    if (this.#connections.size === 0) this.#onEmpty?.()
  }

  #closeAnswered(): void {
    const isOver = performance.now() >= this.#graceEnd
    for (const connection of this.#connections.values()) {
      const goesOn = this.#state === 'retreating' && !connection.isDraining
      if (!goesOn && (isOver || !connection.isAnswering)) connection.close(CLOSE.STOPPING)
    }
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

  /** A process that ends in any other way must not leave an open App behind. */
  readonly #closeApps = (): void => this.apps.close()
}

/** Until its session comes. */
const NOWHERE: Origin = { address: '', spot: undefined, handshake: { url: '', headers: {} } }

/** Whole ms of a monotonic clock: for 24 days a small integer, which V8 stores without an allocation. */
const monotonicMs = (): number => Math.floor(performance.now())
