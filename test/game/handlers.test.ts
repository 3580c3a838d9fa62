// That handlers fit the schema is the compiler's business: `npm run check` fails here when a line below that must not
// compile does (an @ts-expect-error without an error is one).

import { expect, test } from 'vitest'
import { loginHandlers, logoutHandlers } from '../../server/game/handlers/login.ts'
import { signHandlers } from '../../server/game/handlers/sign.ts'
import game from '../../server/game/index.ts'
import { defineGame, guestHandlers, handlers } from '../../server/game/kit.ts'
import { role } from '../../server/game/role.ts'

test('a handler knows its body and its reply', () => {
  const { echo } = handlers({ echo: (_agent, { text }) => ({ text: text?.toUpperCase() }) })
  expect(echo({} as never, { text: 'a' })).toEqual({ text: 'A' })
})

test('a misspelt handler does not compile', () => {
  // @ts-expect-error there is no message "ecco"
  handlers({ ecco: () => ({}) })
  // @ts-expect-error nor "logon"
  guestHandlers({ logon: () => ({}) })
})

test('a handler that returns the wrong shape does not compile', () => {
  // @ts-expect-error text is a string
  handlers({ echo: () => ({ text: 5 }) })
  // @ts-expect-error also when it comes later
  handlers({ echo: async () => ({ text: 5 }) })
  // @ts-expect-error a reply is expected
  handlers({ sign: () => undefined })
  // @ts-expect-error sign_cnt is always given
  handlers({ sign: () => ({}) })
  // @ts-expect-error connections answer it
  handlers({ heartbeat: () => ({ time: 0 }) })
})

test('a body or a role is read with its types only', () => {
  handlers({
    sign(agent) {
      // @ts-expect-error sign_cnt is a number
      const count: string = agent.role.sign_cnt
      // @ts-expect-error the role has no such field
      agent.role.silver = count
      return { sign_cnt: 0 }
    },
    // @ts-expect-error echo has no field "words"
    echo: (_agent, { words }) => ({ text: words }),
  })
})

test('a game in which a message has no handler does not compile', () => {
  expect(() =>
    defineGame({
      role,
      guest: loginHandlers,
      // @ts-expect-error the handlers of rooms and boards are missing
      handlers: { ...logoutHandlers, ...signHandlers },
    }),
  ).not.toThrow()
  expect(Object.keys(game.handlers)).toEqual(expect.arrayContaining(['echo', 'logout', 'sign']))
})
