// The settings that a game declares: where they may come from, what is said of wrong ones, and that secrets are shown
// nowhere.

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { StartError } from '../../server/core/errors.ts'
import { secret } from '../../server/kit/index.ts'
import { checkGameSettings, readGameSettings, secretsOf } from '../../server/settings/game-settings.ts'
import { checkConfig, loadSettings } from '../../server/settings/load.ts'
import { HOOKS, hooksSettings } from '../support/games/hooks.ts'
import { guestOf, playerOf } from '../support/games/hooks-players.ts'
import { serverForTest } from '../support/server/server-for-test.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const game = {
  settings: hooksSettings,
  env: { apiKey: 'GATEHOUSE_TEST_API_KEY', 'limits.perDay': 'GATEHOUSE_TEST_PER_DAY' },
}

afterEach(() => void vi.unstubAllEnvs())

function fileWith(settings: object): string {
  const file = join(temporaryFolder(), 'mine.ts')
  writeFileSync(file, `export default ${JSON.stringify({ settings })}`)
  return file
}

const load = (file: string, ...sets: string[]) => loadSettings(file, sets, async () => game)
const read = async (file: string, ...sets: string[]) =>
  readGameSettings(game, (await load(file, ...sets)).config) as z.output<typeof hooksSettings>

async function complaintOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    caught => caught as unknown,
  )
  if (error instanceof StartError && !error.message.includes('\n')) return error.message
  throw new Error('expected a complaint', { cause: error })
}

describe('settings of a game', () => {
  test('come from the file, over it from variables, over both from --set; the rest has its default', async () => {
    const file = fileWith({ greeting: 'from the file', limits: { perDay: 1 } })
    expect(await read(file)).toMatchObject({ greeting: 'from the file', limits: { perDay: 1 }, failRuns: 0 })
    vi.stubEnv('GATEHOUSE_TEST_PER_DAY', '2')
    vi.stubEnv('GATEHOUSE_TEST_API_KEY', '0123456789')
    expect(await read(file)).toMatchObject({ apiKey: '0123456789', limits: { perDay: 2 } })
    expect(await read(file, 'settings.limits.perDay=7', 'settings.apiKey=9876')).toMatchObject({
      apiKey: '9876',
      limits: { perDay: 7 },
    })
  })

  test('what is wrong names the setting, its source and what is expected', async () => {
    const file = fileWith({ limits: { perDay: 'many' } })
    expect(await complaintOf(load(file))).toBe(
      `${file}: settings.limits.perDay: expected a number, got "many"`,
    )
    expect(await complaintOf(load(file, 'settings.limits.perDay=0'))).toBe(
      '--set settings.limits.perDay: expected at least 1, got 0',
    )
    vi.stubEnv('GATEHOUSE_TEST_PER_DAY', '1.5')
    expect(await complaintOf(load(fileWith({})))).toBe(
      'the variable GATEHOUSE_TEST_PER_DAY: settings.limits.perDay: expected a whole number, got 1.5',
    )
    vi.unstubAllEnvs()
    expect(await complaintOf(load(fileWith({ greating: 'x' })))).toMatch(
      /mine\.ts: unknown setting settings\.greating, did you mean settings\.greeting\?$/,
    )
  })

  test('a secret that is wrong is not shown', async () => {
    vi.stubEnv('GATEHOUSE_TEST_API_KEY', 'abc')
    expect(await complaintOf(load(fileWith({})))).toBe(
      'the variable GATEHOUSE_TEST_API_KEY: settings.apiKey: expected at least 4 characters, got another value',
    )
  })

  test('a variable for a setting that is not declared ends the start', () => {
    const config = checkConfig({})
    expect(() => checkGameSettings({ ...game, env: { apiKay: 'X_KEY' } }, config)).toThrow(
      "env: the variable X_KEY is for apiKay, which the game's settings do not have",
    )
  })

  test('a game without settings takes none', () => {
    expect(() => readGameSettings({}, checkConfig({ settings: { a: 1 } }))).toThrow(
      /unknown setting settings\.a$/,
    )
  })

  test('are what handlers, services and schedules have, on every thread', async () => {
    const server = await serverForTest({ threads: 2, game: HOOKS, settings: { greeting: 'good day' } })
    for (const acc of ['a', 'b', 'c'])
      expect(await (await playerOf(server, acc)).look()).toMatchObject({ greeting: 'good day' })
  })
})

describe('secrets', () => {
  const schema = z.object({
    plain: secret(z.string()),
    bounded: secret(z.string()).min(4),
    optional: secret(z.string()).optional(),
    made: secret(z.string()).transform(text => text.length),
    whole: secret(z.object({ key: z.string() })),
    list: z.array(secret(z.string())),
    inner: z.object({ key: secret(z.string()).default('inner-secret') }).prefault({}),
    open: z.string(),
  })
  const given = {
    plain: 'plain-secret',
    bounded: 'bounded-secret',
    optional: 'optional-secret',
    made: 'made-secret',
    whole: { key: 'whole-secret' },
    list: ['list-secret'],
    inner: { key: 'inner-secret' },
    open: 'for all',
  }

  test('are hidden when the configuration is printed, however they are declared', async () => {
    const { print } = await loadSettings(fileWith(given), [], async () => ({ settings: schema }))
    expect(print()).toContain('settings.plain = (hidden)')
    expect(print()).toContain('settings.open = "for all"')
    expect(print()).not.toContain('-secret')
  })

  test('are hidden when the settings are logged, printed or written as JSON', () => {
    const settings = readGameSettings({ settings: schema }, { settings: given })
    for (const shown of [JSON.stringify(settings), inspect(settings), inspect({ settings }, { depth: 9 })])
      expect(shown).not.toMatch(/(plain|bounded|optional|whole|list|inner)-secret/)
    expect(settings).toMatchObject({ plain: 'plain-secret', made: 11, open: 'for all' })
  })

  test('are all known to the log', () => {
    const config = checkConfig({ settings: given, board: { http: { token: 'kit-secret' } } })
    expect(secretsOf({ settings: schema }, config).sort()).toEqual([
      'bounded-secret',
      'inner-secret',
      'kit-secret',
      'list-secret',
      'made-secret',
      'optional-secret',
      'plain-secret',
      'whole-secret',
    ])
  })

  test.each([0, 1])(
    'are in no line of the log, also not in an error that quotes one: %i workers',
    async threads => {
      const server = await serverForTest({
        threads,
        game: HOOKS,
        settings: { apiKey: 'the "key"\n', greeting: 'a greeting' },
      })
      const { ask } = await guestOf(server)
      await ask('login', { acc: 'leaky' })
      const shown = JSON.stringify(server.log())
      expect(shown).toContain('the key is (hidden)')
      expect(shown).not.toContain('the \\\\\\"key')
    },
  )
})
