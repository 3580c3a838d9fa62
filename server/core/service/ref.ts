// A ref is a typed handle to a service, on this thread or another: `call` waits for the answer, `send` does not.
// It knows the service that holds it, so that a chain of calls that comes back to its start is found at once.

import type { Address } from '../address.ts'
import type { CommandName, Service, ServiceClass } from './service.ts'

type Args<F> = F extends (...args: infer A) => unknown ? A : never
type Result<F> = F extends (...args: never[]) => infer R ? Awaited<R> : never

export type Calls<S> = { readonly [K in CommandName<S>]: (...args: Args<S[K]>) => Promise<Result<S[K]>> }
export type Sends<S> = { readonly [K in CommandName<S>]: (...args: Args<S[K]>) => void }

export interface Ref<S> {
  readonly address: Address
  /** Rejects with AppError: TIMEOUT after the deadline (5 s unless said), SERVICE_DEAD, CALL_CYCLE, … */
  readonly call: Calls<S>
  /** Tells without waiting; what can't be delivered is logged. */
  readonly send: Sends<S>
  /** The same service with another deadline for its calls. */
  within(ms: number): Ref<S>
}

export interface LaunchOptions {
  /** Where others find it: `.chat`. A name that is taken fails the launch. */
  name?: string
  /** How long launchOn waits, in ms; 5000 unless said. TIMEOUT after it does not undo the launch. */
  deadline?: number
}

/** What a service or the node can do with services. */
export interface ServiceScope {
  ref<S>(address: Address): Ref<S>
  /** Waits until the name is there; TIMEOUT after `deadline` ms (5000 unless said). */
  query<S>(name: string, deadline?: number): Promise<Ref<S>>
  /** Launches here. Resolves when onStart is done. */
  launch<S extends Service<O>, O>(
    type: ServiceClass<S, O>,
    options: NoInfer<O>,
    launch?: LaunchOptions,
  ): Promise<Ref<S>>
  /** Launches on the thread in `slot` (0 is main) by the name that the class has in `services`. */
  launchOn<S>(slot: number, type: string, options: unknown, launch?: LaunchOptions): Promise<Ref<S>>
}

/** What a ref hands its messages to. */
export interface Outlet {
  call(address: Address, command: string, args: unknown[], deadline: number): Promise<unknown>
  send(address: Address, command: string, args: unknown[]): void
}

export const DEFAULT_DEADLINE = 5000

/** Methods made at first use: afterwards they are own properties, found without the proxy. */
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

  get call(): object {
    const { address } = this
    const outlet = this.#outlet
    const deadline = this.#deadline
    this.#call ??= commands(
      name =>
        (...args: unknown[]) =>
          outlet.call(address, name, args, deadline),
    )
    return this.#call
  }

  get send(): object {
    const { address } = this
    const outlet = this.#outlet
    this.#send ??= commands(
      name =>
        (...args: unknown[]) =>
          outlet.send(address, name, args),
    )
    return this.#send
  }

  within(ms: number): RefImplementation {
    return new RefImplementation(this.address, this.#outlet, ms)
  }
}

export const makeRef = <S>(address: Address, outlet: Outlet, deadline = DEFAULT_DEADLINE): Ref<S> =>
  new RefImplementation(address, outlet, deadline) as unknown as Ref<S>
