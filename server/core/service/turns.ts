// The messages of one service that are in progress. It keeps true: a service that is not concurrent has one at most; of a
// handler that waits it is known since when and for whom; what a handler asks of others travels with the chain of those who
// wait for it.
//
//   nothing ── begin() ──→ a handler runs ── end() ──→ nothing
//                               └── hold(): it has returned a promise ──→ it waits ── end() ──→ nothing
//
// While handlers of a concurrent service wait, others run.

import { type Address, showAddress } from '../address.ts'
import type { Monitor, Watched } from '../watch/monitor.ts'
import type { WaitingHandler } from './complaints.ts'
import { type Answer, type Chain, rootOf } from './message.ts'

/** What they need of the cell. */
export interface TurnsHost extends Watched {
  readonly address: Address
  readonly concurrent: boolean
  /** Who waits for what it asks of others now; `chain`: who waits for the message in progress. */
  waitingFor(chain: Chain | undefined): Chain | undefined
}

export class Turns {
  /** Handlers that run or wait. */
  running = 0
  /** Messages begun so far, the one in progress included. */
  number = 0
  /** Set while the handler of `command` runs or waits. */
  command = ''
  /** Who waits for the message in progress. */
  chain: Chain | undefined
  #link: Chain | undefined
  readonly #cell: TurnsHost
  readonly #monitor: Monitor
  /** Of a service that handles one message at a time: the handler that waits. */
  #waiting: WaitingHandler | undefined
  /** Of a concurrent service: the handlers that wait, the oldest first. */
  #overlapping: Set<WaitingHandler> | undefined
  /** Wait for the moment between two messages. */
  #between: (() => void)[] | undefined

  constructor(cell: TurnsHost, monitor: Monitor) {
    this.#cell = cell
    this.#monitor = monitor
  }

  begin(command: string, chain: Chain | undefined): void {
    this.running++
    this.number++
    this.chain = chain
    this.#link = undefined
    this.command = command
    this.#monitor.begin(this.#cell, command)
  }

  /** The message in progress waits. */
  hold(answer: Answer | undefined): WaitingHandler {
    const { command, chain } = this
    const busy = this.#monitor.watch(this.#cell)
    const { lastSince: since } = this.#monitor
    const waiting = { command, since, busy, chain, answer, isReported: false }
    this.#monitor.observer?.waits(this.#cell, waiting)
    if (!this.#cell.concurrent) {
      this.#waiting = waiting
      return waiting
    }
    this.chain = this.#link = undefined
    this.#overlapping ??= new Set()
    this.#overlapping.add(waiting)
    return waiting
  }

  /** A message is over. One that did not wait is checked by the monitor when the next begins. */
  end(waiting: WaitingHandler | undefined): void {
    this.running--
    this.#monitor.observer?.ended(this.#cell, waiting)
    if (waiting) this.endWaiting(waiting)
    if (this.running > 0 && !this.#cell.concurrent) return
    this.chain = this.#link = undefined
    if (this.running === 0) this.command = ''
  }

  /** A message that has waited is over; it may be one of an old instance, which does not count any more. */
  endWaiting(waiting: WaitingHandler): void {
    if (this.#waiting === waiting) this.#waiting = undefined
    this.#overlapping?.delete(waiting)
    if (this.#between && this.running === 0) this.#runBetween()
    this.#monitor.noteEnd(this.#cell, waiting.command, waiting.since, waiting.busy)
  }

  // A turn that is no message: the owner runs it. Nothing else is in progress, and there is no caller.

  beginAlone(command: string): void {
    this.running = 1
    this.number++
    this.command = command
    this.#monitor.begin(this.#cell, command)
    this.#monitor.observer?.began(this.#cell, command, undefined)
  }

  /** undefined where it did not wait. */
  takeWaiting(): WaitingHandler | undefined {
    const waiting = this.#waiting
    this.#waiting = undefined
    return waiting
  }

  /** It did not wait. */
  endAlone(): void {
    this.#monitor.endTurn()
    this.#monitor.observer?.ended(this.#cell, undefined)
    this.running = 0
    this.#link = undefined
    this.command = ''
  }

  // For whoever asks others.

  /** The chain that a call made now travels with. A concurrent handler has one only until it first waits. */
  get callChain(): Chain | undefined {
    if (this.running === 0) return undefined
    const { address } = this.#cell
    this.#link ??= { address, turn: this.number, parent: this.#cell.waitingFor(this.chain) }
    return this.#link
  }

  /** Who waits for what is asked has changed. */
  onChainChanged(): void {
    this.#link = undefined
  }

  runAs<T>(chain: Chain | undefined, work: () => T): T {
    const before = this.#link
    this.#link = chain
    try {
      return work()
    } finally {
      this.#link = before
    }
  }

  /** Whether the message in progress is one that waits, in the end, for a call with this chain. */
  isAwaitedBy(chain: Chain | undefined): boolean {
    if (this.#cell.concurrent || this.running === 0) return false
    for (let c = chain; c; c = c.parent)
      if (c.address === this.#cell.address && c.turn === this.number) return true
    return false
  }

  /** A handler runs right now, and does not wait. */
  get isInTurn(): boolean {
    return this.running > (this.#overlapping?.size ?? 0)
  }

  /** Runs it now, or as soon as no message is in progress. */
  between(work: () => void): void {
    if (this.running === 0) return work()
    this.#between ??= []
    this.#between.push(work)
  }

  // For the supervisor.

  /** Those in progress belong to an old instance from now on: they do not count here any more. */
  leavePast(): readonly WaitingHandler[] {
    const past = [...(this.#overlapping ?? []), ...(this.#waiting ? [this.#waiting] : [])]
    this.#waiting = undefined
    this.#overlapping?.clear()
    this.running -= past.length
    return past
  }

  // For whoever looks.

  /** The handlers that run or wait, the oldest first. */
  get handlers(): readonly WaitingHandler[] {
    if (this.#overlapping?.size) return [...this.#overlapping]
    if (this.running === 0) return []
    if (this.#waiting) return [this.#waiting]
    const since = this.#monitor.lastSince
    const { command, chain } = this
    return [{ command, since, busy: 0, chain, answer: undefined, isReported: false }]
  }

  /** The message in progress, for log lines; nothing where that is not certain. */
  get inProgress(): object {
    if (this.running !== 1 || this.command === '') return {}
    const call = `${showAddress(this.#cell.address)}#${this.number}`
    const first = rootOf(this.chain)
    return {
      command: this.command,
      call,
      ...(first && { for: `${showAddress(first.address)}#${first.turn}` }),
    }
  }

  #runBetween(): void {
    const between = this.#between ?? []
    this.#between = undefined
    for (const work of between) work()
  }
}
