// The settings that a game declares: where they may come from, what is said of wrong ones, and that secrets are shown
// nowhere.

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { StartError } from '../../server/core/errors.ts'
import { secret } from '../../server/kit/index.ts'
import { checkGameSettings } from '../../server/settings/game-schema.ts'
import { readGameSettings } from '../../server/settings/game-settings.ts'
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

  describe('what looks like JSON', () => {
    const texts = {
      settings: z.object({
        code: z.uuid().or(z.url()).or(z.literal('7')).optional(),
        names: z.record(z.string(), z.string()).default({}),
        either: z.union([z.string(), z.boolean()]).default(''),
        hidden: secret(z.union([z.string(), z.boolean()])).default(''),
      }),
      env: { either: 'GATEHOUSE_TEST_EITHER' },
    }
    const loadTexts = (...sets: string[]) => loadSettings(fileWith({}), sets, async () => texts)

    test('is a text as it was typed where only a text fits', async () => {
      const { config } = await loadTexts('settings.code=7', 'settings.names.bob=null')
      expect(config.settings).toMatchObject({ code: '7', names: { bob: 'null' } })
    })

    test('is JSON where something else fits too; an error says how to pass a text', async () => {
      expect((await loadTexts('settings.either=true')).config.settings).toEqual({ either: true })
      expect(await complaintOf(loadTexts('settings.either=7'))).toBe(
        `--set settings.either: expected a text or true or false, got 7; as a text: --set 'settings.either="7"'`,
      )
      expect((await loadTexts('settings.either="7"')).config.settings).toEqual({ either: '7' })
      vi.stubEnv('GATEHOUSE_TEST_EITHER', '1.50')
      expect(await complaintOf(loadTexts())).toBe(
        'the variable GATEHOUSE_TEST_EITHER: settings.either: expected a text or true or false, got 1.5; as a text: "1.50"',
      )
    })

    test('is not shown of a secret', async () => {
      expect(await complaintOf(loadTexts('settings.hidden=4711'))).toBe(
        `--set settings.hidden: expected a text or true or false, got another value; as a text: --set 'settings.hidden="…"'`,
      )
    })
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
    const server = await serverForTest({ threads: 1, game: HOOKS, settings: { greeting: 'good day' } })
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
    shops: z.array(z.object({ url: z.string(), keys: z.record(z.string(), secret(z.string())) }).readonly()),
    remade: z.object({ key: secret(z.string()) }).transform(({ key }) => ({ token: key })),
    forms: z.union([z.number(), z.object({ key: secret(z.string()) })]),
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
    shops: [{ url: 'a shop', keys: { main: 'shop-secret' } }],
    remade: { key: 'remade-secret' },
    forms: { key: 'forms-secret' },
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

  test('are hidden by each section and each list that is shown by itself', () => {
    const settings = readGameSettings({ settings: schema }, { settings: given }) as z.output<typeof schema>
    const { whole, list, inner, shops, remade, forms } = settings
    for (const section of [whole, list, inner, shops, shops[0], shops[0]!.keys, remade, forms])
      for (const shown of [JSON.stringify(section), inspect(section), inspect({ section }, { depth: 9 })])
        expect(shown).not.toContain('-secret')
    expect(JSON.stringify(shops)).toBe('[{"url":"a shop","keys":{"main":"(hidden)"}}]')
    expect(settings).toEqual({ ...given, made: 11, remade: { token: 'remade-secret' } })
  })

  test('are in no error, wherever they stand', async () => {
    const wrong = { ...given, shops: [{ url: 1, keys: { main: { key: 'a-secret' } } }], forms: 'a-secret' }
    const loading = loadSettings(fileWith(wrong), [], async () => ({ settings: schema }))
    const said = await complaintOf(loading)
    expect(said).toContain('settings.shops.0.url: expected a text, got 1')
    expect(said).toContain('settings.shops.0.keys.main: expected a text, got another value')
    expect(said).not.toContain('-secret')
  })

  test('are all known to the log', () => {
    const config = checkConfig({ settings: given, board: { http: { token: 'kit-secret' } } })
    expect(checkGameSettings({ settings: schema }, config).sort()).toEqual([
      'bounded-secret',
      'forms-secret',
      'inner-secret',
      'kit-secret',
      'list-secret',
      'made-secret',
      'optional-secret',
      'plain-secret',
      'remade-secret',
      'shop-secret',
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
