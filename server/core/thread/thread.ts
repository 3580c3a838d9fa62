// The runtime of one thread: its services, the order in which they run, and its links to the other threads.

import type { MessagePort } from 'node:worker_threads'
import { type Clock, MovableClock, systemClock } from '../../lib/clock.ts'
import {
  type Address,
  LAUNCHER,
  lifeOf,
  MAIN_LIFE,
  makeAddress,
  PLACES,
  REGISTRY,
  showAddress,
  TOPICS,
} from '../address.ts'
import type { ClassBook } from '../code/class-book.ts'
import { CodeHooks } from '../code/code-hooks.ts'
import { followServices } from '../code/service-classes.ts'
import { AppError, isGone } from '../errors.ts'
import { ExitHooks } from '../exit-hooks.ts'
import type { Logger } from '../log/log.ts'
import { LogLevels } from '../log/log-levels.ts'
import { MetricBook } from '../metrics/metric-book.ts'
import { Tally } from '../metrics/tally.ts'
import { noTraffic } from '../metrics/traffic.ts'
import { Places, type PlacesHost } from '../place/places.ts'
import { ThreadPlaces, type ThreadPlacesHost } from '../place/thread-places.ts'
import { ReloadHooks } from '../reload.ts'
import type { Cell } from '../service/cell.ts'
import { checkMessage } from '../service/clone-check.ts'
import { type Chain, deadError, Message } from '../service/message.ts'
import { DEFAULT_DEADLINE, type Ref } from '../service/ref.ts'
import { Scheduler } from '../service/scheduler.ts'
import { type Launch, type Runtime, Scope, type ScopeHost } from '../service/scope.ts'
import type { AnyServiceClass, LaunchOptions, Service, ServiceClass, Where } from '../service/service.ts'
import { Endings, type EndingsHost, type EndListener } from '../supervise/endings.ts'
import { type Outlet, UrgentOutlet } from '../talk/outlet.ts'
import { TopicService } from '../talk/topic-service.ts'
import { Topics, type TopicsHost } from '../talk/topics.ts'
import type { UrgentMessage } from '../talk/urgent-mailbox.ts'
import { Monitor } from '../watch/monitor.ts'
import type { WatchLimits } from '../watch/watch-limits.ts'
import { PendingCall, telling } from './call.ts'
import { Cells, type CellsHost } from './cells.ts'
import { Deadlines } from './deadlines.ts'
import { Link, type LinkHost } from './link.ts'
import { Links } from './links.ts'
import { Parcels, type ParcelsHost } from './parcels.ts'
import { Launcher, Registry, type Services } from './registry.ts'
import { TimeKeeper, timeKeeperName } from './time-keeper.ts'

/** ms that the end of a service may take for who asks for it: the message in progress, hooks and onExit. */
const END_WITHIN = 30_000

export interface ThreadOptions {
  nodeId: number
  /** 0 is main. Also the thread's part of ids. */
  slot: number
  life: number
  log: Logger
  services: Services
  /** Messages are checked to be cloneable, and frozen. */
  development: boolean
  /** Shared by all threads of the node: what each of them is doing. */
  status: SharedArrayBuffer
  watch: WatchLimits
  /** A time of day that can be moved, for tests (lib/clock.ts); the system's when left out. */
  time?: SharedArrayBuffer | undefined
}

export class Thread
  extends Scope
  implements CellsHost, LinkHost, ScopeHost, Runtime, EndingsHost, ThreadPlacesHost, TopicsHost, ParcelsHost
{
  readonly nodeId: number
  readonly slot: number
  readonly life: number
  readonly log: Logger
  readonly monitor: Monitor
  /** Run before this thread ends, the last registered first. */
  readonly exitHooks = new ExitHooks()
  /** Run when the node is told to reload. */
  readonly reloadHooks = new ReloadHooks()
  /** What this thread shows to Prometheus. */
  readonly metrics: MetricBook
  readonly traffic = noTraffic()
  /** Unexpected errors, by type of service. */
  readonly failures = new Tally()
  /** The node's time. */
  readonly clock: Clock
  /** How its parts follow the game's code when that is replaced. */
  readonly code: CodeHooks
  /** Run when the time of day was moved by a test: what is due by the calendar is to be done then. */
  readonly timeHooks = new ReloadHooks()
  readonly development: boolean
  readonly slow: number
  readonly exitLimit: number
  /** Of the log, as they are now; after a change: applyLevels(). */
  readonly levels: LogLevels
  /** Other threads leave too: nothing of this one can go on there. */
  isNodeStopping = false
  /** What services on this thread have besides their own: put here by the kit before the first that needs it. */
  reach: unknown
  readonly topics = new Topics(this)
  readonly services: Record<string, AnyServiceClass>
  readonly places = new ThreadPlaces(this)
  readonly endings = new Endings(this)
  readonly cells: Cells
  readonly links = new Links()
  readonly #deadlines = new Deadlines()
  readonly #lasting = new Map<string, Promise<Address>>()
  readonly #scheduler = new Scheduler(() => this.monitor.endTurn())
  readonly parcels = new Parcels(this, this.#deadlines)
  #isClosing = false

  constructor(options: ThreadOptions) {
    super()
    this.nodeId = options.nodeId
    this.slot = options.slot
    this.life = options.life
    this.log = options.log
    this.levels = new LogLevels(options.log.level)
    this.development = options.development
    this.metrics = new MetricBook(options.slot)
    this.services = { ...options.services }
    this.code = new CodeHooks(options.log)
    this.cells = new Cells(this)
    followServices(this.code, this.services, options.services)
    this.clock = options.time ? new MovableClock(options.time) : systemClock
    const { status, slot, log, watch: limits } = options
    this.monitor = new Monitor({ status, slot, log, limits })
    this.slow = limits.slow
    this.exitLimit = limits.exit
  }

  /** Starts the services that every thread has. `node`: on main, which has two more. */
  async start(node?: PlacesHost): Promise<void> {
    this.monitor.start()
    if (node) await this.#openMain(node)
    const { services, endings } = this
    const isClosing = () => this.#isClosing
    const { holds } = this.monitor
    const untilSwitched = () => this.code.untilSwitched()
    const { end, fail } = this.cells
    const launcher = { services, endings, holds, untilSwitched, isClosing, end, fail }
    await this.cells.start(Launcher, launcher, makeAddress(this.life, LAUNCHER))
    await this.cells.start(TopicService, this.topics, makeAddress(this.life, TOPICS))
    if (this.clock === systemClock) return
    const keeper = { hooks: this.timeHooks, log: this.log }
    await this.launch(TimeKeeper, keeper, { name: timeKeeperName(this.slot) })
  }

  /**
   * Ends every service, the last launched first, each with a share of the time, and flushes the links. Resolves with the services that had not ended at
   * `deadline` (of performance.now()).
   */
  async close(deadline: number): Promise<string[]> {
    this.#isClosing = true
    if (this.life === MAIN_LIFE) this.#registry.send.close()
    await this.cells.endAll(deadline)
    this.links.flush()
    this.monitor.stop()
    this.#deadlines.close()
    return [...this.cells.values()].map(String)
  }

  connect(slot: number, life: number, port: MessagePort): void {
    this.links.add(slot, new Link(life, port, this))
    this.topics.onConnected(life)
  }

  /** The calls made here that are not answered yet, and how long ago (ms) each was made. */
  *openCalls(): Iterable<[call: PendingCall, ms: number]> {
    for (const [item, ms] of this.#deadlines.waiting()) if (item instanceof PendingCall) yield [item, ms]
  }

  /** The levels of the log have changed. */
  applyLevels(): void {
    this.log.level = this.levels.general
    this.cells.applyLevels()
  }

  levelOf(cell: Cell): string {
    return this.levels.levelOf(cell)
  }

  /** Launches here and returns the service itself, for code on this thread that owns it. */
  async make<S extends Service<O>, O>(
    type: ServiceClass<S, O>,
    options: NoInfer<O>,
    launch?: LaunchOptions,
  ): Promise<S> {
    const cell = await this.cells.launch(type, options, launch)
    return cell.service as unknown as S
  }

  /** From now on launchOn() finds a class of this thread by `name`. */
  offer(name: string, type: AnyServiceClass): void {
    this.services[name] = type
  }

  /** What has taken the place of this class in the game's code; itself when nothing has. */
  latestOf<T extends AnyServiceClass>(type: T): T {
    return this.code.classes.latestOf(type)
  }

  get classes(): ClassBook {
    return this.code.classes
  }

  register(name: string, address: Address): Promise<unknown> {
    return this.#registry.call.register(name, address)
  }

  // ScopeHost, Runtime and CellHost. Code outside of services has no chain of calls.

  protected override get scopeHost(): ScopeHost {
    return this
  }

  get runtime(): Runtime {
    return this
  }

  get callChain(): undefined {
    return undefined
  }

  listen(address: Address, listener: EndListener, owner?: Address): () => void {
    const tell: EndListener = how => {
      try {
        listener(how)
      } catch (error) {
        this.log.error({ err: error }, 'a listener of onEnded failed')
      }
    }
    return this.endings.add(address, owner === undefined ? tell : listener, owner)
  }

  stopListening(owner: Address): void {
    this.endings.forget(owner)
  }

  async endService(address: Address, chain?: Chain): Promise<void> {
    for (let c = chain; c; c = c.parent)
      if (c.address === address)
        throw new AppError('CALL_CYCLE', undefined, { cause: 'a service ends itself by this.exit()' })
    try {
      await this.call(makeAddress(lifeOf(address), LAUNCHER), 'end', [address, false], END_WITHIN, chain)
    } catch (error) {
      if (!isGone(error)) throw error
    }
  }

  /** Whether this service of the thread has not ended. */
  has(address: Address): boolean {
    return this.cells.get(address) !== undefined
  }

  movedTo(address: Address): Address | undefined {
    return this.cells.get(address)?.movedTo
  }

  isConnected(life: number): boolean {
    return this.links.has(life)
  }

  call(
    address: Address,
    command: string,
    args: unknown[],
    deadline: number,
    chain?: Chain,
  ): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.development) checkMessage(command, args)
      const onAnswer = this.monitor.observer?.called(chain, address, command, false)
      const answer = new PendingCall(
        this.#deadlines,
        address,
        command,
        chain,
        onAnswer ? telling(onAnswer, resolve) : resolve,
        onAnswer ? telling(onAnswer, reject) : reject,
      )
      this.#deadlines.add(answer, deadline)
      const cell = this.cells.get(address)
      if (cell) return cell.deliver(new Message(command, args, undefined, chain, answer))
      const link = this.links.to(address)
      if (link) {
        answer.link = link
        answer.id = link.call(address, command, args, chain, answer)
      } else answer.fail(deadError(showAddress(address)))
    })
  }

  send(address: Address, command: string, args: unknown[], from?: Chain): void {
    if (this.development) checkMessage(command, args)
    this.monitor.observer?.called(from, address, command, true)
    const cell = this.cells.get(address)
    if (cell) return cell.deliver(new Message(command, args, undefined, from, undefined))
    const link = this.links.to(address)
    if (link) link.send(address, command, args, from)
    else this.reportUndelivered(address, command)
  }

  /** What is called and sent through it goes before other messages. */
  get urgent(): Outlet {
    return new UrgentOutlet(this.parcels, () => undefined)
  }

  /** Of the threads that this one is connected with. */
  get otherLives(): Iterable<number> {
    return this.links.lives
  }

  find(name: string, deadline = DEFAULT_DEADLINE): Promise<Address> {
    return this.#registry.within(deadline + 1000).call.find(name, deadline)
  }

  findLasting(name: string): Promise<Address> {
    const known = this.#lasting.get(name)
    if (known) return known
    const found = this.find(name)
    this.#lasting.set(name, found)
    found.catch(() => this.#lasting.delete(name))
    return found
  }

  async startService(
    type: AnyServiceClass,
    options: unknown,
    launch?: Launch,
    chain?: Chain,
  ): Promise<Address> {
    return (await this.cells.launch(type, options, launch, chain)).address
  }

  async startServiceOn(
    where: Where,
    type: string | AnyServiceClass,
    options: unknown,
    launch?: Launch,
    chain?: Chain,
  ): Promise<Address> {
    const key = typeof type === 'string' ? type : this.places.keyOf(type)
    if (where === 'any') return this.places.launchAnywhere(key, options, launch, chain)
    const life = where === this.slot ? this.life : this.links.lifeIn(where)
    if (life === undefined) throw new AppError('THREAD_LOST', `no thread in slot ${where}`)
    const args = [key, options, launch]
    const address = makeAddress(life, LAUNCHER)
    const deadline = launch?.deadline ?? DEFAULT_DEADLINE
    return (await this.call(address, 'launch', args, deadline, chain)) as Address
  }

  onFailure(cell: Cell): void {
    this.failures.add(cell.type)
  }

  schedule(cell: Cell): void {
    this.#scheduler.add(cell)
  }

  onCellMoved({ address, movedTo }: Cell): void {
    this.endings.follow(address, movedTo!)
  }

  onCellEnded(cell: Cell): void {
    this.cells.delete(cell.address)
    this.endings.forget(cell.address)
    this.onOverdue(cell)
  }

  onOverdue({ name, address, supervisor }: Cell): void {
    if (name !== undefined) this.#registry.send.unregister(name, address)
    this.endings.tell(address, supervisor?.hasFailed ? 'failed' : 'ended')
  }

  // LinkHost.

  onLinkClosed(life: number): void {
    this.links.remove(life)
    this.topics.onLost(life)
    if (this.life === MAIN_LIFE) this.#registry.send.forget(life)
    this.endings.lose(life)
  }

  receive(address: Address, message: Message): void {
    const cell = this.cells.get(address)
    if (cell) cell.deliver(message)
    else if (message.answer) message.answer.fail(deadError(showAddress(address)))
    else this.reportUndelivered(address, message.command)
  }

  receiveUrgent(address: Address, message: UrgentMessage): void {
    const cell = this.cells.get(address)
    if (cell) cell.deliverUrgently(message)
    else this.receive(address, message)
  }

  reportUnsent(address: Address, command: string, error: AppError): void {
    this.log.error({ err: error, command, to: showAddress(address) }, 'a message could not be sent')
  }

  // For parcels.

  reportUndelivered(address: Address, command: string): void {
    this.log.debug(
      { command, to: showAddress(address) },
      'a message was sent to a service that does not exist',
    )
  }

  get #registry(): Ref<Registry> {
    return this.ref<Registry>(makeAddress(MAIN_LIFE, REGISTRY))
  }

  async #openMain(node: PlacesHost): Promise<void> {
    const { service } = await this.cells.start(Registry, undefined, makeAddress(MAIN_LIFE, REGISTRY))
    const places = { node, names: service as unknown as Registry }
    await this.cells.start(Places, places, makeAddress(MAIN_LIFE, PLACES))
  }
}
