// How many file descriptors the system lets the process have (`ulimit -n`, LimitNOFILE), and how many clients that allows:
// each takes one, and stores, logs and the web server need some too.

import { readdirSync, readFileSync } from 'node:fs'

/** Kept for everything but clients, beyond what is open at the start. */
const RESERVE = 64
/** How many a worker opens. */
const PER_WORKER = 24

/** Undefined where the system does not tell, or sets no limit. */
function openFileLimit(): number | undefined {
  try {
    const [, soft] = readFileSync('/proc/self/limits', 'utf8').match(/^Max open files +(\d+)/m) ?? []
    return soft === undefined ? undefined : Number(soft)
  } catch {
    return undefined
  }
}

export interface ClientRoom {
  /** How many clients the node may have. */
  clients: number
  limit: number | undefined
  /** How many descriptors all the wanted clients would need. */
  wanted: number
}

/** How many of `maxClients` are possible, given `workers` that are still to be started. */
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
