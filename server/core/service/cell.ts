// One service on its thread: its mailbox, and its state. It keeps true: a service that is not concurrent handles one
// message at a time, in the order they came, and none before onStart is done; every call is answered once; a call that
// would wait for itself, finds the mailbox full or the service ended is refused at once.
//
//   starting ── onStart is done ──→ open ── end() ──→ ending ── nothing runs ──→ exiting ── onExit is done ──→ ended
//      │ ↑                          │                  ↑ │                           ↑
//      │ └─ begins anew ────────────┘                  │ └───────── abandon() ───────┘
//      └── onStart throws, or end() ───────────────────┘
//
//   open ── moveTo() ──→ moved: messages go on to where it is now ── end() ──→ ending
//
// From `ending` on it takes no messages. A handler that still runs is waited for, except after abandon(). What is in progress is
// in turns.ts, the object behind it in instance.ts; what becomes of one that fails, and how it begins anew, is its supervisor's
// (supervise/supervisor.ts).

import type { Clock } from '../../lib/clock.ts'
import { isThenable } from '../../lib/thenable.ts'
import { type Address, showAddress } from '../address.ts'
import type { CodeChange } from '../code/class-book.ts'
import { AppError } from '../errors.ts'
import type { Logger } from '../log/log.ts'
import { withContext } from '../log/log-context.ts'
import type { EndLimits } from '../supervise/end-hooks.ts'
import type { EndListener } from '../supervise/endings.ts'
import { type EndHost, endLimits, endOfInstance, ServiceEnd } from '../supervise/service-end.ts'
import { type SupervisedCell, Supervisor } from '../supervise/supervisor.ts'
import { AnsweredBy } from '../talk/answerer.ts'
import { type Outlet, UrgentOutlet } from '../talk/outlet.ts'
import type { Talk } from '../talk/talk.ts'
import type { TalkHost } from '../talk/talk-host.ts'
import { UrgentMailbox } from '../talk/urgent-mailbox.ts'
import type { Labels, Monitor } from '../watch/monitor.ts'
import type { CellHost } from './cell-host.ts'
import { checkMessage } from './clone-check.ts'
import {
  type Complainer,
  reportFailure,
  reportGrowth,
  reportIfSlow,
  reportUndelivered,
  type WaitingHandler,
} from './complaints.ts'
import { Instance, type InstanceHost } from './instance.ts'
import { MAILBOX_LIMIT, MAILBOX_WARNING, Mailbox } from './mailbox.ts'
import { type Chain, deadError, Message, toAppError } from './message.ts'
import type { Forks } from './parts/forks.ts'
import type { Timers } from './parts/timers.ts'
import { type Runtime, type Scope, type ScopeHost, ServiceNode } from './scope.ts'
import type { AnyServiceClass, ExitOptions, Service, ServiceCell } from './service.ts'
import { Turns, type TurnsHost } from './turns.ts'

/** ms that a service whose messages overlap may have old ones in progress; those that still are then go on with the new code. */
const OVERLAP = 10_000

export class Cell
  implements ServiceCell, ScopeHost, Complainer, EndHost, SupervisedCell, TalkHost, TurnsHost, InstanceHost
{
  // Hot fields first, so V8 lays them out together.
  #state: 'starting' | 'open' | 'moved' | 'ending' | 'exiting' | 'ended' = 'starting'
  readonly #turns: Turns
  readonly #monitor: Monitor
  #mailbox = new Mailbox()
  isScheduled = false
  readonly concurrent: boolean
  readonly #instance: Instance
  /** What the monitor calls its commands; the same for all services of its kind. */
  readonly labels: Labels
  readonly address: Address
  readonly #host: CellHost<Cell>
  readonly type: string
  /** Of a class that says `restart`. */
  readonly supervisor: Supervisor | undefined
  #node: Scope | undefined
  #name: string | undefined
  #restarting: WaitingHandler | undefined
  #log: Logger | undefined
  #end: ServiceEnd | undefined
  /** Where it is, once it has moved. */
  movedTo: Address | undefined

  constructor(host: CellHost<Cell>, address: Address, type: AnyServiceClass) {
    this.#host = host
    this.#monitor = host.monitor
    this.address = address
    this.type = (type as { name?: string }).name || 'Service'
    this.concurrent = type.concurrent === true
    this.#instance = new Instance(this, type)
    this.supervisor = type.restart === undefined ? undefined : new Supervisor(this, type.restart)
    this.labels = host.monitor.labelsOf(this.type)
    this.#turns = new Turns(this, host.monitor)
  }

  get service(): Service<unknown> | undefined {
    return this.#instance.service
  }

  /** A handler runs or waits, and has not been given up. */
  get isBusy(): boolean {
    return this.#turns.running > 0 && this.#state !== 'exiting' && this.#state !== 'ended'
  }

  /** Messages that wait. */
  get queued(): number {
    return this.#mailbox.size
  }

  get isEnded(): boolean {
    return this.#state === 'ended'
  }

  get name(): string | undefined {
    return this.#name
  }

  set name(name: string | undefined) {
    this.#name = name
    this.#log = undefined
  }

  get timers(): Timers {
    return this.#instance.parts.timers
  }

  get forks(): Forks {
    return this.#instance.parts.forks
  }

  get talk(): Talk {
    return this.#instance.parts.talk
  }

  get reach(): unknown {
    return this.#host.reach
  }

  get clock(): Clock {
    return this.#host.clock
  }

  get log(): Logger {
    this.#log ??= withContext(
      this.#host.log.child({ service: this.toString() }, { level: this.#host.levelOf(this) }),
      () => ({ ...this.about, ...this.#turns.inProgress }),
    )
    return this.#log
  }

  /** Its level may have been changed. */
  applyLevel(): void {
    if (this.#log) this.#log.level = this.#host.levelOf(this)
  }

  get about(): object {
    return this.#instance.about
  }

  /** Of the message in progress. */
  get command(): string {
    return this.#turns.command
  }

  // For whoever looks.

  /** Messages handled, with the one in progress and its start. */
  get turnNumber(): number {
    return this.#turns.number
  }

  /** The messages that wait. */
  get queue(): Mailbox {
    return this.#mailbox
  }

  get state(): string {
    return this.#state
  }

  /** The handlers that run or wait, the oldest first. */
  get handlers(): readonly WaitingHandler[] {
    return this.#turns.handlers
  }

  toString(): string {
    return this.#name ?? `${this.type}${showAddress(this.address)}`
  }

  // ScopeHost: adds the service's chain of calls to what it asks of others.

  get node(): Scope {
    this.#node ??= new ServiceNode(this)
    return this.#node
  }

  call(address: Address, command: string, args: unknown[], deadline: number): Promise<unknown> {
    return this.#host.call(address, command, args, deadline, this.callChain)
  }

  send(address: Address, command: string, args: unknown[]): void {
    if (this.#monitor.observer === undefined) this.#host.send(address, command, args)
    else this.#host.send(address, command, args, this.callChain)
  }

  get runtime(): Runtime {
    return this.#host
  }

  get callChain(): Chain | undefined {
    return this.#turns.callChain
  }

  /** For the message in progress, or for an answer that is still owed. */
  waitingFor(chain: Chain | undefined): Chain | undefined {
    const talk = this.concurrent ? undefined : this.#instance.partsInUse?.talkInUse
    return talk ? talk.laters.before(chain) : chain
  }

  // TalkHost.

  get caller(): Chain | undefined {
    return this.#turns.chain
  }

  get isInTurn(): boolean {
    return this.#turns.isInTurn
  }

  get urgent(): Outlet {
    return new UrgentOutlet(this.#host.parcels, () => this.callChain)
  }

  onChainChanged(): void {
    this.#turns.onChainChanged()
  }

  runAs<T>(chain: Chain | undefined, work: () => T): T {
    return this.#turns.runAs(chain, work)
  }

  // Its start: onStart is the first turn; the launch waits for it.

  async start(make: () => Service<unknown>, chain: Chain | undefined): Promise<void> {
    this.#instance.makeBy(make)
    this.#turns.begin('onStart', chain)
    this.#monitor.observer?.began(this, 'onStart', chain)
    let waiting: WaitingHandler | undefined
    try {
      const result = this.openInstance()
      if (isThenable(result)) {
        waiting = this.#turns.hold(undefined)
        await result
      }
      if (this.#state === 'starting') this.#state = 'open'
    } catch (error) {
      const ended = this.end()
      this.#finishNow(waiting)
      await ended
      throw error
    }
    this.#finishNow(waiting)
  }

  // The mailbox.

  deliver(message: Message): void {
    if (this.#state === 'moved') return this.#passOn(message)
    const refusal = this.#refuse(message)
    if (refusal === undefined)
      return this.#isImmediate(message) ? void this.#answerNow(message) : this.#push(message)
    if (message.answer) message.answer.fail(refusal)
    else reportUndelivered(this, this.#mailbox, message.command, refusal.code)
  }

  /** As deliver(), for an UrgentMessage. */
  deliverUrgently(message: Message): void {
    if (!(this.#mailbox instanceof UrgentMailbox)) this.#mailbox = new UrgentMailbox(this.#mailbox)
    this.deliver(message)
  }

  enqueue(command: string, work: () => unknown, isUrgent = false): boolean {
    if (this.isEnding) return false
    if (this.#mailbox.size >= MAILBOX_LIMIT && !isUrgent) return false
    this.#push(new Message(command, undefined, work, undefined, undefined))
    return true
  }

  /** The service hears of it as a message; one without the hook is not disturbed. */
  beginDay(days: number): void {
    const work = this.#instance.dailyWork(days)
    if (work) this.enqueue('onDaily', work, true)
  }

  beginTurn(command: string): boolean {
    if (this.#turns.running > 0 || this.#mailbox.size > 0 || this.#state !== 'open') return false
    this.#turns.beginAlone(command)
    return true
  }

  holdTurn(): void {
    this.#turns.hold(undefined)
  }

  endTurn(): void {
    const waiting = this.#turns.takeWaiting()
    if (waiting || this.#mailbox.size > 0 || this.#state !== 'open') return this.#finishNow(waiting)
    this.#turns.endAlone()
  }

  /** Handles what waits, until the service is busy or the mailbox is empty; at most `limit` messages. */
  run(limit: number): number {
    let count = 0
    while (count < limit && this.canRun) {
      this.#handle(this.#mailbox.shift())
      count++
    }
    return count
  }

  get canRun(): boolean {
    if (this.#mailbox.size === 0) return false
    return this.#turns.running === 0 || (this.concurrent && this.#state === 'open')
  }

  between(work: () => void): void {
    this.#turns.between(work)
  }

  /** What it is goes on at `address`: messages go there from now on, those that wait first. It ends after `ms`. */
  moveTo(address: Address, ms: number): void {
    this.#state = 'moved'
    this.movedTo = address
    this.#instance.closeParts()
    for (const message of this.#mailbox.clear()) this.#passOn(message)
    this.#host.onCellMoved(this)
    setTimeout(() => void this.end(), ms).unref()
  }

  /** Work that it has forked and that has not ended. */
  get forked(): number {
    return this.#instance.partsInUse?.forked ?? 0
  }

  // New code.

  /** The game's code has been replaced. Whoever's messages overlap goes over when none is in progress, or after a while. */
  followCode(change: CodeChange): void {
    if (!this.#instance.isConcernedBy(change)) return
    let isDone = false
    const follow = () => {
      if (!isDone) this.#instance.renew(change)
      isDone = true
    }
    this.between(follow)
    if (this.concurrent && !isDone) setTimeout(follow, OVERLAP).unref()
  }

  /** Logs each handler that has been waiting for longer than the host's `slow`, once. */
  reportSlow(): void {
    const { slow } = this.#host
    for (const handler of this.handlers)
      reportIfSlow(this, handler, { ms: this.#monitor.worked(handler.since), slow })
  }

  // Its failures, and a new start (for its supervisor).

  noteFailure(command: string, error: unknown): void {
    const { address, type, about } = this
    const failure = { address, type, service: this.toString(), command, about, error }
    if (this.#monitor.errors.note(failure)) this.supervisor?.fail(command)
  }

  /** A message has failed whose sender, who is no service, was told so. */
  noteRefusal(command: string): void {
    this.#monitor.observer?.failed(this, command)
  }

  get exitLimit(): number {
    return this.#host.exitLimit
  }

  /** Counts as a message in progress, so that none begins. */
  pause(): void {
    this.#state = 'starting'
    this.#turns.running++
  }

  leavePast(): readonly WaitingHandler[] {
    const past = this.#turns.leavePast()
    this.#turns.running--
    this.#turns.begin('restart', undefined)
    this.#monitor.observer?.began(this, 'restart', undefined)
    this.#restarting = this.#turns.hold(undefined)
    return past
  }

  closeInstance(): Promise<void> {
    const end = new ServiceEnd(endOfInstance(this.log), endLimits(this.exitLimit))
    this.#instance.closeParts()
    this.#host.stopListening(this.address)
    this.#instance.end(end)
    this.#instance.service = undefined
    return end.released
  }

  /** Returns what its onStart does. */
  openInstance(): unknown {
    this.#instance.dropParts()
    this.supervisor?.onInstance()
    return this.#instance.open(this.supervisor === undefined)
  }

  finishRestart(): void {
    if (this.#state === 'starting') this.#state = 'open'
    this.#finishNow(this.#restarting)
    this.#restarting = undefined
  }

  listen(address: Address, listener: EndListener): () => void {
    const tell: EndListener = how => void this.enqueue('onEnded', () => listener(how), true)
    return this.#host.listen(address, tell, this.address)
  }

  // Its end.

  /** As its own code wants it. */
  exit({ wait = 0, ...limits }: ExitOptions = {}): void {
    if (wait > 0) this.timers.after(wait, () => this.exit(limits))
    else if (!this.supervisor?.keepsOn()) void this.#beginEnd(limits)
  }

  addEndHook(work: () => unknown): void {
    this.#instance.parts.addEndHook(work)
  }

  /** Ends after the message in progress; those that wait are answered with SERVICE_DEAD. Resolves when onExit is done or
   * overdue. */
  end(): Promise<void> {
    return this.#beginEnd().released
  }

  /** As end(), but resolves only when onExit is really done, however long that takes; its steps have what is left until
   * `deadline` (of performance.now()). */
  endFully(deadline: number): Promise<void> {
    return this.#beginEnd(undefined, deadline).exited
  }

  /** Ends at once, even while a handler runs that may never end. Should it end, only its own caller gets the result. */
  abandon(): void {
    this.#beginEnd()
    if (this.#state === 'ending') this.#exit()
  }

  onExited(): void {
    this.#state = 'ended'
    this.#host.onCellEnded(this)
  }

  onOverdue(command: string): void {
    this.log.error({ command }, 'a service has not ended in time; its name is free')
    this.#host.onOverdue(this)
  }

  #beginEnd(limits?: Partial<EndLimits>, deadline?: number): ServiceEnd {
    if (deadline !== undefined) this.#end?.cutTo(deadline)
    if (this.#end) return this.#end
    this.#end = new ServiceEnd(this, endLimits(this.exitLimit, limits), deadline)
    this.#state = 'ending'
    this.#instance.closeParts()
    for (const message of this.#mailbox.clear()) message.answer?.fail(deadError(this.toString()))
    if (this.#turns.running === 0) this.#exit()
    else this.#end.limit(this.exitLimit)
    return this.#end
  }

  #exit(): void {
    this.#state = 'exiting'
    this.#instance.end(this.#end!)
  }

  get isEnding(): boolean {
    return this.#state !== 'open' && this.#state !== 'starting'
  }

  #refuse(message: Message): AppError | undefined {
    if (this.isEnding) return deadError(this.toString())
    const { command } = message
    if (!this.#instance.commands.has(command)) {
      return new AppError('UNKNOWN_COMMAND', undefined, { cause: `${this} has no command "${command}"` })
    }
    if (message.answer && this.#turns.isAwaitedBy(message.chain)) {
      return new AppError('CALL_CYCLE', undefined, { cause: `"${command}" came back to ${this}` })
    }
    if (this.#mailbox.size >= MAILBOX_LIMIT && !this.#isImmediate(message)) {
      return new AppError('MAILBOX_FULL', undefined, { cause: `${this}, busy with "${this.command}"` })
    }
    return undefined
  }

  /** Work of its own does not travel. */
  #passOn({ command, args, chain, answer }: Message): void {
    const address = this.movedTo!
    if (args) this.#host.parcels.pass({ address, command, args: [...args], chain, answer, isUrgent: false })
    else answer?.fail(deadError(this.toString()))
  }

  #isImmediate({ command }: Message): boolean {
    return this.#instance.immediate?.has(command) === true && this.#state !== 'starting'
  }

  /** Runs an immediate command while another message may be in progress. */
  async #answerNow(message: Message): Promise<void> {
    try {
      this.#settle(message, await this.#invoke(message))
    } catch (error) {
      this.#fail(message, error)
    }
  }

  #push(message: Message): void {
    this.#mailbox.push(message)
    if (this.#mailbox.size >= MAILBOX_WARNING) reportGrowth(this, this.#mailbox)
    if (!this.isScheduled && this.canRun) this.#host.schedule(this)
  }

  #handle(message: Message): void {
    const { command, chain, answer } = message
    // Of a message that is not answered the chain is there for whoever looks: nobody waits.
    this.#turns.begin(command, answer === undefined ? undefined : chain)
    this.#monitor.observer?.began(this, command, chain)
    message.turn = this.#turns.number
    try {
      const result = message.work ? message.work() : this.#invoke(message)
      if (isThenable(result)) return void this.#finishLater(message, result, this.#turns.hold(answer))
      this.#succeed(message, result)
    } catch (error) {
      this.#fail(message, error)
    }
    this.#finish(undefined)
  }

  async #finishLater(message: Message, result: PromiseLike<unknown>, waiting: WaitingHandler): Promise<void> {
    try {
      this.#settle(message, await result)
    } catch (error) {
      this.#fail(message, error)
    }
    if (this.supervisor?.takePast(waiting)) this.#turns.endWaiting(waiting)
    else this.#finish(waiting)
  }

  #invoke(message: Message): unknown {
    const service = this.#instance.service as unknown as Record<string, (...args: unknown[]) => unknown>
    return service[message.command]!(...message.args!)
  }

  /** The result that was waited for; it may be that the answer comes from elsewhere. */
  #settle(message: Message, result: unknown): void {
    if (result instanceof AnsweredBy) result.answerer.take(message, this)
    else this.#succeed(message, result)
  }

  #succeed(message: Message, value: unknown): void {
    if (!message.answer) return
    if (this.#host.development) checkMessage(message.command, value)
    message.answer.done(value)
  }

  #fail(message: Message, error: unknown): void {
    const reported = toAppError(error)
    if (reported !== error) this.#host.onFailure(this)
    this.#monitor.observer?.failed(this, message.command)
    reportFailure(this, message, { error, reported })
    message.answer?.fail(reported)
  }

  /** A turn ends that the scheduler did not begin. */
  #finishNow(waiting: WaitingHandler | undefined): void {
    if (!waiting) this.#monitor.endTurn()
    this.#finish(waiting)
  }

  #finish(waiting: WaitingHandler | undefined): void {
    this.#turns.end(waiting)
    if (this.#turns.running === 0 && this.#state === 'ending') return this.#exit()
    if (!this.isScheduled && this.canRun) this.#host.schedule(this)
  }
}
