// One service on its thread: its mailbox and its turns. It keeps true: a service that is not concurrent handles one
// message at a time, in the order they came, and none before onStart is done; every call is answered once; a call that
// would wait for itself, finds the mailbox full or the service ended is refused at once.
//
//   starting ── onStart is done ──→ open ── end() ──→ ending ── nothing runs ──→ exiting ── onExit is done ──→ ended
//      │ ↑                          │                  ↑ │                           ↑
//      │ └─ begins anew ────────────┘                  │ └───────── abandon() ───────┘
//      └── onStart throws, or end() ───────────────────┘
//
// From `ending` on it takes no messages. A handler that still runs is waited for, except after abandon(). What becomes of one
// that fails, and how it begins anew, is its supervisor's (supervise/supervisor.ts).

import type { Clock } from '../../lib/clock.ts'
import { isThenable } from '../../lib/thenable.ts'
import { type Address, showAddress } from '../address.ts'
import type { CodeChange } from '../code/class-book.ts'
import { concerns, renewService } from '../code/follow-code.ts'
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
import type { Labels, Monitor, Watched } from '../watch/monitor.ts'
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
import type { Forks } from './forks.ts'
import { begin, finish, hearsDays, type Lifecycle } from './lifecycle.ts'
import { MAILBOX_LIMIT, MAILBOX_WARNING, Mailbox } from './mailbox.ts'
import { type Answer, type Chain, deadError, Message, rootOf, toAppError } from './message.ts'
import { Parts } from './parts.ts'
import { type Runtime, type Scope, type ScopeHost, ServiceNode } from './scope.ts'
import {
  type AnyServiceClass,
  commandsOf,
  type ExitOptions,
  type Service,
  type ServiceCell,
} from './service.ts'
import type { Timers } from './timers.ts'

/** ms that a service whose messages overlap may have old ones in progress; those that still are then go on with the new code. */
const OVERLAP = 10_000

export class Cell implements ServiceCell, ScopeHost, Watched, Complainer, EndHost, SupervisedCell, TalkHost {
  // Hot fields first, so V8 lays them out together.
  #running = 0
  #turn = 0
  #state: 'starting' | 'open' | 'ending' | 'exiting' | 'ended' = 'starting'
  readonly #monitor: Monitor
  #mailbox = new Mailbox()
  /** Set while the handler of `command` runs or waits. */
  command = ''
  /** Of a service that handles one message at a time: the handler that waits. */
  #waiting: WaitingHandler | undefined
  #chain: Chain | undefined
  #link: Chain | undefined
  isScheduled = false
  readonly concurrent: boolean
  /** What the monitor calls its commands; the same for all services of its kind. */
  readonly labels: Labels
  readonly address: Address
  readonly #host: CellHost<Cell>
  readonly type: string
  #commands: ReadonlySet<string>
  /** Commands that do not wait for their turn. */
  #immediate: ReadonlySet<string> | undefined
  /** Of a class that says `restart`. */
  readonly supervisor: Supervisor | undefined
  #node: Scope | undefined
  /** Kept where it may be needed again. */
  #make: (() => Service<unknown>) | undefined
  #name: string | undefined
  #service: Service<unknown> | undefined
  /** Of a concurrent service: the handlers that wait, the oldest first. */
  #overlapping: Set<WaitingHandler> | undefined
  /** Of the instance. */
  #parts: Parts | undefined
  #restarting: WaitingHandler | undefined
  /** Wait for the moment between two messages. */
  #between: (() => void)[] | undefined
  #log: Logger | undefined
  #end: ServiceEnd | undefined

  constructor(host: CellHost<Cell>, address: Address, type: AnyServiceClass) {
    this.#host = host
    this.#monitor = host.monitor
    this.address = address
    this.type = (type as { name?: string }).name || 'Service'
    this.concurrent = type.concurrent === true
    this.#commands = commandsOf(type)
    this.#immediate = type.immediate
    this.supervisor = type.restart === undefined ? undefined : new Supervisor(this, type.restart)
    this.labels = host.monitor.labelsOf(this.type)
  }

  get service(): Service<unknown> | undefined {
    return this.#service
  }

  /** A handler runs or waits, and has not been given up. */
  get isBusy(): boolean {
    return this.#running > 0 && this.#state !== 'exiting' && this.#state !== 'ended'
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
    return this.#partsInUse.timers
  }

  get forks(): Forks {
    return this.#partsInUse.forks
  }

  get talk(): Talk {
    return this.#partsInUse.talk
  }

  get #partsInUse(): Parts {
    this.#parts ??= new Parts(this)
    if (this.isEnding) this.#parts.close()
    return this.#parts
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
      () => ({ ...this.about, ...this.#inProgress }),
    )
    return this.#log
  }

  /** Its level may have been changed. */
  applyLevel(): void {
    if (this.#log) this.#log.level = this.#host.levelOf(this)
  }

  get about(): object {
    return (this.#service as unknown as Lifecycle | undefined)?.logFields ?? {}
  }

  /** The message in progress, for log lines; nothing where that is not certain. */
  get #inProgress(): object {
    if (this.#running !== 1 || this.command === '') return {}
    const call = `${showAddress(this.address)}#${this.#turn}`
    const first = rootOf(this.#chain)
    return {
      command: this.command,
      call,
      ...(first && { for: `${showAddress(first.address)}#${first.turn}` }),
    }
  }

  // For whoever looks.

  /** Messages handled, with the one in progress and its start. */
  get turnNumber(): number {
    return this.#turn
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
    if (this.#overlapping?.size) return [...this.#overlapping]
    if (this.#running === 0) return []
    if (this.#waiting) return [this.#waiting]
    const since = this.#monitor.lastSince
    return [
      { command: this.command, since, busy: 0, chain: this.#chain, answer: undefined, isReported: false },
    ]
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

  /** The chain that a call made now travels with. A concurrent handler has one only until it first waits. */
  get callChain(): Chain | undefined {
    if (this.#running === 0) return undefined
    this.#link ??= { address: this.address, turn: this.#turn, parent: this.#waitingForThis }
    return this.#link
  }

  /** For the message in progress, or for an answer that is still owed. */
  get #waitingForThis(): Chain | undefined {
    const talk = this.concurrent ? undefined : this.#parts?.talkInUse
    return talk ? talk.laters.before(this.#chain) : this.#chain
  }

  // TalkHost.

  get caller(): Chain | undefined {
    return this.#chain
  }

  get isInTurn(): boolean {
    return this.#running > (this.#overlapping?.size ?? 0)
  }

  get urgent(): Outlet {
    return new UrgentOutlet(this.#host.parcels, () => this.callChain)
  }

  onChainChanged(): void {
    this.#link = undefined
  }

  runAs<T>(chain: Chain | undefined, work: () => T): T {
    const before = this.#link
    this.#link = chain
    try {
      return work()
    } finally {
      this.#link = before
    }
  }

  // Its start: onStart is the first turn; the launch waits for it.

  async start(make: () => Service<unknown>, chain: Chain | undefined): Promise<void> {
    this.#make = make
    this.#begin('onStart', chain)
    this.#monitor.observer?.began(this, 'onStart', chain)
    let waiting: WaitingHandler | undefined
    try {
      const result = this.openInstance()
      if (isThenable(result)) {
        waiting = this.#hold('onStart', undefined)
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
    const service = this.#service as unknown as Lifecycle | undefined
    if (service && hearsDays(service)) this.enqueue('onDaily', () => service.onDaily(days), true)
  }

  beginTurn(command: string): boolean {
    if (this.#running > 0 || this.#mailbox.size > 0 || this.#state !== 'open') return false
    // As #begin, but without a chain, as there is no caller; nothing else runs.
    this.#running = 1
    this.#turn++
    this.command = command
    this.#monitor.begin(this, command)
    this.#monitor.observer?.began(this, command, undefined)
    return true
  }

  holdTurn(): void {
    this.#waiting = this.#hold(this.command, undefined)
  }

  endTurn(): void {
    const waiting = this.#waiting
    this.#waiting = undefined
    if (waiting || this.#mailbox.size > 0 || this.#state !== 'open') return this.#finishNow(waiting)
    // The fast path of #finishNow: this handler did not wait, and no message does.
    this.#monitor.endTurn()
    this.#monitor.observer?.ended(this, undefined)
    this.#running = 0
    this.#link = undefined
    this.command = ''
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
    return this.#running === 0 || (this.concurrent && this.#state === 'open')
  }

  between(work: () => void): void {
    if (this.#running === 0) return work()
    this.#between ??= []
    this.#between.push(work)
  }

  // New code.

  /** The game's code has been replaced. Whoever's messages overlap goes over when none is in progress, or after a while. */
  followCode(change: CodeChange): void {
    if (!this.#service || !concerns(change, this.#service)) return
    let isDone = false
    const follow = () => {
      if (!isDone) this.#renew(change)
      isDone = true
    }
    this.between(follow)
    if (this.concurrent && !isDone) setTimeout(follow, OVERLAP).unref()
  }

  #renew(change: CodeChange): void {
    if (!this.#service || this.isEnding) return
    try {
      renewService(this.#service, this, change)
    } catch (error) {
      this.noteFailure('onReload', error)
      this.log.error({ err: error }, 'new code: a hook of a service has failed')
    }
    // Also where onReload has failed: the methods are the new ones.
    const type = this.#service.constructor as unknown as AnyServiceClass
    this.#commands = commandsOf(type)
    this.#immediate = type.immediate
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
    this.#running++
  }

  leavePast(): readonly WaitingHandler[] {
    const past = [...(this.#overlapping ?? []), ...(this.#waiting ? [this.#waiting] : [])]
    this.#waiting = undefined
    this.#overlapping?.clear()
    this.#running -= past.length + 1
    this.#begin('restart', undefined)
    this.#monitor.observer?.began(this, 'restart', undefined)
    this.#restarting = this.#hold('restart', undefined)
    return past
  }

  closeInstance(): Promise<void> {
    const end = new ServiceEnd(endOfInstance(this.log), endLimits(this.exitLimit))
    this.#parts?.close()
    this.#host.stopListening(this.address)
    this.#runEnd(end)
    this.#service = undefined
    return end.released
  }

  /** Returns what its onStart does. */
  openInstance(): unknown {
    this.#parts = undefined
    this.supervisor?.onInstance()
    this.#service = this.#make!()
    if (!this.supervisor) this.#make = undefined
    return begin(this.#service as unknown as Lifecycle, () => {
      this.#service = undefined
    })
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
    this.#partsInUse.addEndHook(work)
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
    this.#parts?.close()
    for (const message of this.#mailbox.clear()) message.answer?.fail(deadError(this.toString()))
    if (this.#running === 0) this.#exit()
    else this.#end.limit(this.exitLimit)
    return this.#end
  }

  #exit(): void {
    this.#state = 'exiting'
    this.#runEnd(this.#end!)
  }

  #runEnd(end: ServiceEnd): void {
    const service = this.#service as unknown as Lifecycle | undefined
    const hooks = this.#parts?.takeEndHooks()
    void end.run(hooks, () => service && finish(service))
  }

  get isEnding(): boolean {
    return this.#state !== 'open' && this.#state !== 'starting'
  }

  #refuse(message: Message): AppError | undefined {
    if (this.isEnding) return deadError(this.toString())
    const { command } = message
    if (!this.#commands.has(command)) {
      return new AppError('UNKNOWN_COMMAND', undefined, { cause: `${this} has no command "${command}"` })
    }
    if (message.answer && this.#waitsFor(message.chain)) {
      return new AppError('CALL_CYCLE', undefined, { cause: `"${command}" came back to ${this}` })
    }
    if (this.#mailbox.size >= MAILBOX_LIMIT && !this.#isImmediate(message)) {
      return new AppError('MAILBOX_FULL', undefined, { cause: `${this}, busy with "${this.command}"` })
    }
    return undefined
  }

  #isImmediate({ command }: Message): boolean {
    return this.#immediate?.has(command) === true && this.#state !== 'starting'
  }

  /** Runs an immediate command while another message may be in progress. */
  async #answerNow(message: Message): Promise<void> {
    try {
      this.#settle(message, await this.#invoke(message))
    } catch (error) {
      this.#fail(message, error)
    }
  }

  #waitsFor(chain: Chain | undefined): boolean {
    if (this.concurrent || this.#running === 0) return false
    for (let c = chain; c; c = c.parent) if (c.address === this.address && c.turn === this.#turn) return true
    return false
  }

  #push(message: Message): void {
    this.#mailbox.push(message)
    if (this.#mailbox.size >= MAILBOX_WARNING) reportGrowth(this, this.#mailbox)
    if (!this.isScheduled && this.canRun) this.#host.schedule(this)
  }

  #begin(command: string, chain: Chain | undefined): void {
    this.#running++
    this.#turn++
    this.#chain = chain
    this.#link = undefined
    this.command = command
    this.#monitor.begin(this, command)
  }

  #handle(message: Message): void {
    const { command, chain, answer } = message
    // Of a message that is not answered the chain is there for whoever looks: nobody waits.
    this.#begin(command, answer === undefined ? undefined : chain)
    this.#monitor.observer?.began(this, command, chain)
    message.turn = this.#turn
    try {
      const result = message.work ? message.work() : this.#invoke(message)
      if (isThenable(result)) return void this.#finishLater(message, result, this.#hold(command, answer))
      this.#succeed(message, result)
    } catch (error) {
      this.#fail(message, error)
    }
    this.#finish(undefined)
  }

  #hold(command: string, answer: Answer | undefined): WaitingHandler {
    const busy = this.#monitor.watch(this)
    const { lastSince: since } = this.#monitor
    const waiting = { command, since, busy, chain: this.#chain, answer, isReported: false }
    this.#monitor.observer?.waits(this, waiting)
    if (!this.concurrent) {
      this.#waiting = waiting
      return waiting
    }
    this.#chain = this.#link = undefined
    this.#overlapping ??= new Set()
    this.#overlapping.add(waiting)
    return waiting
  }

  async #finishLater(message: Message, result: PromiseLike<unknown>, waiting: WaitingHandler): Promise<void> {
    try {
      this.#settle(message, await result)
    } catch (error) {
      this.#fail(message, error)
    }
    if (this.supervisor?.takePast(waiting)) this.#onWaited(waiting)
    else this.#finish(waiting)
  }

  #invoke(message: Message): unknown {
    const service = this.#service as unknown as Record<string, (...args: unknown[]) => unknown>
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

  /** A turn ends. One that did not wait is checked by the monitor when the next begins. */
  #finish(waiting: WaitingHandler | undefined): void {
    this.#running--
    this.#monitor.observer?.ended(this, waiting)
    if (waiting) this.#onWaited(waiting)
    if (this.#running === 0 || this.concurrent) this.#chain = this.#link = undefined
    if (this.#running === 0) {
      this.command = ''
      if (this.#state === 'ending') return this.#exit()
    }
    if (!this.isScheduled && this.canRun) this.#host.schedule(this)
  }

  #onWaited(waiting: WaitingHandler): void {
    if (this.#waiting === waiting) this.#waiting = undefined
    this.#overlapping?.delete(waiting)
    if (this.#between && this.#running === 0) this.#runBetween()
    this.#monitor.noteEnd(this, waiting.command, waiting.since, waiting.busy)
  }

  #runBetween(): void {
    const between = this.#between ?? []
    this.#between = undefined
    for (const work of between) work()
  }
}
