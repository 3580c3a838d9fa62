// Work of a concurrent service of which only so much runs at a time; the others wait in the order in which they came. It keeps
// true: nobody waits past a deadline or the end of the service, and work that would wait for itself is refused at once.

import { AppError } from '../errors.ts'
import type { Chain } from '../service/message.ts'
import type { TalkHost } from './talk-host.ts'

/** Further work is refused at so much that waits. */
const MOST_WAITING = 4096

export type Work<T> = () => T | PromiseLike<T>

interface Waiter {
  start(): void
  reject(error: AppError): void
  timer: NodeJS.Timeout
}

/** Work that runs. `chain`: the message that it belongs to, and who waits for that; undefined where that is not known. */
interface Holder {
  chain: Chain | undefined
}

export class Slots {
  readonly #host: TalkHost
  readonly #size: number
  readonly #what: string
  readonly #holders = new Set<Holder>()
  readonly #waiting = new Set<Waiter>()
  /** Whose work is being called right now. */
  #starting: Holder | undefined

  /** `what`: names it in errors. */
  constructor(host: TalkHost, size: number, what: string) {
    this.#host = host
    this.#size = size
    this.#what = what
  }

  get isIdle(): boolean {
    return this.#holders.size === 0
  }

  /** Runs `work` when there is room; rejects when it has not begun within `ms`. */
  async run<T>(work: Work<T>, ms: number): Promise<T> {
    const { isInTurn, callChain } = this.#host
    const holder = { chain: isInTurn ? callChain : undefined }
    if (this.#holders.size < this.#size) this.#holders.add(holder)
    else await this.#wait(holder, ms)
    try {
      return await this.#start(holder, work)
    } finally {
      this.#leave(holder)
    }
  }

  close(endError: () => AppError): void {
    for (const waiter of [...this.#waiting]) this.#refuse(waiter, endError())
  }

  #start<T>(holder: Holder, work: Work<T>): T | PromiseLike<T> {
    const before = this.#starting
    this.#starting = holder
    try {
      return this.#host.runAs(holder.chain, work)
    } finally {
      this.#starting = before
    }
  }

  /** The holder takes the place of one that leaves. */
  #wait(holder: Holder, ms: number): Promise<void> {
    const refusal = this.#refusal(holder.chain)
    if (refusal) return Promise.reject(refusal)
    return new Promise((resolve, reject) => {
      const late = () => this.#refuse(waiter, this.#error('TIMEOUT', `has not been free within ${ms} ms`))
      const start = () => {
        clearTimeout(waiter.timer)
        this.#holders.add(holder)
        resolve()
      }
      const waiter = { start, reject, timer: setTimeout(late, ms) }
      this.#waiting.add(waiter)
    })
  }

  #leave(holder: Holder): void {
    this.#holders.delete(holder)
    const [next] = this.#waiting
    if (!next) return
    this.#waiting.delete(next)
    next.start()
  }

  #refusal(chain: Chain | undefined): AppError | undefined {
    if (this.#waiting.size >= MOST_WAITING) return this.#error('MAILBOX_FULL', `has ${MOST_WAITING} waiting`)
    const waitsForItself = [...this.#holders].every(
      holder => holder === this.#starting || isIn(chain, holder),
    )
    return waitsForItself ? this.#error('CALL_CYCLE', 'is held by the work that waits for it') : undefined
  }

  #refuse(waiter: Waiter, error: AppError): void {
    clearTimeout(waiter.timer)
    this.#waiting.delete(waiter)
    waiter.reject(error)
  }

  #error(code: 'TIMEOUT' | 'MAILBOX_FULL' | 'CALL_CYCLE', what: string): AppError {
    return new AppError(code, undefined, { cause: `${this.#what} ${what}` })
  }
}

/** Whether the message of `holder` waits for the one that `chain` begins with. */
function isIn(chain: Chain | undefined, holder: Holder): boolean {
  const { chain: held } = holder
  for (let c = chain?.parent; c && held; c = c.parent)
    if (c.address === held.address && c.turn === held.turn) return true
  return false
}
