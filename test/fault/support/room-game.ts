// The kit's own game with a room that takes its thread with it when it hears `!die`.

import { defineRoom } from '../../../server/room/define-room.ts'
import type { Member } from '../../../server/room/room.ts'
import { ChatRoom, type Saying } from '../../support/games/room-kinds.ts'
import game from '../../support/games/rooms.ts'

class FragileRoom extends ChatRoom {
  override onMessage(member: Member<undefined>, saying: Saying): ReturnType<ChatRoom['onMessage']> {
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
