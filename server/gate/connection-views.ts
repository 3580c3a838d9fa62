// Connections as operators see them, those first for which most bytes wait.

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

/** At most `limit`; where nothing waits, in the order of their connecting. Few have anything waiting, so few are sorted. */
export function fullest(connections: Iterable<Connection>, limit: number): Connection[] {
  const waiting: Connection[] = []
  const others: Connection[] = []
  for (const connection of connections)
    if (connection.queued > 0) waiting.push(connection)
    else if (others.length < limit) others.push(connection)
  waiting.sort((a, b) => b.queued - a.queued)
  return [...waiting, ...others].slice(0, limit)
}
