// A service owns its state, has an address and a mailbox, and handles one message to its end before the next.
// Its public methods are its commands; what others must not call is #private. It is made by launch() only.

import type { Logger } from '../log/log.ts'
import type { Cell } from './cell.ts'
import type { Ref, ServiceScope } from './ref.ts'

/** What launch() hands to a constructor. */
export interface ServiceInit<O> {
  cell: Cell
  options: O
}

/** A class that launch() can make; `concurrent` lets its messages overlap (for those that only wait on I/O). */
export interface ServiceClass<S extends Service<O>, O> {
  new (init: ServiceInit<O>): S
  concurrent?: boolean
  /** Commands that run at once, beside a message in progress: for what must be heard while that does not end. */
  immediate?: ReadonlySet<string>
}

/** Any such class, where its options were checked before. */
export interface AnyServiceClass {
  new (init: ServiceInit<never>): Service<unknown>
  readonly prototype: object
  concurrent?: boolean
  immediate?: ReadonlySet<string>
}

const NOTHING = Object.freeze({})

export abstract class Service<O = void> {
  readonly #cell: Cell
  protected readonly options: O

  constructor(init: ServiceInit<O>) {
    this.#cell = init.cell
    this.options = init.options
  }

  /** Runs before the first message; when it throws, the launch fails. */
  protected onStart(): unknown {
    return undefined
  }

  /** Runs once when the service ends, after its last message; also when onStart has failed halfway. */
  protected onExit(): unknown {
    return undefined
  }

  protected get address(): number {
    return this.#cell.address
  }

  /** Logs with this service's name. */
  protected get log(): Logger {
    return this.#cell.log
  }

  /** Launches, finds and names services; refs got here carry this service's chain of calls. */
  protected get node(): ServiceScope {
    return this.#cell
  }

  /** What its log lines say besides its name. */
  protected get logFields(): object {
    return NOTHING
  }

  /** A ref to this service, to hand its address around. */
  protected get self(): Ref<this> {
    return this.#cell.ref<this>(this.#cell.address)
  }

  /**
   * Runs `work` as a message of this service after `ms` (at most 2^31 − 1). The timer ends with the service; what is
   * returned cancels it.
   */
  protected after(ms: number, work: () => unknown): () => void {
    return this.#cell.timers.after(ms, work)
  }

  /** As `after`, every `ms`; never twice at a time. */
  protected every(ms: number, work: () => unknown): () => void {
    return this.#cell.timers.every(ms, work)
  }

  /** Ends this service after the message it is handling. */
  protected exit(): void {
    void this.#cell.end()
  }

  /** The state of the mailbox, for a service that takes work by plain calls besides its messages (an agent). */
  protected get turn(): Turn {
    return this.#cell
  }
}

/** Plain entry into a service's order of messages, with no promise and no allocation. */
export interface Turn {
  readonly isBusy: boolean
  /** True: nothing is running or waiting, and the caller holds the turn until endTurn(). */
  beginTurn(command: string): boolean
  /** Says that the turn goes on after this stack is done: it is watched for slowness. */
  holdTurn(): void
  endTurn(): void
  /** Runs `work` when everything before it is done; false when the mailbox is full, unless it is urgent, or the
   * service has ended. */
  enqueue(command: string, work: () => unknown, isUrgent?: boolean): boolean
  /** The command of the message in progress; '' when there is none. */
  readonly command: string
  /** Ends the service at once, also when the message in progress does not end. */
  abandon(): void
}

/** The names of the commands of a service: its public methods. */
export type CommandName<S> = {
  [K in keyof S]: S[K] extends (...args: never[]) => unknown ? K : never
}[keyof S] &
  string

const known = new WeakMap<AnyServiceClass, ReadonlySet<string>>()

/** The commands a class has at run time: the methods of its prototypes below Service. */
export function commandsOf(type: AnyServiceClass): ReadonlySet<string> {
  const found = known.get(type)
  if (found) return found
  const names = new Set<string>()
  for (let p: object | null = type.prototype; p && p !== Service.prototype; p = Object.getPrototypeOf(p)) {
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(p)))
      if (typeof value === 'function' && !(name in Service.prototype)) names.add(name)
  }
  known.set(type, names)
  return names
}
