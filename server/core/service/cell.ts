// One service on its thread: its state of running. It keeps true: a service that is not concurrent handles one message
// at a time, in the order they came, and none before onStart is done; every call is answered once; a call that would
// wait for itself, finds the mailbox full or the service ended is refused at once.

import { type Address, showAddress } from '../address.ts'
import { AppError } from '../errors.ts'
import type { Logger } from '../log/log.ts'
import type { Labels, Monitor } from '../watch/monitor.ts'
import { checkMessage } from './clone-check.ts'
import { MAILBOX_LIMIT, MAILBOX_WARNING, Mailbox } from './mailbox.ts'
import { type Chain, Message, toAppError } from './message.ts'
import { type LaunchOptions, makeRef, type Outlet, type Ref, type ServiceScope } from './ref.ts'
import { type AnyServiceClass, commandsOf, type Service, type ServiceClass, type Turn } from './service.ts'
import { Timers } from './timers.ts'

/** What a cell needs of its thread. */
export interface CellHost {
  readonly log: Logger
  readonly monitor: Monitor
  /** Messages are checked to be cloneable, and frozen. */
  readonly development: boolean
  /** A handler that runs longer, in ms, is logged. */
  readonly slow: number
  /** A service that takes longer to end, in ms, is logged and gives its name up. */
  readonly exitLimit: number
  schedule(cell: Cell): void
  callFrom(cell: Cell, address: Address, command: string, args: unknown[], deadline: number): Promise<unknown>
  sendFrom(cell: Cell, address: Address, command: string, args: unknown[]): void
  find(name: string, deadline?: number): Promise<Address>
  /** Makes and starts a service here; `chain` is who waits for that. */
  place(type: AnyServiceClass, options: unknown, launch?: LaunchOptions, chain?: Chain): Promise<Address>
  placeOn(
    slot: number,
    type: string,
    options: unknown,
    launch?: LaunchOptions,
    chain?: Chain,
  ): Promise<Address>
  ended(cell: Cell): void
  /** It has not ended in time: nobody waits for it any more, and its name is free. */
  gaveUp(cell: Cell): void
}

interface Lifecycle {
  readonly logFields: object
  onStart(): unknown
  onExit(): unknown
}

/** A handler that has returned a promise. */
interface Held {
  readonly command: string
  readonly since: number
}

/** `#running` of a service that was abandoned: what ends later does not bring it back to 0. */
const ABANDONED = -1_000_000

const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function'

export class Cell implements ServiceScope, Outlet, Turn {
  // First what every turn needs: it stands together in memory, in the order of this list.
  #running = 0
  #turn = 0
  #state: 'starting' | 'open' | 'ending' | 'ended' = 'starting'
  readonly #monitor: Monitor
  readonly #mailbox = new Mailbox()
  /** Set while the handler of `command` runs or waits. */
  command = ''
  #held: Held | undefined
  #chain: Chain | undefined
  #link: Chain | undefined
  isScheduled = false
  readonly concurrent: boolean
  /** What the monitor calls its commands. */
  readonly labels: Labels
  readonly address: Address
  readonly #host: CellHost
  readonly type: string
  /** When the handler that waits began. */
  since = 0
  readonly #commands: ReadonlySet<string>
  /** Commands that do not wait for their turn. */
  readonly #immediate: ReadonlySet<string> | undefined
  #name: string | undefined
  #service: Service<unknown> | undefined
  #pressure: 'none' | 'warned' | 'full' = 'none'
  #isSlowKnown = false
  /** Messages of a concurrent service that wait at the same time, the oldest first. */
  #overlapping: Set<Held> | undefined
  #timers: Timers | undefined
  #log: Logger | undefined
  #onEnded: (() => void)[] | undefined
  #onDone: (() => void)[] | undefined
  #exitTimer: NodeJS.Timeout | undefined
  #isInExit = false

  constructor(host: CellHost, address: Address, type: AnyServiceClass) {
    this.#host = host
    this.#monitor = host.monitor
    this.address = address
    this.type = (type as { name?: string }).name || 'Service'
    this.concurrent = type.concurrent === true
    this.#commands = commandsOf(type)
    this.#immediate = type.immediate
    this.labels = host.monitor.labelsOf(this.type)
  }

  get service(): Service<unknown> | undefined {
    return this.#service
  }

  get isBusy(): boolean {
    return this.#running > 0
  }

  get isEnded(): boolean {
    return this.#state === 'ended'
  }

  get waiting(): number {
    return this.#mailbox.size
  }

  get name(): string | undefined {
    return this.#name
  }

  set name(name: string | undefined) {
    this.#name = name
    this.#log = undefined
  }

  /** Made when the service asks for one first, closed from its end on. */
  get timers(): Timers {
    this.#timers ??= new Timers(work => this.enqueue('timer', work, true))
    if (this.#state === 'ending' || this.#state === 'ended') this.#timers.close()
    return this.#timers
  }

  get log(): Logger {
    const service = this.#service as unknown as Lifecycle | undefined
    this.#log ??= this.#host.log.child({ service: this.toString(), ...service?.logFields })
    return this.#log
  }

  toString(): string {
    return this.#name ?? `${this.type}${showAddress(this.address)}`
  }

  // What the service can do with others.

  ref<S>(address: Address): Ref<S> {
    return makeRef<S>(address, this)
  }

  async query<S>(name: string, deadline?: number): Promise<Ref<S>> {
    return this.ref<S>(await this.#host.find(name, deadline))
  }

  async launch<S extends Service<O>, O>(
    type: ServiceClass<S, O>,
    options: O,
    launch?: LaunchOptions,
  ): Promise<Ref<S>> {
    return this.ref<S>(await this.#host.place(type, options, launch, this.callChain))
  }

  async launchOn<S>(slot: number, type: string, options: unknown, launch?: LaunchOptions): Promise<Ref<S>> {
    return this.ref<S>(await this.#host.placeOn(slot, type, options, launch, this.callChain))
  }

  call(address: Address, command: string, args: unknown[], deadline: number): Promise<unknown> {
    return this.#host.callFrom(this, address, command, args, deadline)
  }

  send(address: Address, command: string, args: unknown[]): void {
    this.#host.sendFrom(this, address, command, args)
  }

  /** The chain that a call made now travels with. A concurrent handler has it until it first waits. */
  get callChain(): Chain | undefined {
    if (this.#running === 0) return undefined
    this.#link ??= { address: this.address, turn: this.#turn, parent: this.#chain }
    return this.#link
  }

  // Its start: onStart is its first turn, and whoever launches it waits for that.

  async start(make: () => Service<unknown>, chain: Chain | undefined): Promise<void> {
    this.#begin('onStart', chain)
    let held: Held | undefined
    try {
      this.#service = make()
      const result = (this.#service as unknown as Lifecycle).onStart()
      if (isThenable(result)) {
        held = this.#hold('onStart')
        await result
      }
      if (this.#state === 'starting') this.#state = 'open'
    } catch (error) {
      const ended = this.end()
      this.#finishNow(held)
      await ended
      throw error
    }
    this.#finishNow(held)
  }

  // The mailbox.

  deliver(message: Message): void {
    const refusal = this.#refuse(message)
    if (refusal === undefined)
      return this.#isImmediate(message) ? void this.#answerNow(message) : this.#push(message)
    if (message.answer) message.answer.fail(refusal)
    else this.#reportLost(message.command, refusal)
  }

  enqueue(command: string, work: () => unknown, isUrgent = false): boolean {
    if (this.#state === 'ending' || this.#state === 'ended') return false
    if (this.#mailbox.size >= MAILBOX_LIMIT && !isUrgent) return false
    this.#push(new Message(command, undefined, work, undefined, undefined))
    return true
  }

  beginTurn(command: string): boolean {
    if (this.#running > 0 || this.#mailbox.size > 0 || this.#state !== 'open') return false
    // #begin, where nothing runs and nobody has called: there is no chain.
    this.#running = 1
    this.#turn++
    this.command = command
    this.#monitor.begin(this, command)
    return true
  }

  holdTurn(): void {
    this.#held = this.#hold(this.command)
  }

  endTurn(): void {
    const held = this.#held
    this.#held = undefined
    if (held || this.#mailbox.size > 0 || this.#state !== 'open') return this.#finishNow(held)
    // The fast path of #finishNow: nothing has waited, nothing waits.
    this.#monitor.endTurn()
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
    if (this.#mailbox.size === 0) this.#pressure = 'none'
    return count
  }

  get canRun(): boolean {
    if (this.#mailbox.size === 0) return false
    return this.#running === 0 || (this.concurrent && this.#state === 'open')
  }

  /** Logs what has been waiting for longer than the host's `slow`, once each. */
  reportSlow(now: number): void {
    if (!this.concurrent) {
      if (!this.#isSlowKnown && this.#reportIfSlow(this, now)) this.#isSlowKnown = true
      return
    }
    for (const held of this.#overlapping ?? [])
      if (this.#reportIfSlow(held, now)) this.#overlapping?.delete(held)
  }

  // Its end.

  /**
   * Ends after the message in progress; what waits is answered with SERVICE_DEAD. Resolves when onExit is done, or is
   * given up.
   */
  end(): Promise<void> {
    const ended = new Promise<void>(resolve => {
      if (this.#state === 'ended') return resolve()
      this.#onEnded ??= []
      this.#onEnded.push(resolve)
    })
    if (this.#state === 'open' || this.#state === 'starting') {
      this.#state = 'ending'
      this.#timers?.close()
      for (const message of this.#mailbox.clear()) message.answer?.fail(deadError(this.toString()))
      if (this.#running === 0) void this.#exit()
      if (!this.isEnded) this.#exitTimer = setTimeout(() => this.#giveUp(), this.#host.exitLimit).unref()
    }
    return ended
  }

  /** As end(), but resolves only when onExit is really done, also after it was given up. */
  endFully(): Promise<void> {
    const done = new Promise<void>(resolve => {
      if (this.#state === 'ended') return resolve()
      this.#onDone ??= []
      this.#onDone.push(resolve)
    })
    void this.end()
    return done
  }

  /**
   * Ends at once, also in the middle of a message whose handler does not end. What becomes of that handler later reaches
   * whoever still waits for it, and nobody else.
   */
  abandon(): void {
    if (this.#running < 0 || this.#state === 'ended') return
    this.#running = ABANDONED
    this.#state = 'ending'
    this.#timers?.close()
    for (const message of this.#mailbox.clear()) message.answer?.fail(deadError(this.toString()))
    void this.#exit()
  }

  async #exit(): Promise<void> {
    this.#isInExit = true
    try {
      const leaving = (this.#service as unknown as Lifecycle | undefined)?.onExit()
      if (isThenable(leaving)) await leaving
    } catch (error) {
      this.log.error({ err: error }, 'onExit failed')
    }
    clearTimeout(this.#exitTimer)
    this.#state = 'ended'
    this.#host.ended(this)
    this.#tellEnded()
    for (const resolve of this.#onDone ?? []) resolve()
  }

  /** Its onExit, or the handler before it, may never end: others go on without it. */
  #giveUp(): void {
    const command = this.#isInExit ? 'onExit' : this.command
    this.log.error({ command }, 'a service does not end; its name is free and nobody waits for it any more')
    this.#host.gaveUp(this)
    this.#tellEnded()
  }

  #tellEnded(): void {
    for (const resolve of this.#onEnded ?? []) resolve()
    this.#onEnded = undefined
  }

  #refuse(message: Message): AppError | undefined {
    if (this.#state === 'ending' || this.#state === 'ended') return deadError(this.toString())
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

  /** Beside what is running. */
  async #answerNow(message: Message): Promise<void> {
    try {
      this.#succeed(message, await this.#invoke(message))
    } catch (error) {
      this.#fail(message, error)
    }
  }

  #waitsFor(chain: Chain | undefined): boolean {
    if (this.concurrent || this.#running === 0) return false
    for (let c = chain; c; c = c.parent) if (c.address === this.address && c.turn === this.#turn) return true
    return false
  }

  /** A full mailbox may lose many: it is logged once, like the warning before it, until it has been empty. */
  #reportLost(command: string, { code }: AppError): void {
    if (code === 'SERVICE_DEAD') return this.log.debug({ command, code }, 'a message was not delivered')
    if (code === 'MAILBOX_FULL' && this.#pressure === 'full') return
    if (code === 'MAILBOX_FULL') this.#pressure = 'full'
    this.log.warn({ command, code, busyWith: this.command }, 'a message was not delivered')
  }

  #push(message: Message): void {
    this.#mailbox.push(message)
    if (this.#mailbox.size >= MAILBOX_WARNING && this.#pressure === 'none') {
      this.#pressure = 'warned'
      this.log.warn({ waiting: this.waiting, command: this.command }, 'the mailbox grows')
    }
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
    this.#begin(message.command, message.chain)
    message.turn = this.#turn
    try {
      const result = message.work ? message.work() : this.#invoke(message)
      if (isThenable(result)) return void this.#settle(message, result, this.#hold(message.command))
      this.#succeed(message, result)
    } catch (error) {
      this.#fail(message, error)
    }
    this.#finish(undefined)
  }

  #hold(command: string): Held {
    this.#monitor.watch(this)
    const since = this.#monitor.lastSince
    const held = { command, since }
    this.since = since
    this.#isSlowKnown = false
    if (!this.concurrent) return held
    this.#chain = this.#link = undefined
    this.#overlapping ??= new Set()
    this.#overlapping.add(held)
    return held
  }

  async #settle(message: Message, result: PromiseLike<unknown>, held: Held): Promise<void> {
    try {
      this.#succeed(message, await result)
    } catch (error) {
      this.#fail(message, error)
    }
    this.#finish(held)
  }

  #invoke(message: Message): unknown {
    const service = this.#service as unknown as Record<string, (...args: unknown[]) => unknown>
    return service[message.command]!(...message.args!)
  }

  #succeed(message: Message, value: unknown): void {
    if (!message.answer) return
    if (this.#host.development) checkMessage(message.command, value)
    message.answer.done(value)
  }

  #fail(message: Message, error: unknown): void {
    const appError = toAppError(error)
    const call = `${showAddress(this.address)}#${message.turn}`
    const { command } = message
    if (appError !== error) this.log.error({ err: error, command, call }, 'a handler failed')
    else if (!message.answer) this.log.warn({ err: error, command, call }, 'nobody waits for this error')
    message.answer?.fail(appError)
  }

  /** A turn outside the scheduler's line ends. */
  #finishNow(held: Held | undefined): void {
    if (!held) this.#monitor.endTurn()
    this.#finish(held)
  }

  /** A turn ends; the monitor sees to those that were not held, when the next begins. */
  #finish(held: Held | undefined): void {
    this.#running--
    if (held) this.#reportEnd(held)
    if (this.#running === 0 || this.concurrent) this.#chain = this.#link = undefined
    if (this.#running === 0) {
      this.command = ''
      if (this.#state === 'ending') return void this.#exit()
    }
    if (!this.isScheduled && this.canRun) this.#host.schedule(this)
  }

  #reportEnd(held: Held): void {
    this.#overlapping?.delete(held)
    const ms = Math.round(this.#monitor.elapsed(held.since))
    if (ms > this.#host.slow) this.log.warn({ command: held.command, ms }, 'a slow handler has ended')
  }

  #reportIfSlow({ command, since }: Held, now: number): boolean {
    const ms = Math.round(now - since)
    if (ms <= this.#host.slow) return false
    this.log.warn({ command, ms }, 'a slow handler is still waiting')
    return true
  }
}

export const deadError = (who: string): AppError =>
  new AppError('SERVICE_DEAD', undefined, { cause: `${who} has ended or was never there` })
