// What must not compile: `tsc` (npm run check) fails where an expected error does not come.

import { expect, test } from 'vitest'
import type { Game } from '../../../../protocol/client/index.ts'
import { predict, watch } from '../../../../protocol/client/world/index.ts'
import { type ArenaMessages, steer } from '../../../support/games/arena-messages.ts'
import { type ArenaWorld, JOINED } from './view-by-hand.ts'

type Typed = (game: Game<ArenaMessages>, arena: ArenaWorld) => unknown

const all = () => true
const stand = () => undefined

const wrong: Typed[] = [
  // @ts-expect-error a push that is no view
  game => watch(game, 'room_left', JOINED),
  // @ts-expect-error a list that the view does not have
  (_, arena) => arena.monsters,
  // @ts-expect-error a field that the entity does not have
  (_, arena) => arena.heroes.on.change('mana', () => undefined),
  // @ts-expect-error a value before of another type
  (_, arena) => arena.heroes.on.change('hp', (_hero, before: string) => before),
  // @ts-expect-error what is seen is not changed
  (_, arena) => (arena.heroes.get(1)!.hp = 3),
  // @ts-expect-error a request that is no input
  (_, arena) => predict(arena, 'room_leave', 'heroes', all, stand),
  // @ts-expect-error shots have no uid
  (_, arena) => predict(arena, 'steer', 'shots', shot => shot.uid === '', stand),
  // @ts-expect-error a value of the wrong type
  (_, arena) => predict(arena, 'steer', 'heroes', all, steer)({ turn: 'left' }),
  // @ts-expect-error what is drawn has no such list
  (_, arena) => arena.show().patch,
]

const right: Typed[] = [
  game => watch(game, 'arena', JOINED).heroes.get(1)?.angle.toFixed(2),
  (_, arena) => arena.show().shots.map(({ id, x, y }) => id + x + y),
  (_, arena) => predict(arena, 'steer', 'heroes', ({ uid }) => uid === 'me', steer)({ go: true }),
]

test('views, lists, fields and inputs are typed: what the schema does not have does not compile', () => {
  expect([wrong.length, right.length]).toEqual([9, 3])
})
