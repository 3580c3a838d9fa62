// What must not compile: `tsc` (npm run check) fails where an expected error does not come.

import { expect, test } from 'vitest'
import type { Game } from '../../../protocol/client/index.ts'
import type { SmallMessages } from './small-gate.ts'

type Typed = (game: Game<SmallMessages>) => unknown

const wrong: Typed[] = [
  // @ts-expect-error a misspelt message
  game => game.request.lgoin({ acc: 'hanxi' }),
  // @ts-expect-error a misspelt field
  game => game.request.login({ account: 'hanxi' }),
  // @ts-expect-error a value of the wrong type
  game => game.request.echo({ text: 5 }),
  // @ts-expect-error a field that the reply does not have
  async game => (await game.request.login({ acc: 'hanxi' })).token,
  // @ts-expect-error a push is not asked
  game => game.request.news({}),
  // @ts-expect-error a request is no push
  game => game.on.echo(() => undefined),
  // @ts-expect-error a push's field of the wrong type
  game => game.on.news((body: { text: number }) => body),
]

test('messages are typed: what the schema does not have does not compile', () => {
  expect(wrong).toHaveLength(7)
})
