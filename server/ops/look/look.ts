// What a thread says about its services to whoever looks: the service `.look/<slot>`, one on every thread. It reads what is
// there anyway, and answers in pages.

import { setImmediate as nextTurn } from 'node:timers/promises'
import { inspect } from 'node:util'
import { type Address, showAddress } from '../../core/address.ts'
import { AppError } from '../../core/errors.ts'
import { endsWithin } from '../../core/patience.ts'
import type { Cell } from '../../core/service/cell.ts'
import { Service } from '../../core/service/service.ts'
import type { Thread } from '../../core/thread/thread.ts'
import { ticks } from '../../lib/clock.ts'
import { Largest } from '../../lib/show/largest.ts'
import { plainOf } from '../../lib/show/plain.ts'

export const lookName = (slot: number): string => `.look/${slot}`

export interface Part<T> {
  rows: T[]
  total: number
}

export interface ServiceRow {
  address: string
  name: string | undefined
  type: string
  thread: number
  /** Whose it is: a player, a room. */
  of: string
}

export interface StatRow extends ServiceRow {
  /** Handled since its start. */
  messages: number
  queue: number
  /** Calls that it waits for. */
  calls: number
}

export type StatKey = 'messages' | 'queue' | 'calls'

/** A service, and how much it has of what is ranked. */
export type Rank = [address: Address, value: number]

export interface RunningTask {
  command: string
  ms: number
  /** Who waits for it, nearest first. */
  for: Address[]
}

export interface CallRow {
  from: Address | undefined
  to: Address
  command: string
  ms: number
}

export interface Task {
  running: RunningTask[]
  waitsFor: CallRow[]
  /** Its messages overlap: for which of them a call is made is known only before that one first waits. */
  concurrent: boolean
  /** Commands of the first messages in the queue. */
  waiting: string[]
  queue: number
}

export interface PlaceRow {
  place: string
  count: number
  /** ms since 1970. */
  first: number
  last: number
  service: string
  command: string
  of: string
  text: string
  stack?: string
}

/** Slow messages of one kind; times in ms. */
export interface SlowRow {
  service: string
  command: string
  count: number
  total: number
  busy: number
  /** The slowest: how long it took, whose it was, which service had it, and when it ended (since 1970). */
  max: number
  of: string
  address: string | undefined
  at: number
}

/** Services that are looked at between two turns of the loop. */
const PIECE = 500
/** ms that a service's own inspect() may take. */
const INSPECT_WITHIN = 2000

type OpenCall = ReturnType<Thread['openCalls']> extends Iterable<infer C> ? C : never

interface Inspected {
  inspect(): unknown
}

export class Look extends Service<{ thread: Thread }> {
  static concurrent = true

  services(from: number, limit: number): Part<ServiceRow> {
    const { cells } = this.options.thread
    const rows: ServiceRow[] = []
    let n = 0
    for (const cell of cells.values()) {
      if (n >= from + limit) break
      if (n++ >= from) rows.push(this.#row(cell))
    }
    return { rows, total: cells.size }
  }

  /** The `limit` services with the most of `by`. Other messages run between pieces of the way through all of them. */
  async rank(by: StatKey, limit: number): Promise<Part<Rank>> {
    const { cells } = this.options.thread
    const calls = this.#callsBy()
    const found = new Largest<Rank>(limit)
    let n = 0
    for (const cell of cells.values()) {
      const value = weigh(cell, by, calls)
      found.add([cell.address, value], value)
      if (++n % PIECE === 0) await nextTurn()
    }
    return { rows: found.list(), total: cells.size }
  }

  /** Of these services, those that are still there. */
  statOf(addresses: readonly Address[]): StatRow[] {
    const { cells } = this.options.thread
    const calls = this.#callsBy()
    const found = addresses.map(address => cells.get(address)).filter(cell => cell !== undefined)
    return found.map(cell => this.#statRow(cell, calls))
  }

  async info(address: Address): Promise<object> {
    const cell = this.#cell(address)
    const [row] = this.statOf([address])
    const [handler] = cell.handlers
    const running = handler && `${handler.command}, for ${this.#elapsed(handler.since)} ms`
    const inspected = await this.#inspect(cell)
    const own = { ...row, state: cell.state, concurrent: cell.concurrent, running }
    return { ...own, ...inspected, ...own }
  }

  /** All of one moment. */
  task(address: Address, limit: number): Task {
    const { queue, handlers, concurrent } = this.#cell(address)
    return {
      waitsFor: this.calls(limit, { by: address }).rows,
      concurrent,
      running: handlers.slice(0, limit).map(({ command, since, chain }) => {
        const waiters: Address[] = []
        for (let c = chain; c; c = c.parent) waiters.push(c.address)
        return { command, ms: this.#elapsed(since), for: waiters }
      }),
      waiting: queue.first(limit).map(({ command }) => command),
      queue: queue.size,
    }
  }

  /** Open calls that were made on this thread, the oldest first; `by`: those of one service; `but`: none of or to these. */
  calls(limit: number, { by, but = [] }: { by?: Address; but?: readonly Address[] } = {}): Part<CallRow> {
    const found = new Largest<OpenCall>(limit)
    let total = 0
    for (const open of this.options.thread.openCalls()) {
      const [{ chain, to }, ms] = open
      if (by !== undefined && chain?.address !== by) continue
      if (but.includes(to!) || (chain && but.includes(chain.address))) continue
      total++
      found.add(open, ms)
    }
    const rows = found
      .list()
      .map(([{ chain, to, command }, ms]) => ({ from: chain?.address, to: to!, command, ms }))
    return { rows, total }
  }

  /** What services of this thread are called; undefined for those that are not there. */
  who(addresses: readonly Address[]): (string | undefined)[] {
    const { cells } = this.options.thread
    return addresses.map(address => cells.get(address)).map(cell => cell && labelOf(cell))
  }

  /** Of the last `minutes`, what took most time in all first. */
  slow(minutes: number): SlowRow[] {
    const kinds = this.options.thread.monitor.slowest.list(minutes)
    return kinds.map(({ slowest: { ms: max, about, address, at }, ...sums }) => ({
      ...sums,
      max,
      of: textOf(about),
      address: address === undefined ? undefined : showAddress(address),
      at: this.#timeOf(at),
    }))
  }

  /** `place`: those with this text in it, with their stacks, which are long. */
  errors(place?: string): PlaceRow[] {
    const all = this.options.thread.monitor.errors.list()
    const places = place === undefined ? all : all.filter(each => each.place.includes(place)).slice(0, 1)
    return places.map(({ place: where, count, first, last, example }) => ({
      place: where,
      count,
      first: this.#timeOf(first),
      last: this.#timeOf(last),
      service: example.service,
      command: example.command,
      of: textOf(example.about),
      text: example.text,
      ...(place !== undefined && { stack: example.stack }),
    }))
  }

  #cell(address: Address): Cell {
    const cell = this.options.thread.cells.get(address)
    if (!cell)
      throw new AppError('SERVICE_DEAD', `${showAddress(address)}: there is no such service any more`)
    return cell
  }

  #row(cell: Cell): ServiceRow {
    const { address, name, type, about } = cell
    return { address: showAddress(address), name, type, thread: this.options.thread.slot, of: textOf(about) }
  }

  #statRow(cell: Cell, calls: ReadonlyMap<Address, number>): StatRow {
    const own = { messages: messagesOf(cell), queue: cell.queue.size, calls: calls.get(cell.address) ?? 0 }
    return { ...this.#row(cell), ...own }
  }

  #callsBy(): Map<Address, number> {
    const calls = new Map<Address, number>()
    for (const [{ chain }] of this.options.thread.openCalls())
      if (chain) calls.set(chain.address, (calls.get(chain.address) ?? 0) + 1)
    return calls
  }

  #elapsed(since: number): number {
    return Math.max(0, Math.round(this.options.thread.monitor.elapsed(since)))
  }

  /** ms since 1970. */
  #timeOf(at: number): number {
    return Math.round(this.options.thread.clock.now() - (ticks() - at))
  }

  async #inspect(cell: Cell): Promise<object> {
    try {
      const found = (cell.service as unknown as Inspected | undefined)?.inspect()
      const own = await endsWithin(
        INSPECT_WITHIN,
        found,
        new AppError('TIMEOUT', 'inspect() did not end in time'),
      )
      const plain = plainOf(own)
      if (plain === undefined) return {}
      return typeof plain === 'object' && plain !== null && !Array.isArray(plain) ? plain : { inspect: plain }
    } catch (error) {
      return { inspect: `failed: ${error instanceof Error ? error.message : inspect(error)}` }
    }
  }
}

function weigh(cell: Cell, by: StatKey, calls: ReadonlyMap<Address, number>): number {
  if (by === 'calls') return calls.get(cell.address) ?? 0
  return by === 'queue' ? cell.queue.size : messagesOf(cell)
}

/** Without its start. */
const messagesOf = (cell: Cell): number => Math.max(0, cell.turnNumber - 1)

/** As it is called where many are shown together: its name, or its class. */
export const labelOf = ({ name, type }: { name: string | undefined; type: string }): string => name ?? type

/** `account bob, connection 7`. */
export const textOf = (about: object): string =>
  Object.entries(about)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key} ${value}`)
    .join(', ')
