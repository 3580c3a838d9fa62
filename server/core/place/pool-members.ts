// The members of one pool, as one thread sees them. It keeps true: messages that one thread gives to one seat arrive in their
// order, also those that wait while the member that has ended there is launched again.

import { hashText } from '../../lib/hash-text.ts'
import type { Address } from '../address.ts'
import { AppError } from '../errors.ts'
import { MAILBOX_LIMIT } from '../service/mailbox.ts'
import type { EndListener } from '../supervise/endings.ts'
import type { Outlet } from '../talk/outlet.ts'

export interface PoolHost {
  /** The member with this number, launched again when it is the one that has ended. */
  find(index: number, ended: Address | undefined): Promise<Address>
  listen(address: Address, listener: EndListener): () => void
}

interface Sent {
  command: string
  args: unknown[]
}

interface Call extends Sent {
  deadline: number
}

interface Waiting {
  deliver(address: Address): void
  fail(error: AppError): void
}

/** Deadlines of calls that have waited are rounded up to these ms, as calls of one deadline share a list. */
const STEP = 50

/** The place of one member. */
export class Seat {
  readonly #host: PoolHost
  readonly #index: number
  #address: Address | undefined
  #waiting: Waiting[] = []
  #isAsking = false
  /** Calls that are not answered yet. */
  open = 0

  constructor(host: PoolHost, index: number, address: Address) {
    this.#host = host
    this.#index = index
    this.#take(address)
  }

  get isTaken(): boolean {
    return this.#address !== undefined
  }

  call(outlet: Outlet, message: Call): Promise<unknown> {
    this.open++
    const answer = this.#call(outlet, message)
    const done = () => void this.open--
    answer.then(done, done)
    return answer
  }

  send(outlet: Outlet, { command, args }: Sent): void {
    if (this.#address !== undefined) outlet.send(this.#address, command, args)
    else this.#wait({ deliver: address => outlet.send(address, command, args), fail: () => undefined })
  }

  #call(outlet: Outlet, { command, args, deadline }: Call): Promise<unknown> {
    if (this.#address !== undefined) return outlet.call(this.#address, command, args, deadline)
    const due = performance.now() + deadline
    return new Promise((resolve, reject) => {
      const late = new AppError('TIMEOUT', undefined, {
        cause: `no member of the pool for "${command}" in time`,
      })
      const deliver = (address: Address) => {
        const left = Math.ceil((due - performance.now()) / STEP) * STEP
        if (left > 0) outlet.call(address, command, args, left).then(resolve, reject)
        else reject(late)
      }
      const timer = setTimeout(() => reject(late), deadline)
      const untimed = (go: () => void) => {
        clearTimeout(timer)
        go()
      }
      this.#wait({
        deliver: address => untimed(() => deliver(address)),
        fail: error => untimed(() => reject(error)),
      })
    })
  }

  #wait(waiting: Waiting): void {
    if (this.#waiting.length >= MAILBOX_LIMIT) return waiting.fail(new AppError('MAILBOX_FULL'))
    this.#waiting.push(waiting)
    if (!this.#isAsking) void this.#ask(undefined)
  }

  #take(address: Address): void {
    this.#address = address
    this.#host.listen(address, () => {
      this.#address = undefined
      void this.#ask(address)
    })
    for (const { deliver } of this.#waiting.splice(0)) deliver(address)
  }

  async #ask(ended: Address | undefined): Promise<void> {
    this.#isAsking = true
    try {
      const address = await this.#host.find(this.#index, ended)
      this.#isAsking = false
      this.#take(address)
    } catch (error) {
      this.#isAsking = false
      const reason = error instanceof AppError ? error : new AppError('INTERNAL', undefined, { cause: error })
      for (const { fail } of this.#waiting.splice(0)) fail(reason)
    }
  }
}

export class PoolMembers {
  readonly #seats: readonly Seat[]
  #turn = 0

  constructor(addresses: readonly Address[], host: PoolHost) {
    this.#seats = addresses.map((address, i) => new Seat(host, i, address))
  }

  get size(): number {
    return this.#seats.length
  }

  /** One after the other; those whose member is being launched again are left out while there are others. */
  next(): Seat {
    const { size } = this
    for (let i = 0; i < size; i++) {
      const seat = this.#seats[(this.#turn + i) % size]!
      if (!seat.isTaken) continue
      this.#turn = (this.#turn + i + 1) % size
      return seat
    }
    return this.#seats[this.#turn++ % size]!
  }

  /** With the fewest calls that are not answered; of several the next. */
  leastLoaded(): Seat {
    let best = this.next()
    for (const seat of this.#seats) if (seat.isTaken && seat.open < best.open) best = seat
    return best
  }

  ofKey(key: string | number): Seat {
    return this.#seats[hashText(String(key)) % this.size]!
  }
}
