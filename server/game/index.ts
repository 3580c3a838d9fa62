// The demo game, and the place for yours: this is all that the kit knows of a game.

import { arenaHandlers } from './arena/handlers.ts'
import { boards } from './boards.ts'
import { createChatFilter } from './chat-filter.ts'
import { daily } from './daily.ts'
import { boardHandlers } from './handlers/board.ts'
import { cardHandlers } from './handlers/cards.ts'
import { chatHandlers } from './handlers/chat.ts'
import { duelHandlers } from './handlers/duel.ts'
import { guildHandlers } from './handlers/guild.ts'
import { loginHandlers, logoutHandlers } from './handlers/login.ts'
import { marketHandlers } from './handlers/market.ts'
import { presentHandlers } from './handlers/present.ts'
import { roomHandlers } from './handlers/room.ts'
import { shopHandlers } from './handlers/shop.ts'
import { signHandlers } from './handlers/sign.ts'
import { wayHandlers } from './handlers/way.ts'
import { defineGame } from './kit.ts'
import { onPlayerRemoved } from './removed.ts'
import { role } from './role.ts'
import { rooms } from './rooms/index.ts'
import { services, start } from './services/index.ts'
import { tables } from './tables.ts'

export default defineGame({
  role,
  tables,
  rooms,
  boards,
  textFilter: createChatFilter(),
  guest: loginHandlers,
  handlers: {
    ...logoutHandlers,
    ...signHandlers,
    ...shopHandlers,
    ...presentHandlers,
    ...boardHandlers,
    ...roomHandlers,
    ...chatHandlers,
    ...duelHandlers,
    ...arenaHandlers,
    ...cardHandlers,
    ...wayHandlers,
    ...guildHandlers,
    ...marketHandlers,
  },
  services,
  start,
  daily,
  onPlayerRemoved,
  compute: new URL('./compute.ts', import.meta.url),
})
