// A handle of a pool: sends each message to one of its members, and is used like a ref. It knows the service that holds it,
// as a ref does.

import type { Address } from '../address.ts'
import { type Args, type Calls, type CommandName, makeRef, type Sends } from '../service/ref.ts'
import type { Outlet } from '../talk/outlet.ts'
import type { PoolMembers, Seat } from './pool-members.ts'

export interface Pool<S> {
  readonly size: number
  readonly call: Calls<S>
  readonly send: Sends<S>
  /** The same pool with another deadline for its calls. */
  within(ms: number): Pool<S>
}

/** A message of a pool, to choose a member by. */
export type PoolMessage<S> = { [K in CommandName<S>]: { command: K; args: Args<S[K]> } }[CommandName<S>]

/** `turn`: one member after the other · `load`: the one with the fewest calls of this thread that are not answered · a key:
 * messages of one key go to one member, in their order. */
export type PoolBy<S> = 'turn' | 'load' | ((message: PoolMessage<S>) => string | number)

export interface PoolOptions<S, I> {
  by: PoolBy<S>
  /** How many members; one on each serving thread unless said. */
  size?: number
  /** What each member is launched with. */
  options?: I
}

/** Of a pool as a whole, which has no address. */
const NONE: Address = 0

class PoolOutlet implements Outlet {
  readonly #outlet: Outlet
  readonly #choose: (command: string, args: unknown[]) => Seat

  constructor(outlet: Outlet, choose: (command: string, args: unknown[]) => Seat) {
    this.#outlet = outlet
    this.#choose = choose
  }

  get urgent(): Outlet {
    return new PoolOutlet(this.#outlet.urgent, this.#choose)
  }

  call(_: Address, command: string, args: unknown[], deadline: number): Promise<unknown> {
    return this.#choose(command, args).call(this.#outlet, { command, args, deadline })
  }

  send(_: Address, command: string, args: unknown[]): void {
    this.#choose(command, args).send(this.#outlet, { command, args })
  }
}

/** `outlet`: of whoever holds it. */
export const makePool = <S>(outlet: Outlet, members: PoolMembers, by: PoolBy<S>): Pool<S> =>
  handleOf<S>(members.size, new PoolOutlet(outlet, chooser(members, by)))

function handleOf<S>(size: number, outlet: Outlet, deadline?: number): Pool<S> {
  const { call, send } = makeRef<S>(NONE, outlet, deadline)
  return { size, call, send, within: ms => handleOf(size, outlet, ms) }
}

function chooser<S>(members: PoolMembers, by: PoolBy<S>): (command: string, args: unknown[]) => Seat {
  if (by === 'turn') return () => members.next()
  if (by === 'load') return () => members.leastLoaded()
  return (command, args) => members.ofKey(by({ command, args } as PoolMessage<S>))
}
