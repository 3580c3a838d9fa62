// npm run new -- service raffle: a service that runs from the start, with a test of it alone and one in a whole server.

import { StartError } from '../../core/errors.ts'
import type { Draft } from './draft.ts'
import { namesIn, needOfKit, type Part, pathBetween, placeOf } from './game-files.ts'
import { camelOf, kebabOf, pascalOf } from './names.ts'

const FILE = 'server/game/services/index.ts'
const TEXT = `// The game's services, and which of them run from the start.

export const services = {}

/** In this order, before players come. */
export const start = [] as const
`
const SERVICES: Part = { key: 'services', file: FILE, text: TEXT }
const START: Part = { key: 'start', file: FILE, text: TEXT }

export function newService(draft: Draft, name: string): string[] {
  const type = pascalOf(name)
  const file = `server/game/services/${kebabOf(name)}.ts`
  const place = placeOf(draft, SERVICES)
  if (namesIn(place).includes(type))
    throw new StartError(
      `name: expected a service that is not there yet, got ${type} of ${place.source.path}`,
    )
  place.source.addElement(place.elements, type)
  place.source.addImport(type, pathBetween(place.source.path, file))
  const start = placeOf(draft, START)
  start.source.addElement(start.elements, `{ service: '${type}', name: '.${kebabOf(name)}' }`)
  needOfKit(draft, 'Service')
  draft.create(file, serviceOf(type))
  draft.create(`test/game/${kebabOf(name)}-service.test.ts`, testOf(type, camelOf(name), kebabOf(name)))
  return [
    `what it keeps and does: ${file}`,
    `on which threads it runs, and with which options: start in ${start.source.path}`,
    `in handlers, rooms and services: (await node.query<${type}>('.${kebabOf(name)}')).call.put(uid, 1)`,
  ]
}

const serviceOf = (
  type: string,
): string => `// Counts by player. Launched at the start, and anew when its thread is lost: what has to last belongs
// into a role, a board, or a service's document or state (docs/en/documents.md).

import { AppError } from '../../kit/index.ts'
import { Service } from '../kit.ts'

export class ${type} extends Service {
  private readonly counts = new Map<string, number>()

  /** Adds to what a player has; returns how many that are then. */
  put(uid: string, count: number): number {
    if (!Number.isSafeInteger(count) || count < 1)
      throw new AppError('BAD_MESSAGE', \`count: expected at least 1, got \${count}\`)
    const all = this.count(uid) + count
    this.counts.set(uid, all)
    return all
  }

  count(uid: string): number {
    return this.counts.get(uid) ?? 0
  }
}
`

const testOf = (
  type: string,
  ref: string,
  file: string,
): string => `// ${type} alone, and as the server starts it.

import { expect, test } from 'vitest'
import { ${type} } from '../../server/game/services/${file}.ts'
import { launchService, refusal, startGame } from '../kit/index.ts'

test('${type} counts by player, and refuses what is no count', async () => {
  const ${ref} = await launchService(${type}, undefined)
  await ${ref}.call.put('1', 2)
  expect(await ${ref}.call.put('1', 3)).toBe(5)
  expect(await ${ref}.call.count('2')).toBe(0)
  expect(await refusal(${ref}.call.put('1', 0))).toBe('BAD_MESSAGE')
})

test('${type} is there when players come', async () => {
  const server = await startGame()
  const ${ref} = await server.service<${type}>('.${file}')
  expect(await ${ref}.call.count('1')).toBe(0)
})
`
