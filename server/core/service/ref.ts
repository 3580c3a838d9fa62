// A ref is a typed handle to a service, on this thread or another: `call` waits for the answer, `send` does not.
// It knows the service that holds it, so a chain of calls that returns to its start is refused at once.

import type { Address } from '../address.ts'
import type { Answerer, AnswerOf } from '../talk/answerer.ts'
import { type Guard, guard } from '../talk/guarded.ts'
import { HandedOn } from '../talk/handed-on.ts'
import type { Outlet } from '../talk/outlet.ts'

/** The names of the commands of a service: its public methods whose names do not begin with `_`, without the hooks that are public. */
export type CommandName<S> = Exclude<
  { [K in keyof S]: S[K] extends (...args: never[]) => unknown ? K : never }[keyof S] & string,
  `_${string}` | 'exportState' | 'importState'
>

export type Args<F> = F extends (...args: infer A) => unknown ? A : never
type Result<F> = F extends (...args: never[]) => infer R ? AnswerOf<R> : never

export type Calls<S> = { readonly [K in CommandName<S>]: (...args: Args<S[K]>) => Promise<Result<S[K]>> }
export type Sends<S> = { readonly [K in CommandName<S>]: (...args: Args<S[K]>) => void }

export type Redirects<S> = {
  readonly [K in CommandName<S>]: (...args: Args<S[K]>) => Answerer<Result<S[K]>>
}

export interface Ref<S> {
  readonly address: Address
  /** Rejects with AppError: TIMEOUT after the deadline (5 s by default), SERVICE_DEAD, CALL_CYCLE, … */
  readonly call: Calls<S>
  /** Does not wait; what cannot be delivered is logged. */
  readonly send: Sends<S>
  /** The same service with another deadline for its calls. */
  within(ms: number): Ref<S>
  /**
   * Hands the message in progress on: a command that returns `other.redirect.price(item)` is answered by that service, and its
   * own service goes on at once. The deadline is still the caller's.
   */
  readonly redirect: Redirects<S>
  /** The same service, whose messages go before those that are not urgent; of those none waits for more than 8 urgent ones. */
  readonly urgent: Ref<S>
  /**
   * The same service, whose calls are made again when they fail, and no more while it keeps failing: for commands that may
   * run twice. Keep the ref, as it counts the failures. The deadline is that of each try.
   */
  guarded(guard?: Guard): Ref<S>
}

export const DEFAULT_DEADLINE = 5000

/** Each method is made on first use and is an own property from then on, so the proxy is not asked again. */
function commands(make: (command: string) => unknown): object {
  const target: Record<string, unknown> = {}
  const maker = new Proxy(Object.create(null), {
    get(_, command) {
      if (typeof command !== 'string' || command === 'then') return undefined
      const method = make(command)
      target[command] = method
      return method
    },
  })
  return Object.setPrototypeOf(target, maker)
}

class RefImplementation {
  readonly address: Address
  readonly #outlet: Outlet
  readonly #deadline: number
  #call: object | undefined
  #send: object | undefined

  constructor(address: Address, outlet: Outlet, deadline: number) {
    this.address = address
    this.#outlet = outlet
    this.#deadline = deadline
  }

  // The commands are made elsewhere, since a function that makes closures costs something each time it runs.

  get call(): object {
    return this.#call ?? this.#makeCall()
  }

  get send(): object {
    return this.#send ?? this.#makeSend()
  }

  #makeCall(): object {
    const { address } = this
    const outlet = this.#outlet
    const deadline = this.#deadline
    this.#call = commands(
      name =>
        (...args: unknown[]) =>
          outlet.call(address, name, args, deadline),
    )
    return this.#call
  }

  #makeSend(): object {
    const { address } = this
    const outlet = this.#outlet
    this.#send = commands(
      name =>
        (...args: unknown[]) =>
          outlet.send(address, name, args),
    )
    return this.#send
  }

  within(ms: number): RefImplementation {
    return new RefImplementation(this.address, this.#outlet, ms)
  }

  get redirect(): object {
    return commands(
      name =>
        (...args: unknown[]) =>
          new HandedOn(this.address, name, args),
    )
  }

  get urgent(): RefImplementation {
    return new RefImplementation(this.address, this.#outlet.urgent, this.#deadline)
  }

  guarded(how: Guard = {}): RefImplementation {
    return new RefImplementation(this.address, guard(this.#outlet, how), this.#deadline)
  }
}

export const makeRef = <S>(address: Address, outlet: Outlet, deadline = DEFAULT_DEADLINE): Ref<S> =>
  new RefImplementation(address, outlet, deadline) as unknown as Ref<S>
