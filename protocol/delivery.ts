// Which pushes a slow client may miss: of those listed here a socket that has more than 64 KB waiting gets only
// the newest of each name, and of each room. So such a push says all that counts (the places of everybody, say), not what
// has changed. Positions belong here; chat, rewards and everything that adds up do not.

import type { Pushes } from './generated/index.ts'

/** Names of pushes from s2c.sproto. */
export const latestWins: ReadonlySet<keyof Pushes> = new Set<keyof Pushes>([])
