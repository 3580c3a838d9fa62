// New code while a world runs: it goes on with all it has, by the new rules.

import { expect, onTestFinished, test } from 'vitest'
import { watch } from '../../protocol/client/world/index.ts'
import { Player } from '../support/client/player.ts'
import { type ArenaMessages, arenaProtocol } from '../support/games/arena-messages.ts'
import { serverForTest } from '../support/server/server-for-test.ts'
import { until } from '../support/until.ts'
import { workers } from '../support/workers.ts'
import { CodeGame } from './support/code-game.ts'
import { replaceCode } from './support/code-server.ts'

test.each(workers(2))(
  'a world ticks on by the new rules, with what it had, with %i workers',
  async threads => {
    const game = new CodeGame('field')
    onTestFinished(() => game.remove())
    const { url, server } = await serverForTest({ threads, game: game.path })
    const player = await Player.open<ArenaMessages>(url, 'ann', { protocol: arenaProtocol })
    onTestFinished(() => player.close())
    const joined = await player.request.room_create({ kind: 'open', name: 'field', bots: 0 })
    const view = watch(player.game, 'arena', joined)
    const hero = () => [...view.heroes][0]!
    await until(
      () => view.heroes.size > 0 && hero().x,
      x => x !== false && x > 5,
    )
    const { id, hp } = { ...hero() }
    game.edit('index.ts', text => text.replace('STEP = 1', 'STEP = -1'))
    expect((await replaceCode(server.node)).late).toEqual([])
    const most = hero().x
    await until(
      () => hero().x,
      x => x < most - 5,
    )
    expect(hero().id).toBe(id)
    expect(hero().hp).toBeGreaterThan(hp + 5)
    expect([view.heroes.size, player.pushes('room_closed')]).toEqual([1, []])
  },
)
