// One service on its thread: its mailbox and its state of running. It keeps true: a service that is not concurrent
// handles one message at a time, in the order they came; every call is answered once; a call that would wait for
// itself, finds the mailbox full or the service ended is refused at once.

import { type Address, showAddress } from './address.ts'
import { AppError } from './errors.ts'
import type { Logger } from './log.ts'
import { type Chain, Message, toAppError } from './message.ts'
import { type LaunchOptions, makeRef, type Outlet, type Ref, type ServiceScope } from './ref.ts'
import { type AnyServiceClass, commandsOf, type Service, type ServiceClass, type Turn } from './service.ts'
import { Timers } from './timers.ts'

export const MAILBOX_LIMIT = 4096
const MAILBOX_WARNING = 1024
const SLOW = 3000

/** What a cell needs of its thread. */
export interface CellHost {
  readonly log: Logger
  schedule(cell: Cell): void
  callFrom(cell: Cell, address: Address, command: string, args: unknown[], deadline: number): Promise<unknown>
  sendFrom(cell: Cell, address: Address, command: string, args: unknown[]): void
  find(name: string, deadline?: number): Promise<Address>
  /** Makes and starts a service here. */
  place<S extends Service<O>, O>(
    type: ServiceClass<S, O>,
    options: O,
    launch?: LaunchOptions,
  ): Promise<Address>
  placeOn(slot: number, type: string, options: unknown, launch?: LaunchOptions): Promise<Address>
  begin(cell: Cell, command: string): void
  waits(cell: Cell): void
  ended(cell: Cell): void
}

interface Lifecycle {
  onStart(): unknown
  onExit(): unknown
}

const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function'

export class Cell implements ServiceScope, Outlet, Turn {
  readonly address: Address
  readonly type: string
  readonly concurrent: boolean
  name: string | undefined
  /** Set while the handler of `command` runs or waits. */
  command = ''
  since = 0
  isScheduled = false
  readonly #host: CellHost
  #service: Service<unknown> | undefined
  #queue: Message[] = EMPTY
  #head = 0
  #running = 0
  #turn = 0
  #chain: Chain | undefined
  #link: Chain | undefined
  #state: 'open' | 'ending' | 'ended' = 'open'
  #timers: Timers | undefined
  #log: Logger | undefined
  #onEnded: (() => void)[] | undefined

  constructor(host: CellHost, address: Address, type: AnyServiceClass) {
    this.#host = host
    this.address = address
    this.type = (type as { name?: string }).name ?? 'Service'
    this.concurrent = type.concurrent === true
  }

  get service(): Service<unknown> | undefined {
    return this.#service
  }

  get isBusy(): boolean {
    return this.#running > 0
  }

  get waiting(): number {
    return this.#queue.length - this.#head
  }

  get timers(): Timers {
    this.#timers ??= new Timers(this)
    return this.#timers
  }

  get log(): Logger {
    this.#log ??= this.#host.log.child({ service: this.toString() })
    return this.#log
  }

  toString(): string {
    return this.name ?? `${this.type}${showAddress(this.address)}`
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
    return this.ref<S>(await this.#host.place(type, options, launch))
  }

  async launchOn<S>(slot: number, type: string, options: unknown, launch?: LaunchOptions): Promise<Ref<S>> {
    return this.ref<S>(await this.#host.placeOn(slot, type, options, launch))
  }

  call(address: Address, command: string, args: unknown[], deadline: number): Promise<unknown> {
    return this.#host.callFrom(this, address, command, args, deadline)
  }

  send(address: Address, command: string, args: unknown[]): void {
    this.#host.sendFrom(this, address, command, args)
  }

  /** The chain that a call made now travels with. */
  get callChain(): Chain | undefined {
    if (this.#running === 0 || this.#turn === 0) return undefined
    this.#link ??= { address: this.address, turn: this.#turn, parent: this.#chain }
    return this.#link
  }

  // The mailbox.

  async start(service: Service<unknown>): Promise<void> {
    this.#service = service
    await (service as unknown as Lifecycle).onStart()
  }

  deliver(message: Message): void {
    const refusal = this.#refuse(message)
    if (refusal === undefined) return this.#push(message)
    if (message.answer) message.answer.fail(refusal)
    else this.log.warn({ command: message.command, code: refusal.code }, 'a message was not delivered')
  }

  enqueue(command: string, work: () => unknown, isUrgent = false): boolean {
    if (this.#state !== 'open' || (this.waiting >= MAILBOX_LIMIT && !isUrgent)) return false
    this.#push(new Message(command, undefined, work, undefined, undefined))
    return true
  }

  beginTurn(command: string): boolean {
    if (this.#running > 0 || this.#queue.length > 0 || this.#state !== 'open') return false
    this.#begin(command, undefined)
    return true
  }

  /** Says that the turn goes on after this stack is done: it is watched for slowness. */
  holdTurn(): void {
    this.#host.waits(this)
  }

  endTurn(): void {
    this.#finish(this.command, this.since)
  }

  /** Handles what waits, until the service is busy or the mailbox is empty; at most `limit` messages. */
  run(limit: number): number {
    let count = 0
    while (count < limit && this.#head < this.#queue.length) {
      if (this.#running > 0 && !this.concurrent) break
      const message = this.#queue[this.#head]!
      this.#queue[this.#head++] = undefined as unknown as Message
      if (this.#head === this.#queue.length) {
        this.#queue.length = 0
        this.#head = 0
      } else if (this.#head === MAILBOX_WARNING) {
        this.#queue.splice(0, this.#head)
        this.#head = 0
      }
      this.#handle(message)
      count++
    }
    return count
  }

  get canRun(): boolean {
    return this.#head < this.#queue.length && (this.concurrent || this.#running === 0)
  }

  // Its end.

  /** Ends after the message in progress; what waits is answered with SERVICE_DEAD. Resolves when onExit is done. */
  end(): Promise<void> {
    const done = new Promise<void>(resolve => {
      if (this.#state === 'ended') return resolve()
      this.#onEnded ??= []
      this.#onEnded.push(resolve)
    })
    if (this.#state === 'open') {
      this.#state = 'ending'
      this.#timers?.close()
      this.#failWaiting()
      if (this.#running === 0) void this.#exit()
    }
    return done
  }

  #failWaiting(): void {
    const waiting = this.#queue.slice(this.#head)
    this.#queue = EMPTY
    this.#head = 0
    for (const message of waiting) message.answer?.fail(deadError(this.toString()))
  }

  async #exit(): Promise<void> {
    try {
      await (this.#service as unknown as Lifecycle | undefined)?.onExit()
    } catch (error) {
      this.log.error({ err: error }, 'onExit failed')
    }
    this.#state = 'ended'
    this.#host.ended(this)
    for (const resolve of this.#onEnded ?? []) resolve()
  }

  #refuse(message: Message): AppError | undefined {
    if (this.#state !== 'open') return deadError(this.toString())
    if (message.work === undefined && !this.#knows(message.command)) {
      return new AppError('UNKNOWN_COMMAND', undefined, {
        cause: `${this} has no command "${message.command}"`,
      })
    }
    if (message.answer && this.#waitsFor(message.chain)) {
      return new AppError('CALL_CYCLE', undefined, { cause: `"${message.command}" came back to ${this}` })
    }
    if (this.waiting >= MAILBOX_LIMIT) {
      return new AppError('MAILBOX_FULL', undefined, { cause: `${this}, busy with "${this.command}"` })
    }
    return undefined
  }

  #knows(command: string): boolean {
    return this.#service !== undefined && commandsOf(this.#service).has(command)
  }

  #waitsFor(chain: Chain | undefined): boolean {
    if (this.concurrent || this.#running === 0) return false
    for (let c = chain; c; c = c.parent) if (c.address === this.address) return c.turn === this.#turn
    return false
  }

  #push(message: Message): void {
    if (this.#queue === EMPTY) this.#queue = []
    this.#queue.push(message)
    if (this.waiting === MAILBOX_WARNING) {
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
    this.since = performance.now()
    this.#host.begin(this, command)
  }

  #handle(message: Message): void {
    this.#begin(message.command, message.chain)
    message.since = this.since
    message.turn = this.#turn
    let result: unknown
    try {
      result = message.work ? message.work() : this.#invoke(message)
    } catch (error) {
      this.#fail(message, error)
      return this.#finish(message.command, message.since)
    }
    if (!isThenable(result)) {
      message.answer?.done(result)
      return this.#finish(message.command, message.since)
    }
    this.#host.waits(this)
    if (this.concurrent) this.#chain = this.#link = undefined
    result.then(
      value => {
        message.answer?.done(value)
        this.#finish(message.command, message.since)
      },
      error => {
        this.#fail(message, error)
        this.#finish(message.command, message.since)
      },
    )
  }

  #invoke(message: Message): unknown {
    const service = this.#service as unknown as Record<string, (...args: unknown[]) => unknown>
    return service[message.command]!(...message.args!)
  }

  #fail(message: Message, error: unknown): void {
    const appError = toAppError(error)
    const call = `${showAddress(this.address)}#${message.turn}`
    if (appError !== error) this.log.error({ err: error, command: message.command, call }, 'a handler failed')
    else if (!message.answer)
      this.log.warn({ err: error, command: message.command, call }, 'nobody waits for this error')
    message.answer?.fail(appError)
  }

  #finish(command: string, since: number): void {
    this.#running--
    const took = performance.now() - since
    if (took > SLOW) this.log.warn({ command, ms: Math.round(took) }, 'a slow handler has ended')
    if (this.#running === 0) {
      this.#chain = this.#link = undefined
      this.command = ''
      if (this.#state === 'ending') return void this.#exit()
    }
    if (!this.isScheduled && this.#head < this.#queue.length) this.#host.schedule(this)
  }
}

/** Shared by all mailboxes that were never used; nothing is ever pushed to it. */
const EMPTY: Message[] = []
Object.freeze(EMPTY)

export const deadError = (who: string): AppError =>
  new AppError('SERVICE_DEAD', undefined, { cause: `${who} has ended` })
