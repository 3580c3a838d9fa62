// The kinds of rooms of the demo.

import { arena } from '../arena/arena.ts'
import { defineRoom } from '../kit.ts'
import { cards } from './cards.ts'
import { ChatRoom } from './chat.ts'
import { duel } from './duel.ts'

export const rooms = {
  /** Always there, in channels; too many come and go to tell of it. */
  world: defineRoom({
    room: ChatRoom,
    talks: true,
    hasChannels: true,
    maxMembers: 500,
    history: 'stored',
    announces: false,
  }),

  /** What players open. */
  chat: defineRoom({
    room: ChatRoom,
    talks: true,
    maxMembers: 100,
    history: 'stored',
    isOpenToPlayers: true,
  }),

  /** Two players meet by duel_join. */
  duel,

  /** Players meet in it by arena_join. */
  arena,

  /** Two players meet by cards_join. */
  cards,
}
