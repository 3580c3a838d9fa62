// What a team does to the demo breaks none of the kit's suites: they play a game of their own. Each in a copy of the project.

import { execFile } from 'node:child_process'
import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { copyProject } from '../../support/server/project-copy.ts'

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

class Copy {
  readonly #folder = copyProject()

  change(file: string, change: (text: string) => string): void {
    const path = join(this.#folder, file)
    const before = readFileSync(path, 'utf8')
    const after = change(before)
    expect(after, `the change of ${file}`).not.toBe(before)
    writeFileSync(path, after)
  }

  write(file: string, text: string): void {
    writeFileSync(join(this.#folder, file), text)
  }

  append(file: string, text: string): void {
    appendFileSync(join(this.#folder, file), text)
  }

  remove(...paths: string[]): void {
    for (const path of paths) rmSync(join(this.#folder, path), { recursive: true })
  }

  /** Throws with what the command has written when it fails. */
  async run(command: string): Promise<void> {
    const started = promisify(execFile)('sh', ['-c', command], { cwd: this.#folder, maxBuffer: 1e8 })
    await started.catch((error: { stdout: string; stderr: string }) => {
      throw new Error(`${command}\n${error.stdout}\n${error.stderr}`)
    })
  }

  /** Generates the messages, and checks all types. */
  async compile(): Promise<void> {
    await this.run('npm run protocol')
    await this.run('node_modules/.bin/tsc --tsBuildInfoFile var/tsbuildinfo')
  }
}

test('a message, a code, a field, a table and a board more leave the suites of the kit as they were', async () => {
  const copy = new Copy()
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
  const copy = new Copy()
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
