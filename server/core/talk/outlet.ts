// Where a ref delivers its messages: a service's cell, or the thread itself; and the ways around those: before the messages
// that wait already, or with somebody else's answer.

import type { Address } from '../address.ts'
import type { Answer, Chain } from '../service/message.ts'

export interface Outlet {
  call(address: Address, command: string, args: unknown[], deadline: number): Promise<unknown>
  send(address: Address, command: string, args: unknown[]): void
  /** Delivers the same before other messages. */
  readonly urgent: Outlet
}

/** A message that goes another way than call() and send(). */
export interface Parcel {
  readonly address: Address
  readonly command: string
  readonly args: unknown[]
  readonly chain: Chain | undefined
  /** Who waits for it; undefined for nobody. */
  readonly answer: Answer | undefined
  readonly isUrgent: boolean
}

/** What an outlet for urgent messages needs of the thread. */
export interface UrgentHost {
  callUrgently(
    address: Address,
    command: string,
    args: unknown[],
    deadline: number,
    chain: Chain | undefined,
  ): Promise<unknown>
  pass(parcel: Parcel): void
}

export class UrgentOutlet implements Outlet {
  readonly #host: UrgentHost
  readonly #chain: () => Chain | undefined

  /** `chain`: gives the one that a call made now travels with. */
  constructor(host: UrgentHost, chain: () => Chain | undefined) {
    this.#host = host
    this.#chain = chain
  }

  get urgent(): Outlet {
    return this
  }

  call(address: Address, command: string, args: unknown[], deadline: number): Promise<unknown> {
    return this.#host.callUrgently(address, command, args, deadline, this.#chain())
  }

  send(address: Address, command: string, args: unknown[]): void {
    this.#host.pass({ address, command, args, chain: undefined, answer: undefined, isUrgent: true })
  }
}
