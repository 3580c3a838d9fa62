// The demo game with channels of two.

import game from '../../../server/game/index.ts'
import { ChatRoom } from '../../../server/game/rooms/chat.ts'
import { defineRoom } from '../../../server/room/define-room.ts'

const world = defineRoom(ChatRoom, { hasChannels: true, maxMembers: 2, history: 'stored', announces: false })

export default { ...game, rooms: { ...game.rooms, world } }
