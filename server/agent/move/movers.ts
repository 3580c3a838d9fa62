// Who of a thread's players moves to another, and when: those whose clients are connected there, the longest ago first, so many
// at a time that nobody else notices. Who can't is tried again later; meanwhile the client is served by relay.

import { setTimeout as sleep } from 'node:timers/promises'
import type { Address } from '../../core/address.ts'
import { lifeOf } from '../../core/address.ts'
import { isDoneBy } from '../../core/exit-hooks.ts'
import { Histogram } from '../../core/metrics/histogram.ts'
import { Tally } from '../../core/metrics/tally.ts'
import type { Ref } from '../../core/service/ref.ts'
import type { Thread } from '../../core/thread/thread.ts'
import type { Slave } from '../../gate/slave.ts'
import { backoffMs } from '../../lib/backoff.ts'
import type { Agent } from '../agent.ts'
import { type Arrivals, arrivalsName } from './arrivals.ts'
import { type MoveHost, move } from './move.ts'

/** ms between two looks, how many may begin at each, and how many may be on their way. */
const EVERY = 20
const BEGIN = 4
const MOST = 32
/** Who could not move is tried again after so many ms, twice as many each time. */
const AGAIN = { first: 500, longest: 10_000 }
/** Of a thread that ends: ms between two rounds, and in how many of them somebody is tried. */
const PAUSE = 20
const TRIES = 10
/** ms to find the other thread. */
const FIND_WITHIN = 1000

interface Waiting {
  failures: number
  /** Of performance.now(). */
  notBefore: number
}

/** The players of a thread that ends. */
export interface Leaving {
  /** Those that are there. */
  open(): Iterable<Agent>
  /** Somebody comes who can't stay elsewhere, and has to go on from here. */
  isExpecting(): boolean
}

export class Movers {
  readonly #thread: Thread
  readonly #host: MoveHost
  readonly #gate: Ref<Slave>
  readonly #waiting = new Map<Agent, Waiting>()
  readonly #moving = new Set<Agent>()
  /** Those that have left, and are not known there yet. */
  readonly #arriving = new Set<Promise<void>>()
  readonly outcomes = new Tally()
  /** Of those who have moved. */
  readonly seconds = new Histogram()
  #timer: NodeJS.Timeout | undefined

  /** `gate`: this thread's. */
  constructor(thread: Thread, host: MoveHost, gate: Ref<Slave>) {
    this.#thread = thread
    this.#host = host
    this.#gate = gate
  }

  /** Its client is connected to another thread. */
  add(agent: Agent): void {
    if (!this.#waiting.has(agent)) this.#waiting.set(agent, { failures: 0, notBefore: 0 })
    this.#timer ??= setInterval(() => this.#look(), EVERY)
  }

  stop(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
    this.#waiting.clear()
  }

  /** Moves one to the thread with this life now. False when it stays. */
  async moveTo(agent: Agent, life: number): Promise<boolean> {
    if (this.#moving.has(agent)) return false
    this.#moving.add(agent)
    try {
      const to = await this.#arrivalsOf(life)
      const begun = performance.now()
      const onLeft = (arrived: Promise<void>) => this.#noteLeft(arrived)
      const isMoved = await move(agent, { to, gate: this.#gate, host: this.#host, onLeft })
      if (isMoved) this.seconds.observe((performance.now() - begun) / 1000)
      this.outcomes.add(isMoved ? 'moved' : 'stayed')
      return isMoved
    } catch (error) {
      this.outcomes.add('failed')
      agent.log.warn(
        { err: error, account: agent.account },
        'a player could not move to another thread; retrying',
      )
      return false
    } finally {
      this.#moving.delete(agent)
    }
  }

  /** Moves all of these players to the threads with these lives, as many at a time as may be on their way, until `end` (of
   * performance.now()). Clients that are connected here are told to come again. Resolves when the whole node knows where they are:
   * who looks for them here once this thread has ended would not find them. */
  async moveAll(players: Leaving, where: { lives: readonly number[]; end: number }): Promise<void> {
    await this.#leave(players, where)
    await isDoneBy(where.end, Promise.all(this.#arriving))
  }

  async #leave(players: Leaving, { lives, end }: { lives: readonly number[]; end: number }): Promise<void> {
    const tries = new Map<Agent, number>()
    let next = 0
    const lifeFor = ({ peer: { lineGate } }: Agent): number =>
      lives.find(life => lineGate !== undefined && lifeOf(lineGate) === life) ?? lives[next++ % lives.length]!
    const leave = async (agent: Agent): Promise<void> => {
      tries.set(agent, (tries.get(agent) ?? 0) + 1)
      const life = lifeFor(agent)
      if (agent.peer.lineGate === undefined || lifeOf(agent.peer.lineGate) !== life) agent.peer.letGo()
      await this.moveTo(agent, life)
    }
    while (performance.now() < end) {
      const left = [...players.open()].filter(agent => (tries.get(agent) ?? 0) < TRIES)
      if (left.length === 0 && !players.isExpecting()) return
      const work = async () => {
        for (let agent = left.pop(); agent && performance.now() < end; agent = left.pop()) await leave(agent)
      }
      await isDoneBy(end, Promise.all(Array.from({ length: MOST }, work)))
      await sleep(PAUSE, undefined, { ref: false })
    }
  }

  #noteLeft(arrived: Promise<void>): void {
    this.#arriving.add(arrived)
    void arrived.then(() => this.#arriving.delete(arrived))
  }

  #look(): void {
    const now = performance.now()
    let begun = 0
    for (const [agent, waiting] of this.#waiting) {
      if (begun === BEGIN || this.#moving.size >= MOST) break
      const { lineGate } = agent.peer
      if (!agent.isOpen || lineGate === undefined) this.#waiting.delete(agent)
      else if (waiting.notBefore <= now && !this.#moving.has(agent)) {
        begun++
        void this.#try(agent, waiting, lineGate)
      }
    }
    if (this.#waiting.size > 0) return
    clearInterval(this.#timer)
    this.#timer = undefined
  }

  async #try(agent: Agent, waiting: Waiting, gate: Address): Promise<void> {
    const isMoved = await this.moveTo(agent, lifeOf(gate))
    if (isMoved) this.#waiting.delete(agent)
    else waiting.notBefore = performance.now() + backoffMs(waiting.failures++, AGAIN)
  }

  #arrivalsOf(life: number): Promise<Ref<Arrivals>> {
    return this.#thread.query<Arrivals>(arrivalsName(life), FIND_WITHIN)
  }
}
