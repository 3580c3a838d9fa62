// The demo game, and the place for yours: this is all that the kit knows of a game.

import { loginHandlers, logoutHandlers } from './handlers/login.ts'
import { signHandlers } from './handlers/sign.ts'
import { defineGame } from './kit.ts'
import { role } from './role.ts'
import { tables } from './tables.ts'

export default defineGame({
  role,
  tables,
  guest: loginHandlers,
  handlers: { ...logoutHandlers, ...signHandlers },
})
