// The files of the smallest game, as npm run new -- game writes them: it logs in, and counts one message in one field.

import { PUSHES, REQUESTS } from './schema.ts'

/** Path -> text. */
export const SMALLEST_FILES: Readonly<Record<string, string>> = {
  [REQUESTS]: `# What a client asks. A game's tags are 1 to 29999, in this file and s2c.sproto together; the kit's begin at 30000, but for 2 and
# 100 to 104. \`#!\` in a comment says that its side always gives the field, on a body that it gives all of them; \`#?\` that this
# one may be missing.

# Logs in, and creates the role at the first time.
login 1 { #!
  request {
    acc 0 : string       # account name
    token 1 : string     #? what the authenticator asks for; empty with open authentication
  }
  response {
    uid 0 : string       # the role's id, decimal
    clicks 1 : integer
  }
}

# Counts.
click 3 {
  response { #!
    clicks 0 : integer   # how many, with this one
  }
}
`,
  [PUSHES]: `# What the server tells a client unasked (pushes). A game's tags are 1 to 29999, in this file and c2s.sproto together; the kit's
# begin at 30000, but for 2 and 100 to 104. What rooms tell is in kit.sproto.
`,
  'server/game/index.ts': `// The game: this is all that the kit knows of it.

import { clickHandlers } from './handlers/click.ts'
import { loginHandlers } from './handlers/login.ts'
import { defineGame } from './kit.ts'
import { role } from './role.ts'

export default defineGame({
  role,
  guest: loginHandlers,
  handlers: { ...clickHandlers },
})
`,
  'server/game/kit.ts': `// What this game's files are written with, typed with its role and whatever else it gets.

import { gameKit } from '../kit/index.ts'
import type { Role } from './role.ts'

export interface Game {
  role: Role
}

export const { handlers, guestHandlers, defineGame, defineRoom, Room, Service, command, batch } = gameKit<Game>()
`,
  'server/game/role.ts': `// What the game keeps of a player. Fields are declared once, here; every change to them is saved.

import { z } from 'zod'
import { defineRole, type RoleOf } from '../kit/index.ts'

export const role = defineRole({
  schema: z.object({
    clicks: z.int().min(0).default(0),
  }),
})

export type Role = RoleOf<typeof role>
`,
  'server/game/handlers/login.ts': `// What a connection may ask before it has logged in.

import { guestHandlers } from '../kit.ts'

export const loginHandlers = guestHandlers({
  async login(guest, { acc, token = '' }) {
    const { role } = await guest.login({ acc, token })
    return { uid: role.uid, clicks: role.clicks }
  },
})
`,
  'server/game/handlers/click.ts': `// What players do.

import { handlers } from '../kit.ts'

export const clickHandlers = handlers({
  click({ role }) {
    role.clicks += 1
    return { clicks: role.clicks }
  },
})
`,
  'test/game/click.test.ts': `// Clicks are counted, and kept.

import { expect, test } from 'vitest'
import { refusal, startGame } from '../kit/index.ts'

test('clicks are counted, also after the next login and a restart', async () => {
  const server = await startGame()
  const ann = await server.player('ann')
  expect(await ann.request.click()).toEqual({ clicks: 1 })
  const again = await server.player('ann')
  expect(await again.request.click()).toEqual({ clicks: 2 })
  await server.restart()
  const last = await server.player('ann')
  expect(await last.request.click()).toEqual({ clicks: 3 })
})

test('an account without a name is nobody', async () => {
  const server = await startGame()
  expect(await refusal(server.player(''))).not.toBe('none')
})
`,
}
