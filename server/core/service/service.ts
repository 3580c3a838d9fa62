// A service owns its state, has an address and a mailbox, and handles one message to its end before the next.
// Its public methods are its commands; what others must not call is #private, or a method whose name begins with `_`
// (`private _tidy()`): of TypeScript's `private` nothing is left at run time. It is made by launch() only.

import type { z } from 'zod'
import type { Clock } from '../../lib/clock.ts'
import type { Address } from '../address.ts'
import type { CodeChange } from '../code/class-book.ts'
import type { Logger } from '../log/log.ts'
import type { Pool, PoolOptions } from '../place/pool.ts'
import type { EndLimits } from '../supervise/end-hooks.ts'
import type { EndListener } from '../supervise/endings.ts'
import type { Restart, RestartRule } from '../supervise/restart-rule.ts'
import type { AllOptions, Ask, AskOptions, Came, Gathered, Outcome } from '../talk/gather.ts'
import type { Later } from '../talk/later.ts'
import type { Work } from '../talk/slots.ts'
import type { Listener, SubscribeOptions, Subscription } from '../talk/subscription.ts'
import type { Limit, Talk } from '../talk/talk.ts'
import type { ForkedWork, Forks } from './parts/forks.ts'
import type { Ref } from './ref.ts'

/** What launch() hands to a constructor. */
export interface ServiceInit<O> {
  cell: ServiceCell
  options: O
  /** Where others find it once it has started. */
  name?: string | undefined
}

/** What a service needs of the cell that runs it. */
export interface ServiceCell extends Turn {
  readonly node: ServiceScope
  readonly address: Address
  readonly log: Logger
  readonly timers: ServiceTimers
  readonly forks: Pick<Forks, 'start'>
  readonly talk: Talk
  /** What its thread has for services; undefined on a thread that serves nobody. Typed by whoever put it there. */
  readonly reach: unknown
  readonly clock: Clock
  noteFailure(command: string, error: unknown): void
  addEndHook(work: () => unknown): void
  exit(options?: ExitOptions): void
}

/** How a service ends by itself, in ms. */
export interface ExitOptions extends Partial<EndLimits> {
  /** Until then it goes on as before; 0 unless said. */
  wait?: number
}

interface ServiceTimers {
  after(ms: number, work: () => unknown): () => void
  every(ms: number, work: () => unknown): () => void
}

/**
 * A class that launch() can make. `concurrent`: its messages overlap; for services that only wait on I/O. `I`: what it is
 * launched with, where `options` makes something else of it.
 */
export interface ServiceClass<S extends Service<O>, O, I = O> {
  new (init: ServiceInit<O>): S
  concurrent?: boolean
  /** Commands that run at once, beside the message in progress: those that must work while it does not end. */
  immediate?: ReadonlySet<string>
  /** Checks what it is launched with, and gives the service its `options`. */
  options?: z.ZodType<O, I>
  /** What becomes of one that fails or ends; one that says nothing goes on after errors, and ends when it wants. */
  restart?: Restart | RestartRule
}

/** What a service is launched with; nothing where it takes nothing. */
// biome-ignore lint/suspicious/noConfusingVoidType: a service without options has the options `void`
export type Given<I> = [I] extends [undefined | void] ? [options?: undefined] : [options: I]

/** The slot of a thread (0 is main), or any of those that serve players, one after the other. */
export type Where = number | 'any'

/** Any such class, where its options have been checked already. */
export interface AnyServiceClass {
  new (init: ServiceInit<never>): Service<unknown>
  readonly prototype: object
  concurrent?: boolean
  immediate?: ReadonlySet<string>
  options?: z.ZodType
  restart?: Restart | RestartRule
}

/** A class that finds its services itself, by ids. */
export interface OpenableClass<S> {
  readonly prototype: S
  /** For ServiceScope.open(). */
  openBy(opener: Opener, id: string): Promise<Address>
}

/** Opens services by their ids, for whoever asks. */
export interface Opener {
  /** A service that has its name as long as the node is there: it is looked for once on each thread. `deadline`: of calls. */
  lasting<S>(name: string, deadline: number): Promise<Ref<S>>
}

export interface LaunchOptions {
  /** Where others find it: `.chat`. A name that is taken fails the launch. */
  name?: string
  /** How long launchOn waits, in ms; 5000 by default. A TIMEOUT does not undo the launch. */
  deadline?: number
}

/** What a service, a thread or the node can do with services. */
export interface ServiceScope {
  /** Of this thread; 0 is main. */
  readonly slot: number
  ref<S>(address: Address): Ref<S>
  /** Waits until the name is registered; TIMEOUT after `deadline` ms (5000 by default). */
  query<S>(name: string, deadline?: number): Promise<Ref<S>>
  /** Launches on this thread. Resolves when onStart is done. BAD_MESSAGE for options that the class refuses. */
  launch<S extends Service<O>, O, I = O>(
    type: ServiceClass<S, O, I>,
    options: NoInfer<I>,
    launch?: LaunchOptions,
  ): Promise<Ref<S>>
  /** The service with this id of a class whose services are found by ids: launched where it belongs, if it is not there. */
  open<S>(type: OpenableClass<S>, id: string): Promise<Ref<S>>
  /** Launches on another thread: a class of the game's `services`, or its name there. */
  launchOn<S extends Service<O>, O, I = O>(
    where: Where,
    type: ServiceClass<S, O, I>,
    options: NoInfer<I>,
    launch?: LaunchOptions,
  ): Promise<Ref<S>>
  launchOn<S>(where: Where, type: string, options: unknown, launch?: LaunchOptions): Promise<Ref<S>>
  /** The only service of its class on the node: launched by whoever asks first, on the thread of that. */
  unique<S extends Service<O>, O, I = O>(
    type: ServiceClass<S, O, I>,
    ...options: Given<NoInfer<I>>
  ): Promise<Ref<S>>
  /** The only service of its class on this thread, launched by whoever asks first. */
  here<S extends Service<O>, O, I = O>(
    type: ServiceClass<S, O, I>,
    ...options: Given<NoInfer<I>>
  ): Promise<Ref<S>>
  /** Services of one class on the serving threads, which share the messages. The same pool for whoever asks. */
  pool<S extends Service<O>, O, I = O>(
    type: ServiceClass<S, O, I>,
    options: PoolOptions<S, NoInfer<I>>,
  ): Promise<Pool<S>>
  /** Ends a service after its message in progress. Resolves when it has ended, also when it had before. */
  end<S>(ref: Ref<S>): Promise<void>
  /** `listener` runs once when the service has ended, or its thread; soon when that is so already. In a service it runs as a
   * message, and is gone with the service. Returns what takes it away. */
  onEnded<S>(ref: Ref<S>, listener: EndListener): () => void
  /**
   * Whoever has subscribed to a pattern that fits `topic` (`guild.42.joined`), on any thread, gets `body`; nobody waits for that.
   * Throws a RangeError for what is no topic.
   */
  publish(topic: string, body: unknown): void
  /** Asks many at once, and gives what came and what failed; rejects when fewer than `atLeast` can answer. */
  all<S, R>(refs: Iterable<Ref<S>>, ask: Ask<S, R>, options?: AllOptions): Promise<Gathered<S, R>>
  /** Asks many at once, and gives the first answer; rejects when none comes. */
  first<S, R>(refs: Iterable<Ref<S>>, ask: Ask<S, R>, options?: AskOptions): Promise<Came<S, R>>
  /** Asks many at once, and gives each answer and each failure as it comes. */
  each<S, R>(refs: Iterable<Ref<S>>, ask: Ask<S, R>, options?: AskOptions): AsyncIterable<Outcome<S, R>>
}

const NOTHING = Object.freeze({})

export abstract class Service<O = void> {
  readonly #cell: ServiceCell
  protected readonly options: O

  constructor(init: ServiceInit<O>) {
    this.#cell = init.cell
    this.options = init.options
  }

  /** For a base of services: opens what a service has, before onStart. Where it throws, nothing else of the service runs. */
  protected onOpen(): unknown {
    return undefined
  }

  /** The same: closes it, after onExit, whatever becomes of that. */
  protected onClose(): unknown {
    return undefined
  }

  /** Runs before the first message; when it throws, the launch fails. */
  protected onStart(): unknown {
    return undefined
  }

  /** Runs once when the service ends, after its last message; also after a failed onStart. */
  protected onExit(): unknown {
    return undefined
  }

  /** A day of the game has begun, or `days` of them; as a message, between two others. See defineGame's `daily`. */
  protected onDaily(_days: number): unknown {
    return undefined
  }

  /** For a base of services: the game's code has been replaced. Runs between two messages; must not wait. */
  protected onCode(_code: CodeChange): void {}

  /** The same: why what it runs of the game goes on with old code; undefined when it does not. */
  protected whyOld(): string | undefined {
    return undefined
  }

  /** The service goes on with newer code, from the version `from`: gives fields that are new their values. Runs between two
   * messages; must not wait. */
  protected onReload(_from: string): void {}

  // Not protected, so that the types of the two can be held against each other. No commands either.

  /** For a class with #private members: what importState() of its next version takes. Must not wait. */
  exportState(): unknown {
    return undefined
  }

  /** Takes what exportState() of the version before has given, after the constructor has run on this service once more. */
  importState(_state: ReturnType<this['exportState']>): void {}

  /** What the console's `info` shows of it: plain data, which may be a promise. Runs beside the message in progress. */
  protected inspect(): unknown {
    return undefined
  }

  /** What `this` is in code that an operator injects; for a service that keeps a game's object, that one. */
  protected get injectTarget(): object {
    return this
  }

  protected get address(): Address {
    return this.#cell.address
  }

  /** Counts an error that the service has caught itself, as one of its message `command`. */
  protected noteFailure(command: string, error: unknown): void {
    this.#cell.noteFailure(command, error)
  }

  /** Logs with this service's name. */
  protected get log(): Logger {
    return this.#cell.log
  }

  /** Launches and finds services; refs made here carry this service's chain of calls. */
  protected get node(): ServiceScope {
    return this.#cell.node
  }

  /** ms since 1970, by the server's clock, which tests can move. */
  protected now(): number {
    return this.#cell.clock.now()
  }

  /** Fields of its log lines besides its name. */
  protected get logFields(): object {
    return NOTHING
  }

  /** A ref to this service, to pass on. */
  protected get self(): Ref<this> {
    return this.#cell.node.ref<this>(this.#cell.address)
  }

  /**
   * Runs `work` as a message of this service after `ms` (at most 2^31 − 1). Returns what cancels it; the end of the
   * service does too.
   */
  protected after(ms: number, work: () => unknown): () => void {
    return this.#cell.timers.after(ms, work)
  }

  /** As `after`, every `ms`; rounds never overlap. */
  protected every(ms: number, work: () => unknown): () => void {
    return this.#cell.timers.every(ms, work)
  }

  /**
   * Begins `work` as a message of its own and does not wait for it: further messages are handled meanwhile. What it throws
   * is logged with this service. Its signal is aborted when the service ends.
   */
  protected fork(work: ForkedWork): void {
    this.#cell.forks.start(work)
  }

  /**
   * For a command that returns it: the mailbox goes on, and the caller gets what `answer()` or `fail()` is given later, or its
   * deadline. Fails with SERVICE_DEAD when the service ends before.
   */
  protected defer<T>(): Later<T> {
    return this.#cell.talk.defer<T>()
  }

  /**
   * `listener` runs as a message for all that is published under a topic which fits: `*` is one part, `**` at the end all that
   * follow. Ends with the service. At most 1000 of its messages wait; what is dropped beyond is told to `onMissed`.
   */
  protected subscribe<T>(pattern: string, listener: Listener<T>, options?: SubscribeOptions): Subscription {
    return this.#cell.talk.subscribe(pattern, listener, options)
  }

  /** Waits until this service emits the event; rejects with TIMEOUT after `ms` (5000 when left out), SERVICE_DEAD at its end. */
  protected until<T = void>(event: string, ms?: number): Promise<T> {
    return this.#cell.talk.until(event, ms) as Promise<T>
  }

  /** Whoever waits for the event goes on, with `value`. Returns how many they are. */
  protected emit(event: string, value?: unknown): number {
    return this.#cell.talk.emit(event, value)
  }

  /**
   * Runs `work` when no other work of the same key runs: for a concurrent service, in the order of the calls. Rejects with TIMEOUT
   * when it has not begun within `ms` (5000 when left out), CALL_CYCLE when it would wait for itself.
   */
  protected exclusive<T>(key: string, work: Work<T>, ms?: number): Promise<T> {
    return this.#cell.talk.exclusive(key, work, ms)
  }

  /** A function that runs the work it is given, `size` at a time. */
  protected limit(size: number): Limit {
    return this.#cell.talk.limit(size)
  }

  /** What this thread has for services; the kit's base of a game's services types it. */
  protected get reach(): unknown {
    return this.#cell.reach
  }

  /** Ends this service after the message it is handling; one that says `restart: 'always'` begins anew. `wait`: ms until then ·
   * `hooks`, `end`: ms that what was given to onEnd, and then onExit, may take; 5000 each. */
  protected exit(options?: ExitOptions): void {
    this.#cell.exit(options)
  }

  /** Has `work` run at the end, before onExit; what was registered last runs first. */
  protected onEnd(work: () => unknown): void {
    this.#cell.addEndHook(work)
  }

  /** Its mailbox, for a service that takes work by plain calls besides its messages (an agent). */
  protected get turn(): Turn {
    return this.#cell
  }
}

/** Lets plain calls take part in a service's order of messages, without a promise or an allocation. */
export interface Turn {
  readonly isBusy: boolean
  /** How many messages it has begun. */
  readonly turnNumber: number
  /** True when nothing runs or waits: the caller then holds the turn until endTurn(). */
  beginTurn(command: string): boolean
  /** The turn outlives the current call stack; from now on it is watched for slowness. */
  holdTurn(): void
  endTurn(): void
  /** Runs `work` after everything before it. False when the service has ended, or when the mailbox is full and the
   * work is not urgent. */
  enqueue(command: string, work: () => unknown, isUrgent?: boolean): boolean
  /** Of the message in progress; '' when there is none. */
  readonly command: string
  /** Runs `work`, which must not wait, between two messages: now, or when those in progress have ended. */
  between(work: () => void): void
  /** The message in progress is answered with an error. */
  noteRefusal(command: string): void
  /** Ends the service at once, even if the message in progress never ends. */
  abandon(): void
  /** The service goes on at `address`, where its messages go from now on; it ends after `ms`. In a turn that it holds. */
  moveTo(address: Address, ms: number): void
  /** Work that it has forked and that has not ended. */
  readonly forked: number
}

const known = new WeakMap<AnyServiceClass, ReadonlySet<string>>()

/** The commands of a class at run time: the methods of its prototypes below Service, or below a base that adds to it, whose
 * names do not begin with `_`. */
export function commandsOf(type: AnyServiceClass): ReadonlySet<string> {
  const found = known.get(type)
  if (found) return found
  const names = new Set<string>()
  const base = baseOf(type)
  for (let p: object | null = type.prototype; p && p !== base; p = Object.getPrototypeOf(p)) {
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(p)))
      if (typeof value === 'function' && !(name in base) && !name.startsWith('_')) names.add(name)
  }
  known.set(type, names)
  return names
}

/** The prototype whose methods are no commands: of the nearest class that says `static isBase = true`, or Service's. */
function baseOf(type: AnyServiceClass): object {
  let p: object = type.prototype
  while (p !== Service.prototype && !Object.hasOwn(p.constructor, 'isBase')) p = Object.getPrototypeOf(p)
  return p
}
