// The kinds of rooms of the demo.

import { defineRoom } from '../../kit/index.ts'
import { ChatRoom } from './chat.ts'

export const rooms = {
  /** Always there, in channels; too many come and go to tell of it. */
  world: defineRoom(ChatRoom, {
    hasChannels: true,
    maxMembers: 500,
    history: 'stored',
    announces: false,
    isOpenToPlayers: false,
  }),

  /** What players open. */
  chat: defineRoom(ChatRoom, { maxMembers: 100, history: 'stored' }),
}
