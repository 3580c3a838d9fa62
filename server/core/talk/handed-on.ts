// A call that its receiver hands on: another service gets the message, and answers whoever waits for it. The chain of calls goes
// along without the one who handed it on, as that one does not wait; the deadline is still the caller's.

import type { Address } from '../address.ts'
import type { Message } from '../service/message.ts'
import { Answerer, type AnswererHost } from './answerer.ts'

export class HandedOn<T> extends Answerer<T> {
  readonly #address: Address
  readonly #command: string
  readonly #args: unknown[]

  constructor(address: Address, command: string, args: unknown[]) {
    super()
    this.#address = address
    this.#command = command
    this.#args = args
  }

  override take({ chain, answer }: Message, host: AnswererHost): void {
    const [address, command, args] = [this.#address, this.#command, this.#args]
    host.runtime.parcels.pass({ address, command, args, chain, answer, isUrgent: false })
  }
}
