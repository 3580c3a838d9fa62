// The kit's own game with a room that takes its thread with it when it hears `!die`.

import type { Member } from '../../../server/kit/index.ts'
import { ChatRoom } from '../../support/games/room-kinds.ts'
import game from '../../support/games/rooms.ts'
import { defineRoom } from '../../support/games/rooms-kit.ts'

class FragileRoom extends ChatRoom {
  override onText(member: Member<undefined>, text: string) {
    if (text === '!die') {
      setImmediate(() => {
        throw new Error('the end of this thread')
      })
    }
    return super.onText(member, text)
  }
}

const chat = defineRoom({
  room: FragileRoom,
  talks: true,
  isOpenToPlayers: true,
  maxMembers: 500,
  history: 'stored',
})

export default { ...game, rooms: { ...game.rooms, chat } }
