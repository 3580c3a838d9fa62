// How long to wait before connecting again.

/** First wait in ms; each further one is twice as long, up to LONGEST. */
const FIRST = 100
const LONGEST = 5000

/**
 * The wait in ms before try number `attempt` (from 0). Half of it is random, so that the clients of a server that
 * restarts do not all come back in one moment.
 */
export function backoff(attempt: number, random: () => number = Math.random): number {
  const full = Math.min(LONGEST, FIRST * 2 ** Math.min(attempt, 16))
  return full / 2 + random() * (full / 2)
}
