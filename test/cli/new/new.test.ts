// npm run new: what it adds to is left as it is unless everything fits. That what it writes passes check and its tests is
// shown by test/fault/scaffolds.

import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { newBoard } from '../../../server/cli/new/board.ts'
import { newBot } from '../../../server/cli/new/bot.ts'
import { Draft } from '../../../server/cli/new/draft.ts'
import { newMessage } from '../../../server/cli/new/message.ts'
import { checkName } from '../../../server/cli/new/names.ts'
import { newRoom } from '../../../server/cli/new/room.ts'
import { newService } from '../../../server/cli/new/service.ts'
import { checkSaved, smallestGame } from '../../../server/cli/new/smallest-game.ts'
import { newTable } from '../../../server/cli/new/table.ts'
import { ROOT } from '../../support/server/process.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const MAKERS = { newMessage, newTable, newRoom, newBoard, newService, newBot }

/** A draft of the project that already has one of a kind. */
function draftWith(...made: [keyof typeof MAKERS, string][]): Draft {
  const draft = new Draft(ROOT)
  for (const [maker, name] of made) MAKERS[maker](draft, name)
  return draft
}

describe('a name is refused', () => {
  test.each(['', 'Shop', 'shop-buy', '_shop', 'shop__buy', '1shop', '../shop', 'x'.repeat(41), '购买'])(
    'that is not of the form: %s',
    name => {
      expect(() => checkName(name)).toThrow('name: expected lower case letters')
    },
  )

  test.each(['class', 'delete', 'constructor', 'has_own_property'])('that means something: %s', name => {
    expect(() => checkName(name)).toThrow('name: expected one that means nothing in code yet')
  })

  test.each([
    ['newMessage', 'got nobodys_name of protocol/c2s.sproto'],
    ['newTable', 'got nobodysName of server/game/tables.ts'],
    ['newRoom', 'got nobodysName of server/game/rooms/index.ts'],
    ['newBoard', 'got nobodysName of server/game/boards.ts'],
    ['newService', 'got NobodysName of server/game/services/index.ts'],
    ['newBot', 'server/game/bots/nobodys-name.ts: expected no file of this name'],
  ] as const)('that is taken: %s', (maker, words) => {
    expect(() => draftWith([maker, 'nobodys_name'], [maker, 'nobodys_name'])).toThrow(words)
  })

  test('that is a message of the kit', () => {
    expect(() => draftWith(['newMessage', 'heartbeat'])).toThrow('got heartbeat of protocol/kit.sproto')
  })
})

test('a message gets a tag behind those of its file, so that one that was given up is not used again', () => {
  const draft = new Draft(temporaryFolder())
  mkdirSync(join(draft.root, 'protocol/generated'), { recursive: true })
  for (const file of ['protocol/kit.sproto', 'server/game/index.ts'])
    draft.write(file, readFileSync(join(ROOT, file), 'utf8'))
  draft.write('protocol/c2s.sproto', 'login 1 {}\nlast 99 {}\n')
  newMessage(draft, 'ore_dig')
  // 100 to 104 are the kit's.
  expect(draft.read('protocol/c2s.sproto')).toContain('ore_dig 105 {')
})

test('what a command can not follow is named, and nothing is written', () => {
  const draft = new Draft(ROOT)
  draft.write('server/game/index.ts', 'export default defineGame({ handlers: {}, rooms: roomsOf(1) })')
  expect(() => newRoom(draft, 'race')).toThrow(
    'server/game/index.ts: expected rooms: { … }, in place or from a file of the game; add this part by hand',
  )
})

test('comments behind what is added to stay where they are', () => {
  const draft = new Draft(ROOT)
  draft.write('server/game/boards.ts', 'export const boards = {\n  a: defineBoard<string>({}), // of a\n}\n')
  newBoard(draft, 'depth')
  expect(draft.read('server/game/boards.ts')).toMatch(/of a\n\s*\n.*\n {2}depth: defineBoard<string>/)
})

test('a first import stands behind the comment that opens the file', () => {
  const draft = new Draft(ROOT)
  draft.write(
    'server/game/boards.ts',
    '// Of boards.\n\n/** Of a. */\nconst a = {}\n\nexport const boards = {}\n',
  )
  newBoard(draft, 'depth')
  expect(draft.read('server/game/boards.ts')).toMatch(/^\/\/ Of boards\.\n\nimport .*\n\n\/\*\* Of a/)
})

describe('a draft', () => {
  test('is written as a whole, or not at all', () => {
    const root = temporaryFolder()
    writeFileSync(join(root, 'changed'), 'before', { mode: 0o755 })
    writeFileSync(join(root, 'removed'), 'before')
    writeFileSync(join(root, 'file'), '')
    const draft = new Draft(root)
    draft.write('changed', 'after')
    draft.remove('removed')
    draft.create('made/new', 'new')
    draft.create('file/new', 'no folder can be made here')
    expect(() => draft.commit()).toThrow('; nothing was changed')
    const read = (path: string) => readFileSync(join(root, path), 'utf8')
    expect([read('changed'), read('removed')]).toEqual(['before', 'before'])
    expect(existsSync(join(root, 'made'))).toBe(false)

    rmSync(join(root, 'file'))
    expect(draft.commit()).toEqual({
      created: ['made/new', 'file/new'],
      changed: ['changed'],
      removed: ['removed'],
    })
    expect(read('changed')).toBe('after')
    expect(statSync(join(root, 'changed')).mode & 0o777).toBe(0o755)
  })
})

test('the smallest game takes what git can bring back only', () => {
  const root = temporaryFolder()
  expect(() => checkSaved(root)).toThrow('got a folder that it does not know')
  execFileSync('git', ['init', '--quiet'], { cwd: root })
  expect(() => checkSaved(root)).not.toThrow()
  writeFileSync(join(root, 'mine'), '')
  expect(() => checkSaved(root)).toThrow('got mine; --force')
})

test('the smallest game has no code, message or file of the demo', () => {
  const draft = new Draft(ROOT)
  smallestGame(draft)
  expect(draft.read('protocol/game-errors.ts')).toContain('defineErrors({})')
  expect(draft.has('protocol/types.sproto')).toBe(false)
  expect(draft.has('protocol/generated/types.ts')).toBe(false)
  expect(draft.has('server/game/boards.ts')).toBe(false)
  expect(draft.has('protocol/kit.sproto')).toBe(true)
  expect(draft.paths.filter(path => path.startsWith('server/game/')).length).toBeLessThan(8)
})
