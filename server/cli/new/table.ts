// npm run new -- table monster: designers' data in data/monster.csv, checked and typed, with a test on rows of its own.

import { StartError } from '../../core/errors.ts'
import type { Draft } from './draft.ts'
import { namesIn, needOfKit, type Part, pathBetween, placeOf } from './game-files.ts'
import { camelOf, kebabOf, pascalOf } from './names.ts'

const FILE = 'server/game/tables.ts'

const TABLES: Part = {
  key: 'tables',
  file: FILE,
  text: `// The designers' tables, in data/. \`npm run tables\` checks them; a saved file replaces them in the running server.

import { defineTables } from '../kit/index.ts'

export const tables = defineTables(import.meta.url, {})
`,
  type: { text: 'Tables<typeof tables.definitions>', uses: 'Tables' },
}

export function newTable(draft: Draft, name: string): string[] {
  const key = camelOf(name)
  const data = `${kebabOf(name)}.csv`
  const place = placeOf(draft, TABLES)
  if (namesIn(place).includes(key))
    throw new StartError(`name: expected a table that is not there yet, got ${key} of ${place.source.path}`)
  place.source.addElement(place.elements, entryOf(key, data))
  place.source.addImport('table', pathBetween(place.source.path, 'server/kit/index.ts'))
  place.source.addImport('z', 'zod')
  draft.create(
    `data/${data}`,
    'id,name,price,#note\n1,first,10,a column whose name begins with # is not read\n2,second,25,\n',
  )
  needOfKit(draft, 'Service')
  draft.create(`test/game/${kebabOf(name)}-table.test.ts`, testOf(key, data))
  return [
    `its columns: ${place.source.path}`,
    `its rows: data/${data}; npm run tables checks them`,
    `in handlers, rooms and services: tables.${key}.get(1), .find(id), or for (const row of tables.${key})`,
  ]
}

const entryOf = (key: string, data: string): string => `
    /** What a row is. */
    ${key}: table({
      key: 'id',
      row: z.object({ id: z.int().min(1), name: z.string().min(1).max(20), price: z.int().min(0) }),
      source: '${data}',
    })`

const testOf = (
  key: string,
  data: string,
): string => `// How the game reads data/${data}, on rows that the test writes.

import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Service } from '../../server/game/kit.ts'
import { startGame, temporaryFolder } from '../kit/index.ts'

class ${pascalOf(key)}Reader extends Service {
  price(id: number): number | undefined {
    return this.tables.${key}.find(id)?.price
  }
}

/** A copy of data/ with these lines in the place of ${data}. */
function dataWith(...lines: string[]): string {
  const dir = temporaryFolder()
  cpSync('data', dir, { recursive: true })
  writeFileSync(join(dir, '${data}'), ['id,name,price', ...lines].join('\\n'))
  return dir
}

test('a row of ${key} is found by its id', async () => {
  const { server } = await startGame({ threads: 0, table: { dir: dataWith('7,sword,30') } })
  const reader = await server.node.launch(${pascalOf(key)}Reader, undefined)
  expect(await reader.call.price(7)).toBe(30)
  expect(await reader.call.price(8)).toBeUndefined()
})

test('a row of ${key} with a price below 0 keeps the server from starting', async () => {
  const starting = startGame({ threads: 0, table: { dir: dataWith('7,sword,-30') } })
  await expect(starting).rejects.toThrow('${data}')
})
`
