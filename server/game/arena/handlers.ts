// How players come to an arena; what they do there is in arena.ts.

import { handlers } from '../kit.ts'

export const arenaHandlers = handlers({
  arena_join: ({ rooms }) => rooms.joinOrCreate('arena', { name: 'arena' }),
})
