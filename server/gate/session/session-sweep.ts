// What a slave does by the clock for its sessions: lets logs forget what all have, ends those whose clients stay away, and
// keeps all of the node within its bounds: of those that are away the longest away goes, of what is kept the largest.

import type { Connection } from '../connection.ts'
import type { BufferBudget } from '../limit/buffer-budget.ts'
import type { TopicLog } from './topic-log.ts'

/** ms between two sweeps at most; an eighth of the grace where that is less. */
const EVERY = 1000

export interface SessionSweepOptions {
  connections: ReadonlyMap<number, Connection>
  /** `session.grace`, in ms. */
  grace: number
  /** How many may be away, and what may be kept for all, in the whole node. */
  away: BufferBudget
  kept: BufferBudget
  /** Of the gate's coarse clock. */
  now: number
}

interface Seen {
  away: Connection[]
  logs: Set<TopicLog>
  /** Sessions for whom something is kept. */
  keeping: Connection[]
  keptBytes: number
}

export class SessionSweep {
  readonly #options: SessionSweepOptions
  readonly #every: number
  #sweptAt: number
  /** At the last look. */
  keptBytes = 0

  constructor(options: SessionSweepOptions) {
    this.#options = options
    this.#every = Math.min(EVERY, options.grace / 8)
    this.#sweptAt = options.now
  }

  tick(now: number): void {
    if (now - this.#sweptAt < this.#every) return
    this.#sweptAt = now
    const seen = this.#look()
    for (const log of seen.logs) {
      log.forgetTo(log.confirmedOrder)
      seen.keptBytes += log.size
    }
    this.#endLongAway(seen.away, now)
    this.#freeKept(seen)
  }

  #look(): Seen {
    const seen: Seen = { away: [], logs: new Set(), keeping: [], keptBytes: 0 }
    for (const connection of this.#options.connections.values()) {
      const { session } = connection
      if (!session) continue
      if (connection.isAway) seen.away.push(connection)
      const { stream } = session
      stream.mark()
      const size = keptOf(connection)
      seen.keptBytes += size
      if (size > 0) seen.keeping.push(connection)
      for (const { log, fromOrder } of stream.memberships()) {
        const has = Math.max(stream.confirmedOrder, fromOrder)
        log.confirmedOrder = seen.logs.has(log) ? Math.min(log.confirmedOrder, has) : has
        seen.logs.add(log)
      }
    }
    return seen
  }

  /** Over the bound the longest away goes. */
  #endLongAway(away: Connection[], now: number): void {
    const { grace, away: budget } = this.#options
    const longestFirst = away.sort((a, b) => a.session!.awaySince - b.session!.awaySince)
    const awayFor = (connection: Connection) => now - connection.session!.awaySince
    budget.report(away.length, longestFirst.length > 0 ? awayFor(longestFirst[0]!) : 0)
    let { excess } = budget
    for (const connection of longestFirst) {
      const ms = awayFor(connection)
      const isOneTooMany = excess > 0 && budget.isLargest(ms)
      if (ms <= grace && !isOneTooMany) return
      excess--
      connection.dropSession()
    }
  }

  /** Over the bound the largest goes: of a log whoever keeps it from forgetting. */
  #freeKept({ keeping, logs, keptBytes }: Seen): void {
    const { kept: budget } = this.#options
    this.keptBytes = keptBytes
    const largest = largestOf(keeping, keptOf)
    const log = largestOf([...logs], ({ size }) => size)
    const size = Math.max(largest ? keptOf(largest) : 0, log?.size ?? 0)
    budget.report(keptBytes, size)
    if (budget.excess <= 0 || !budget.isLargest(size)) return
    if (log?.size === size) this.#lastOf(log)?.dropSession()
    else largest?.dropSession()
  }

  #lastOf(wanted: TopicLog): Connection | undefined {
    let last: Connection | undefined
    let lowest = Number.POSITIVE_INFINITY
    for (const connection of this.#options.connections.values()) {
      for (const { log, fromOrder } of connection.session?.stream.memberships() ?? []) {
        const has = Math.max(connection.session!.stream.confirmedOrder, fromOrder)
        if (log !== wanted || has >= lowest) continue
        lowest = has
        last = connection
      }
    }
    return last
  }
}

const keptOf = ({ session }: Connection): number => session?.stream.kept?.size ?? 0

function largestOf<T>(all: readonly T[], sizeOf: (each: T) => number): T | undefined {
  let largest: T | undefined
  for (const each of all) if (!largest || sizeOf(each) > sizeOf(largest)) largest = each
  return largest
}
