// npm run new -- board wins: a leaderboard, with a test that fills it.

import ts from 'typescript'
import { StartError } from '../../core/errors.ts'
import type { Draft } from './draft.ts'
import { namesIn, needOfKit, type Part, type Place, pathBetween, placeOf } from './game-files.ts'
import { camelOf, kebabOf, pascalOf } from './names.ts'
import { isCallOf } from './source.ts'

const BOARDS: Part = {
  key: 'boards',
  file: 'server/game/boards.ts',
  text: `// The leaderboards. The key is the board's name.

/** What is shown beside a score. */
export interface BoardInfo {
  name: string
}

export const boards = {}
`,
  type: { text: 'BoardHandles<typeof boards>', uses: 'BoardHandles' },
}

export function newBoard(draft: Draft, name: string): string[] {
  const key = camelOf(name)
  const place = placeOf(draft, BOARDS)
  if (namesIn(place).includes(key))
    throw new StartError(`name: expected a board that is not there yet, got ${key} of ${place.source.path}`)
  place.source.addElement(place.elements, entryOf(key, infoOf(place)))
  place.source.addImport('defineBoard', pathBetween(place.source.path, 'server/kit/index.ts'))
  needOfKit(draft, 'Service')
  draft.create(`test/game/${kebabOf(name)}-board.test.ts`, testOf(key))
  return [
    `how its scores come about, and its periods and rewards: ${place.source.path}`,
    `in handlers and services: boards.${key}.increase(uid, 1, { name: account }), .top(10), .query(uid)`,
    `in a role's edit, with the change or not at all: roles.edit(uid, (role, { boards }) => boards.${key}.increase(1))`,
  ]
}

/** The type that the other boards keep beside a score: what shows one board shows all. */
function infoOf({ source, elements }: Place): string {
  const call = elements.length > 0 ? source.find(isCallOf('defineBoard')) : undefined
  const [first] = call?.typeArguments ?? []
  if (first) return first.getText()
  const isInfo = (node: ts.Node): node is ts.InterfaceDeclaration =>
    ts.isInterfaceDeclaration(node) && node.name.text === 'BoardInfo'
  return source.find(isInfo) ? 'BoardInfo' : '{ name: string }'
}

const entryOf = (key: string, info: string): string => `
  /** Who has the most. */
  ${key}: defineBoard<${info}>({ operator: 'sum' })`

const testOf = (key: string): string => `// Who leads the board ${key}.

import { expect, test } from 'vitest'
import { Service } from '../../server/game/kit.ts'
import { startGame } from '../kit/index.ts'

class ${pascalOf(key)}Keeper extends Service {
  async add(uid: string, by: number): Promise<void> {
    await this.boards.${key}.increase(uid, by)
  }

  async leaders(): Promise<{ member: string; score: number }[]> {
    const entries = await this.boards.${key}.top(10)
    return entries.map(({ member, score }) => ({ member, score }))
  }
}

test('the board ${key} adds up, and shows who has most first', async () => {
  const { server } = await startGame({ threads: 0 })
  const keeper = await server.node.launch(${pascalOf(key)}Keeper, undefined)
  await keeper.call.add('1', 1)
  await keeper.call.add('2', 3)
  await keeper.call.add('1', 1)
  expect(await keeper.call.leaders()).toEqual([
    { member: '2', score: 3 },
    { member: '1', score: 2 },
  ])
})
`
