// The definition that the parts of a thread hold, when another one takes its place.

import { expect, test } from 'vitest'
import { CodeHooks } from '../../server/core/code/code-hooks.ts'
import type { Logger } from '../../server/core/log/log.ts'
import type { GameDefinition } from '../../server/kit/define-game.ts'
import { liveGame, WAYS } from '../../server/kit/live-game.ts'

const CODE = { isChanged: () => false }

/** One whose parts say `mark`. */
function gameOf(mark: string): GameDefinition {
  const parts = Object.entries(WAYS).map(([name, way]) => [name, way === 'entries' ? { [mark]: 1 } : mark])
  const fixed = { protocol: { schemaText: '' }, latestWins: new Set(), settings: undefined, env: {} }
  return { ...Object.fromEntries(parts), ...fixed, handshakeHeaders: [] } as GameDefinition
}

function follow(first: GameDefinition) {
  const hooks = new CodeHooks(undefined as unknown as Logger)
  const live = liveGame(first, hooks)
  return { live, replace: async (next: GameDefinition) => (await hooks.prepare(next, CODE))() }
}

test('each part is replaced as is said of it; what holds one by name sees what is new', async () => {
  const { live, replace } = follow(gameOf('old'))
  const held = { ...live } as Record<string, unknown>
  await replace(gameOf('new'))
  for (const [name, way] of Object.entries(WAYS)) {
    const now = (live as unknown as Record<string, unknown>)[name]
    if (way === 'read') expect(now, name).toBe('new')
    else expect(now, name).toBe(held[name])
    if (way === 'entries') expect(now, name).toEqual({ new: 1 })
  }
})

test('parts that are gone are gone; those that come are there', async () => {
  const { around, boards, ...less } = gameOf('less')
  const { live, replace } = follow(gameOf('more'))
  await replace(less as GameDefinition)
  expect([live.around, live.boards]).toEqual([undefined, {}])
  await replace({ ...less, around, boards } as GameDefinition)
  expect([live.around, live.boards]).toEqual(['less', { less: 1 }])
})
