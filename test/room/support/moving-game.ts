// The demo game with a room that moves: with each tick it says where it is, in a push of which a slow member needs only
// the newest.

import game from '../../../server/game/index.ts'
import { defineRoom } from '../../../server/room/define-room.ts'
import { type Member, Room } from '../../../server/room/room.ts'

const PADDING = 'x'.repeat(32_000)

class MovingRoom extends Room<undefined, undefined, { text: string }, { number: number }> {
  #n = 0

  override onMessage(member: Member<undefined>, { text }: { text: string }): { number: number } {
    return { number: this.post(member, text) }
  }

  /** In turns to all but nobody, to all but the first, and one by one. */
  override onTick(): void {
    const text = `${++this.#n} ${PADDING}`
    if (this.#n % 2 === 0) return this.broadcast('whispered', { text })
    this.broadcast('whispered', { text }, { only: [...this.members] })
  }
}

const moving = defineRoom(MovingRoom, { tick: 10, announces: false })

export default { ...game, latestWins: new Set(['whispered']), rooms: { ...game.rooms, moving } }
