// The demo game with a room that takes its thread with it when it hears `!die`.

import game from '../../../server/game/index.ts'
import { ChatRoom, type Saying } from '../../../server/game/rooms/chat.ts'
import { defineRoom } from '../../../server/room/define-room.ts'
import type { Member } from '../../../server/room/room.ts'

class FragileRoom extends ChatRoom {
  override onMessage(member: Member<undefined>, saying: Saying): { number: number } {
    if (saying.text === '!die') {
      setImmediate(() => {
        throw new Error('the end of this thread')
      })
    }
    return super.onMessage(member, saying)
  }
}

const chat = defineRoom(FragileRoom, { maxMembers: 500, history: 'stored' })

export default { ...game, rooms: { ...game.rooms, chat } }
