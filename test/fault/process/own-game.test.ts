// What a team adds to the demo breaks none of the kit's suites: they play a game of their own. That they do so without the demo
// is shown by test/fault/scaffolds.

import { test } from 'vitest'
import { ChangedCopy } from '../support/changed-copy.ts'

/** Suites that list what a game has, or play one; each kind of them. */
const KIT_SUITES = [
  'test/architecture.test.ts',
  'test/manual.test.ts',
  'test/settings/',
  'test/ops/command/',
  'test/ops/manual.test.ts',
  'test/ops/page-routes.test.ts',
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
    text.replace('defineErrors({', `defineErrors({\n  NO_DEAL: { en: 'no deal', zh: '不成交' },`),
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
