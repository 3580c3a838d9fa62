// How players come to a game of cards; what they do there is in rooms/cards.ts.

import { handlers } from '../kit.ts'

export const cardHandlers = handlers({
  cards_join: ({ rooms }) => rooms.joinOrCreate('cards', { name: 'cards' }),
})
