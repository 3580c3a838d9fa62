// A service owns its state, has an address and a mailbox, and handles one message to its end before the next.
// Its public methods are its commands; what others must not call is #private. It is made by launch() only.

import type { Clock } from '../../lib/clock.ts'
import type { Address } from '../address.ts'
import type { Logger } from '../log/log.ts'
import type { ForkedWork, Forks } from './forks.ts'
import type { Recovery } from './recovery.ts'
import type { Ref } from './ref.ts'

/** What launch() hands to a constructor. */
export interface ServiceInit<O> {
  cell: ServiceCell
  options: O
}

/** What a service needs of the cell that runs it. */
export interface ServiceCell extends ServiceScope, Turn {
  readonly address: Address
  readonly log: Logger
  readonly timers: ServiceTimers
  readonly forks: Pick<Forks, 'start'>
  /** What its thread has for services; undefined on a thread that serves nobody. Typed by whoever put it there. */
  readonly reach: unknown
  readonly clock: Clock
  noteFailure(command: string, error: unknown): void
  end(): Promise<void>
}

interface ServiceTimers {
  after(ms: number, work: () => unknown): () => void
  every(ms: number, work: () => unknown): () => void
}

/** A class that launch() can make. `concurrent`: its messages overlap; for services that only wait on I/O. */
export interface ServiceClass<S extends Service<O>, O> {
  new (init: ServiceInit<O>): S
  concurrent?: boolean
  /** Commands that run at once, beside the message in progress: those that must work while it does not end. */
  immediate?: ReadonlySet<string>
  /** What becomes of one that fails more often than `watch.errors` allows; `ignore` by default. */
  recovery?: Recovery
}

/** Any such class, where its options have been checked already. */
export interface AnyServiceClass {
  new (init: ServiceInit<never>): Service<unknown>
  readonly prototype: object
  concurrent?: boolean
  immediate?: ReadonlySet<string>
  recovery?: Recovery
}

export interface LaunchOptions {
  /** Where others find it: `.chat`. A name that is taken fails the launch. */
  name?: string
  /** How long launchOn waits, in ms; 5000 by default. A TIMEOUT does not undo the launch. */
  deadline?: number
}

/** What a service, a thread or the node can do with services. */
export interface ServiceScope {
  ref<S>(address: Address): Ref<S>
  /** Waits until the name is registered; TIMEOUT after `deadline` ms (5000 by default). */
  query<S>(name: string, deadline?: number): Promise<Ref<S>>
  /** Launches on this thread. Resolves when onStart is done. */
  launch<S extends Service<O>, O>(
    type: ServiceClass<S, O>,
    options: NoInfer<O>,
    launch?: LaunchOptions,
  ): Promise<Ref<S>>
  /** Launches on the thread in `slot` (0 is main) by the name that the class has in `services`. */
  launchOn<S>(slot: number, type: string, options: unknown, launch?: LaunchOptions): Promise<Ref<S>>
}

const NOTHING = Object.freeze({})

export abstract class Service<O = void> {
  readonly #cell: ServiceCell
  protected readonly options: O

  constructor(init: ServiceInit<O>) {
    this.#cell = init.cell
    this.options = init.options
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

  /** What the console's `info` shows of it: plain data, which may be a promise. Runs beside the message in progress. */
  protected inspect(): unknown {
    return undefined
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
    return this.#cell
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
    return this.#cell.ref<this>(this.#cell.address)
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

  /** What this thread has for services; the kit's base of a game's services types it. */
  protected get reach(): unknown {
    return this.#cell.reach
  }

  /** Ends this service after the message it is handling. */
  protected exit(): void {
    void this.#cell.end()
  }

  /** Its mailbox, for a service that takes work by plain calls besides its messages (an agent). */
  protected get turn(): Turn {
    return this.#cell
  }
}

/** Lets plain calls take part in a service's order of messages, without a promise or an allocation. */
export interface Turn {
  readonly isBusy: boolean
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
  /** The message in progress is answered with an error. */
  noteRefusal(command: string): void
  /** Ends the service at once, even if the message in progress never ends. */
  abandon(): void
}

const known = new WeakMap<AnyServiceClass, ReadonlySet<string>>()

/** The commands of a class at run time: the methods of its prototypes below Service, or below a base that adds to it. */
export function commandsOf(type: AnyServiceClass): ReadonlySet<string> {
  const found = known.get(type)
  if (found) return found
  const names = new Set<string>()
  const base = baseOf(type)
  for (let p: object | null = type.prototype; p && p !== base; p = Object.getPrototypeOf(p)) {
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(p)))
      if (typeof value === 'function' && !(name in base)) names.add(name)
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
