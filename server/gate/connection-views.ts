// Connections as operators see them: those first for which most bytes wait, then those that nothing waits for.

import type { Connection } from './connection.ts'

export interface ConnectionView {
  thread: number
  /** Its number on that thread. */
  id: number
  address: string
  /** undefined for a guest. */
  account: string | undefined
  /** Of its login. */
  format: 'sproto' | 'text' | undefined
  /** Bytes that wait in its socket, as they were at the last look. */
  queued: number
  /** s since the last frame came. */
  idle: number
  /** Rooms whose pushes it gets. */
  topics: number
}

/** `now`: of the gate's coarse clock. */
export function viewOf(connection: Connection, thread: number, now: number): ConnectionView {
  const { id, address, account, isGuest, format, queued, lastSeen, topics } = connection
  return {
    thread,
    id,
    address,
    account: isGuest ? undefined : account,
    format: isGuest ? undefined : format.isBinary ? 'sproto' : 'text',
    queued,
    idle: Math.floor((now - lastSeen) / 1000),
    topics: topics?.count ?? 0,
  }
}

/** Those that something waits for, the fullest first. Few have anything waiting, so few are sorted. */
export const fullest = (connections: Iterable<Connection>): Connection[] =>
  [...connections].filter(({ queued }) => queued > 0).sort((a, b) => b.queued - a.queued)

/** `limit` of those that nothing waits for, from number `start` on, in the order of their connecting. */
export function emptyOnes(connections: Iterable<Connection>, start: number, limit: number): Connection[] {
  const found: Connection[] = []
  let n = 0
  for (const connection of connections) {
    if (found.length >= limit) break
    if (connection.queued === 0 && n++ >= start) found.push(connection)
  }
  return found
}
