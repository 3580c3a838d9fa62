// How many files and sockets the process may have open, which the system decides (`ulimit -n`, LimitNOFILE), and what
// that means for clients: each is one of them, and stores, logs and the web server need theirs.

import { readdirSync, readFileSync } from 'node:fs'

/** What is kept for everything but clients, above what is open at the start. */
const RESERVE = 64
/** What a worker opens. */
const PER_WORKER = 24

/** Undefined where the system doesn't say, or sets no limit. */
function openFileLimit(): number | undefined {
  try {
    const [, soft] = readFileSync('/proc/self/limits', 'utf8').match(/^Max open files +(\d+)/m) ?? []
    return soft === undefined ? undefined : Number(soft)
  } catch {
    return undefined
  }
}

export interface ClientRoom {
  /** Clients that the node may have. */
  clients: number
  limit: number | undefined
  /** Open files for all that are wanted. */
  wanted: number
}

/** How many of `maxClients` fit beside `workers` that are still to be started. */
export function roomForClients(maxClients: number, workers: number): ClientRoom {
  const limit = openFileLimit()
  if (limit === undefined) return { clients: maxClients, limit, wanted: 0 }
  const others = readdirSync('/proc/self/fd').length + workers * PER_WORKER + RESERVE
  return {
    clients: Math.max(1, Math.min(maxClients, limit - others)),
    limit,
    wanted: maxClients + others,
  }
}
