// How players come to a duel; what they do there is in rooms/duel.ts.

import { handlers } from '../kit.ts'

export const duelHandlers = handlers({
  async duel_join({ rooms, account }) {
    const { room } = await rooms.joinOrCreate('duel', { name: `duel of ${account}`, data: { hand: '' } })
    return { room: room.id }
  },
})
