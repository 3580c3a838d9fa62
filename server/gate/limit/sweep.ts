// What a slave does by the clock for its connections: closes those that are idle, too slow, or not logged in in time,
// pings those that are silent, cuts off those that do not take their last frames, and keeps all of them together within
// the node's memory for what waits in sockets.

import { CLOSE } from '../../../protocol/errors.ts'
import type { Connection } from '../connection.ts'
import type { GateConfig } from '../settings.ts'
import type { BufferBudget } from './buffer-budget.ts'

/** ms between two looks at the members of rooms while latest-wins pushes are published. */
const LOOK = 100
/** ms between two sweeps at most; an eighth of the shorter limit where that is less. */
const SWEEP = 1000

export interface SweepOptions {
  connections: ReadonlyMap<number, Connection>
  limits: Pick<GateConfig, 'loginTimeout' | 'idleTimeout'>
  budget: BufferBudget
  now: number
}

export class Sweep {
  /** Latest-wins pushes were published since members were looked at last. */
  hasMoved = false
  readonly #connections: ReadonlyMap<number, Connection>
  readonly #limits: SweepOptions['limits']
  readonly #budget: BufferBudget
  readonly #every: number
  readonly #backlogged = new Set<Connection>()
  readonly #closing = new Set<Connection>()
  #now: number
  #sweptAt: number
  #lookedAt: number
  /** Bytes waiting on this thread, as the other threads know them. */
  #queued = 0

  constructor({ connections, limits, budget, now }: SweepOptions) {
    this.#connections = connections
    this.#limits = limits
    this.#budget = budget
    this.#every = Math.min(SWEEP, Math.min(limits.loginTimeout, limits.idleTimeout) / 8)
    this.#now = this.#sweptAt = this.#lookedAt = now
  }

  count(): { backlogged: number; queued: number; closing: number } {
    return { backlogged: this.#backlogged.size, queued: this.#queued, closing: this.#closing.size }
  }

  onBacklog(connection: Connection): void {
    this.#backlogged.add(connection)
  }

  /** Nothing waits in its socket any more. */
  onDrained(connection: Connection): void {
    this.#backlogged.delete(connection)
  }

  onClosing(connection: Connection): void {
    this.#closing.add(connection)
  }

  onClosed(connection: Connection): void {
    this.#backlogged.delete(connection)
    this.#closing.delete(connection)
  }

  /** `now`: the slave's coarse clock, in ms. */
  tick(now: number): void {
    this.#now = now
    if (this.hasMoved) this.#lookAtMembers()
    if (this.#backlogged.size > 0 || this.#queued > 0) this.#checkBuffers()
    const passed = now - this.#sweptAt
    if (passed < this.#every) return
    this.#sweptAt = now
    for (const connection of this.#closing) if (connection.cutAt <= now) connection.cut()
    for (const connection of this.#connections.values()) {
      if (connection.isLoggingIn) connection.guestSince += passed
      this.#check(connection)
    }
  }

  /** A publish does not say whose socket takes no more. */
  #lookAtMembers(): void {
    if (this.#now - this.#lookedAt < LOOK) return
    this.#lookedAt = this.#now
    this.hasMoved = false
    for (const connection of this.#connections.values()) this.#checkMember(connection)
  }

  #checkMember(connection: Connection): void {
    if (connection.topics?.hasJoined && connection.checkBacklog() > 0) this.onBacklog(connection)
  }

  /** Looks at what waits in the sockets; while it is too much for the node, the largest goes first. */
  #checkBuffers(): void {
    for (const connection of this.#backlogged) {
      if (connection.checkBacklog() === 0) this.#backlogged.delete(connection)
      connection.adaptToBacklog()
    }
    const largestFirst = [...this.#backlogged].sort((a, b) => b.queued - a.queued)
    this.#queued = largestFirst.reduce((sum, { queued }) => sum + queued, 0)
    this.#budget.report(this.#queued, largestFirst[0]?.queued ?? 0)
    this.#freeExcess(largestFirst)
  }

  #freeExcess(largestFirst: readonly Connection[]): void {
    let { excess } = this.#budget
    for (const connection of largestFirst) {
      if (excess <= 0 || !this.#budget.isLargest(connection.queued)) return
      excess -= connection.queued
      if (connection.isOpen) connection.close(CLOSE.TOO_SLOW)
      else connection.cut()
    }
  }

  #check(connection: Connection): void {
    if (!connection.isOpen || connection.isAway || connection.remote) return
    const { loginTimeout, idleTimeout } = this.#limits
    const idle = this.#now - connection.lastSeen
    if (idle > SWEEP) connection.rest()
    if (connection.isGuest && this.#now - connection.guestSince > loginTimeout)
      connection.close(CLOSE.LOGIN_TIMEOUT)
    else if (idle > idleTimeout) connection.close(CLOSE.IDLE)
    else if (idle > idleTimeout / 2 && connection.pingedAt <= connection.lastSeen) connection.ping()
    else this.#checkMember(connection)
  }
}
