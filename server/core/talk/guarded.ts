// Calls that may be made again: a call that fails is repeated after a wait, and a service that keeps failing is left alone for a
// while. The breaker counts failures in a row, of all calls by one guarded ref; once `openFor` is over, one call tries whether
// the service answers again, and the others wait for what becomes of it.

import { createRequire } from 'node:module'
import type * as Cockatiel from 'cockatiel'
import { type Address, showAddress } from '../address.ts'
import { AppError, hasCode } from '../errors.ts'
import type { Outlet } from './outlet.ts'

const require = createRequire(import.meta.url)

/** Loaded by the first that is guarded: on each thread it takes some ten ms and megabytes. */
const library = (): typeof Cockatiel => require('cockatiel')

export interface Guard {
  /** How often a call that failed is made again, after 100 ms and then longer and longer waits; 2 when left out. */
  retry?: number
  breaker?: {
    /** So many failures in a row open it: calls are refused with TRY_AGAIN. 5 when left out. */
    failures?: number
    /** For how long, in ms; 60 000 when left out. */
    openFor?: number
  }
}

/** An error that is an answer: no failure of the service. */
class Refusal {
  readonly error: unknown

  constructor(error: unknown) {
    this.error = error
  }
}

const isFailure = (error: unknown): boolean =>
  hasCode(error, 'TIMEOUT', 'SERVICE_DEAD', 'THREAD_LOST', 'MAILBOX_FULL', 'INTERNAL', 'TRY_AGAIN')

export class GuardedOutlet implements Outlet {
  readonly #outlet: Outlet
  readonly #policy: Cockatiel.IPolicy

  constructor(outlet: Outlet, policy: Cockatiel.IPolicy) {
    this.#outlet = outlet
    this.#policy = policy
  }

  get urgent(): Outlet {
    return new GuardedOutlet(this.#outlet.urgent, this.#policy)
  }

  async call(address: Address, command: string, args: unknown[], deadline: number): Promise<unknown> {
    try {
      const result = await this.#policy.execute(() => this.#try(address, command, args, deadline))
      if (!(result instanceof Refusal)) return result
      throw result.error
    } catch (error) {
      if (!library().isBrokenCircuitError(error)) throw error
      const cause = `${showAddress(address)} has failed too often and is left alone for a while`
      throw new AppError('TRY_AGAIN', undefined, { cause })
    }
  }

  send(address: Address, command: string, args: unknown[]): void {
    this.#outlet.send(address, command, args)
  }

  async #try(...call: Parameters<Outlet['call']>): Promise<unknown> {
    try {
      return await this.#outlet.call(...call)
    } catch (error) {
      if (isFailure(error)) throw error
      return new Refusal(error)
    }
  }
}

export function guard(outlet: Outlet, { retry: times = 2, breaker = {} }: Guard): Outlet {
  const { failures = 5, openFor = 60_000 } = breaker
  const { circuitBreaker, ConsecutiveBreaker, ExponentialBackoff, handleWhen, retry, wrap } = library()
  const failed = handleWhen(isFailure)
  const waits = new ExponentialBackoff({ initialDelay: 100 })
  const again = retry(failed, { maxAttempts: times, backoff: waits }).dangerouslyUnref()
  const broken = circuitBreaker(failed, {
    breaker: new ConsecutiveBreaker(failures),
    halfOpenAfter: openFor,
  })
  return new GuardedOutlet(outlet, wrap(again, broken))
}
