// How long to wait before connecting again.

/** The first wait in ms; each further one is twice as long, up to the longest. */
const SOON = { first: 100, longest: 5000 }
/** After a close that says "later": what is full stays so for a while. */
const LATER = { first: 5000, longest: 60_000 }

/**
 * The wait in ms before try number `attempt` (from 0). Half of it is random, so that the clients of a server that
 * restarts do not all come back in one moment.
 */
export function backoff(attempt: number, isLater = false): number {
  const { first, longest } = isLater ? LATER : SOON
  const full = Math.min(longest, first * 2 ** Math.min(attempt, 16))
  return full / 2 + Math.random() * (full / 2)
}
