// The demo game with a room that takes its thread with it when it hears `!die`.

import game from '../../../server/game/index.ts'
import { defineRoom } from '../../../server/game/kit.ts'
import { ChatRoom } from '../../../server/game/rooms/chat.ts'
import type { Member } from '../../../server/kit/index.ts'

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
