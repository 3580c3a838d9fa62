// The services of one thread, in the order of their launches: started, found, given new code, ended.

import { type Address, FIRST_SERVICE, makeAddress } from '../address.ts'
import type { ClassBook } from '../code/class-book.ts'
import { type Straggler, whyOld } from '../code/follow-code.ts'
import { deadlineOf, isDoneBy } from '../exit-hooks.ts'
import { checkOptions } from '../place/check-options.ts'
import { Cell } from '../service/cell.ts'
import type { CellHost } from '../service/cell-host.ts'
import type { Chain } from '../service/message.ts'
import type { Launch } from '../service/scope.ts'
import type { AnyServiceClass } from '../service/service.ts'
import type { Ending } from './registry.ts'

/** What the cells of a thread need of it. */
export interface CellsHost extends CellHost<Cell> {
  readonly life: number
  /** What has taken the place of a class in the game's code. */
  readonly classes: ClassBook
  /** Throws NAME_TAKEN. */
  register(name: string, address: Address): Promise<unknown>
}

/** Who launches a service, under which name. */
interface Origin {
  name?: string | undefined
  chain?: Chain | undefined
  parent?: Address | undefined
}

/** How many services there are, how many messages wait for them, and for the one with the most. */
export interface Queues {
  services: number
  waiting: number
  longest: number
}

export class Cells {
  readonly #host: CellsHost
  readonly #cells = new Map<Address, Cell>()
  #lastId = FIRST_SERVICE

  constructor(host: CellsHost) {
    this.#host = host
  }

  get(address: Address): Cell | undefined {
    return this.#cells.get(address)
  }

  get size(): number {
    return this.#cells.size
  }

  values(): MapIterator<Cell> {
    return this.#cells.values()
  }

  /** It has ended. */
  delete(address: Address): void {
    this.#cells.delete(address)
  }

  /** With an address of its own, and registered when it is given a name. Throws NAME_TAKEN, and what its options or its start throw. */
  async launch(
    type: AnyServiceClass,
    options: unknown,
    { name, parent }: Launch = {},
    chain?: Chain,
  ): Promise<Cell> {
    const checked = checkOptions(this.#host.classes.latestOf(type), options)
    const address = makeAddress(this.#host.life, this.#lastId++)
    const cell = await this.start(type, checked, address, { name, chain, parent })
    if (name === undefined || cell.isEnded) return cell
    cell.name = name
    try {
      await this.#host.register(name, cell.address)
    } catch (error) {
      cell.name = undefined
      await cell.end()
      throw error
    }
    return cell
  }

  async start(
    type: AnyServiceClass,
    options: unknown,
    address: Address,
    { name, chain, parent }: Origin = {},
  ): Promise<Cell> {
    const { classes } = this.#host
    const cell = new Cell(this.#host, address, classes.latestOf(type))
    if (cell.supervisor) cell.supervisor.parent = parent
    this.#cells.set(address, cell)
    const make = () => new (classes.latestOf(type))({ cell, options: options as never, name })
    await cell.start(make, chain)
    return cell
  }

  /** After its message in progress, or beside it; undefined when there is none. */
  readonly end = (address: Address, isForced: boolean): Ending | undefined => {
    const cell = this.#cells.get(address)
    if (!cell) return undefined
    if (isForced) cell.abandon()
    return { name: String(cell), ended: cell.end() }
  }

  /** What this service has launched has failed. */
  readonly fail = (address: Address, what: string): void => {
    this.#cells.get(address)?.supervisor?.fail(what)
  }

  /** The last launched first, each with a share of the time until `deadline` (of performance.now()). */
  async endAll(deadline: number): Promise<void> {
    const cells = [...this.#cells.values()].reverse()
    for (const [i, cell] of cells.entries()) {
      const until = deadlineOf(deadline, cells.length - 1 - i)
      await isDoneBy(until, cell.endFully(until))
    }
    // One that was late for its turn may still have time.
    await isDoneBy(deadline, Promise.all(cells.map(cell => cell.endFully(deadline))))
  }

  queues(): Queues {
    let [waiting, longest] = [0, 0]
    for (const { queued } of this.#cells.values()) {
      waiting += queued
      if (queued > longest) longest = queued
    }
    return { services: this.#cells.size, waiting, longest }
  }

  /** The names of those whose class has this name, or this #private method. */
  namesOf(type: string): string[] {
    const hasIt = new Map<unknown, boolean>()
    const isOfIt = (cell: Cell): boolean => {
      if (!type.startsWith('#') || !cell.service) return cell.type === type
      const known =
        hasIt.get(cell.service.constructor) ?? String(cell.service.constructor).includes(`${type}(`)
      hasIt.set(cell.service.constructor, known)
      return known
    }
    return [...this.#cells.values()].filter(isOfIt).map(String)
  }

  /** The levels of the log have changed. */
  applyLevels(): void {
    for (const cell of this.#cells.values()) cell.applyLevel()
  }

  /** The game's code has been replaced, and `from` was the version before: each goes over between two messages. */
  followCode(from: string): void {
    const change = { from, classes: this.#host.classes }
    for (const cell of this.#cells.values()) cell.followCode(change)
  }

  /** Those that go on with older code. */
  stragglers(): Straggler[] {
    return [...this.#cells.values()].flatMap(cell => {
      const why = cell.service && whyOld(cell.service, this.#host.classes)
      return why === undefined ? [] : [{ name: String(cell), why }]
    })
  }

  /** A day of the game has begun, or `days` of them: those that have onDaily hear of it. */
  beginDay(days: number): void {
    for (const cell of this.#cells.values()) cell.beginDay(days)
  }
}
