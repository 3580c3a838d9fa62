// What a team does to the demo breaks none of the kit's suites: they play a game of their own. Each in a copy of the project.

import { test } from 'vitest'
import { ChangedCopy } from '../support/changed-copy.ts'

/** Suites that list what a game has, or play one; each kind of them. */
const KIT_SUITES = [
  'test/architecture.test.ts',
  'test/manual.test.ts',
  'test/settings/',
  'test/ops/',
  'test/protocol/',
  'test/table/define/',
  'test/gate/format/',
  'test/room/entering.test.ts',
  'test/agent/requests.test.ts',
  'test/kit/',
]

test('a message, a code, a field, a table and a board more leave the suites of the kit as they were', async () => {
  const copy = new ChangedCopy()
  copy.append(
    'protocol/c2s.sproto',
    'haggle 900 {\n  request { price 0 : integer }\n  response { isTaken 0 : boolean }\n}\n',
  )
  copy.append('protocol/s2c.sproto', 'haggled 901 {\n  request { price 0 : integer }\n}\n')
  copy.change('protocol/game-errors.ts', text =>
    text.replace('defineErrors({})', `defineErrors({ NO_DEAL: { en: 'no deal', zh: '不成交' } })`),
  )
  copy.write('data/haggle.csv', 'price\n7\n')
  copy.change('server/game/tables.ts', text =>
    text.replace(
      '    item: table({',
      `    haggle: table({ key: 'price', row: z.object({ price: amount }), source: 'haggle.csv' }),\n    item: table({`,
    ),
  )
  copy.change('server/game/role.ts', text =>
    text.replace('    gold: z', '    haggled: z.int().default(0),\n    gold: z'),
  )
  copy.change('server/game/boards.ts', text =>
    text.replace(
      'export const boards = {',
      `export const boards = {\n  haggle: defineBoard<BoardInfo>({ operator: 'sum' }),`,
    ),
  )
  copy.change('server/game/handlers/sign.ts', text =>
    text.replace('import type { Agent }', 'import { type Agent, AppError }').replace(
      'handlers({',
      `handlers({
  haggle({ role, tables }, { price = 0 }) {
    if (price < 0) throw new AppError('NO_DEAL')
    role.haggled += 1
    return { isTaken: tables.haggle.has(price) }
  },`,
    ),
  )
  await copy.compile()
  await copy.run('npm run docs')
  await copy.run(`node_modules/.bin/vitest run ${KIT_SUITES.join(' ')}`)
}, 900_000)

test('the suites of the kit compile, and the server plays, with the smallest game instead of the demo', async () => {
  const copy = new ChangedCopy()
  copy.remove('server/game', 'test/game', 'data', 'protocol/types.sproto')
  await copy.run('mkdir -p server/game data')
  copy.write('protocol/c2s.sproto', SMALLEST_SCHEMA)
  copy.write('protocol/s2c.sproto', '# Nothing yet.\n')
  copy.write('server/game/index.ts', SMALLEST_GAME)
  await copy.compile()
  await copy.run(
    'node_modules/.bin/vitest run test/room/entering.test.ts test/agent/requests.test.ts test/kit/',
  )
}, 900_000)

const SMALLEST_SCHEMA = 'login 1 { request { acc 0 : string } response { uid 0 : string } } #!\n'

const SMALLEST_GAME = `import { z } from 'zod'
import { defineRole, gameKit, type RoleOf } from '../kit/index.ts'

const role = defineRole({ schema: z.object({}) })
const { guestHandlers, defineGame } = gameKit<{ role: RoleOf<typeof role> }>()

export default defineGame({
  role,
  guest: guestHandlers({
    async login(guest, { acc }) {
      const { uid } = await guest.login({ acc, token: '' })
      return { uid }
    },
  }),
  handlers: {},
})
`
