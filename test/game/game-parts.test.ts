// What a game may declare, as its types say: a wrong declaration does not compile.

import { expect, test } from 'vitest'
import { z } from 'zod'
import { defineErrors } from '../../protocol/define-errors.ts'
import { errorText } from '../../protocol/error-texts.ts'
import type { Role } from '../../server/game/role.ts'
import { AppError, gameKit, secret } from '../../server/kit/index.ts'
import type { Market, Stats } from '../support/games/hooks.ts'

const settings = z.object({ apiKey: secret(z.string()), limits: z.object({ perDay: z.int() }) })

interface Game {
  role: Role
  settings: z.output<typeof settings>
}

const { defineGame } = gameKit<Game>()
type Input = Parameters<typeof defineGame<never, never, { Market: typeof Market; Stats: typeof Stats }>>[0]
type Part<K extends keyof Input> = NonNullable<Input[K]>

test('services are started with the options of their class', () => {
  const start: Part<'start'> = [
    { service: 'Market', name: '.market', options: { stock: 1 } },
    { service: 'Stats', name: '.stats', on: 'every', options: { of: 'x' } },
    // @ts-expect-error: no such service
    { service: 'Shop', name: '.shop' },
    // @ts-expect-error: of another kind
    { service: 'Market', name: '.market', options: { stock: 'many' } },
    // @ts-expect-error: without the options that it needs
    { service: 'Market', name: '.market' },
  ]
  expect(start).toHaveLength(5)
})

test('hooks, schedules and the daily reset know the role and the settings', () => {
  const parts: Pick<Input, 'onLogin' | 'onLogout' | 'schedule' | 'daily' | 'settings' | 'env' | 'rates'> = {
    settings,
    // @ts-expect-error: no such setting
    env: { apiKey: 'KEY', 'limits.perDay': 'PER_DAY', 'limits.perWeek': 'PER_WEEK' },
    onLogin: agent => agent.role.gold + agent.settings.limits.perDay,
    // @ts-expect-error: no such reason
    onLogout: (_agent, reason) => reason === 'tired',
    schedule: {
      mail: {
        cron: '0 9 * * *',
        run: game => game.roles.edit('1', one => (one.gold += game.settings.limits.perDay), 'mail'),
      },
    },
    daily: { at: '05:00', role: (one, days, agent) => one.gold + days + (agent?.role.gold ?? 0) },
    // @ts-expect-error: no such message
    rates: { sign: { rate: 1, burst: 5, by: 'address' }, sing: { rate: 1, burst: 5 } },
  }
  expect(Object.keys(parts)).toHaveLength(7)
})

test("an error code that is neither the kit's nor the game's does not compile", () => {
  // @ts-expect-error: no such code
  expect(new AppError('NOT_ENOUGH_GLOD').code).toBe('NOT_ENOUGH_GLOD')
})

test("a code of the kit can't be defined again, nor one that is no code", () => {
  expect(defineErrors({ NOT_ENOUGH_GOLD: { en: 'not enough gold', zh: '金币不足' } })).toHaveProperty(
    'NOT_ENOUGH_GOLD',
  )
  // @ts-expect-error: it is the kit's
  expect(() => defineErrors({ INTERNAL: { en: 'x', zh: 'x' } })).toThrow(
    'errors: INTERNAL is a code of the kit',
  )
  expect(() => defineErrors({ lower: { en: 'x', zh: 'x' } })).toThrow(
    /expected a code such as NOT_ENOUGH_GOLD/,
  )
})

test('a code has a text in each language; one that is not known is its own', () => {
  expect(errorText('ROOM_FULL', 'zh')).toBe('房间已满')
  expect(errorText('ROOM_FULL', 'en')).toBe('the room is full')
  expect(errorText('NOT_A_CODE', 'zh')).toBe('NOT_A_CODE')
})
