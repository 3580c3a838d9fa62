// A worker that is restarted: it leaves in order, and another takes its place.

import { describe, expect, test } from 'vitest'
import { shareGame, until } from '../../kit/index.ts'
import type { RoomsMessages } from '../../support/games/messages.ts'
import { ROOMS } from '../../support/games/rooms.ts'
import { askConsole } from '../../support/server/console-client.ts'

describe('restart', () => {
  const game = shareGame<RoomsMessages>({ game: ROOMS, threads: 2 })
  const ask = <T>(line: string) => askConsole<T>(game().server.consolePort!, line)

  test('saves and closes the players of that worker, and another serves in its place', async () => {
    const players = await game().players('ann', 'bob', 'cid', 'dan')
    for (const player of players) await player.request.sign()
    const { rows } = await until(
      () => ask<{ rows: { account: string; thread: number }[] }>('players'),
      page => page.rows.length === 4,
    )
    const { node } = game().server
    const life = node.lifeIn(1)
    expect(await ask('restart 1')).toMatchObject({ worker: 1 })
    expect(node.lifeIn(1)).not.toBe(life)
    const there = await ask<{ rows: { account: string }[] }>('players')
    const stayed = rows.filter(({ thread }) => thread === 2).map(({ account }) => account)
    expect(there.rows.map(({ account }) => account)).toEqual(stayed)
    for (const { acc } of players) expect(await game().role(acc)).toMatchObject({ sign_cnt: 1 })
    const again = await game().players('ann', 'bob', 'cid', 'dan')
    // A board of that worker is launched on another.
    const rank = () => again[0]!.request.board_mine({ board: 'sign' }).catch(() => undefined)
    await until(rank, found => found?.entry !== undefined)
    expect(game().complaints()).toEqual([])
  })

  test('is refused for a slot without a worker', async () => {
    await expect(ask('restart 7')).rejects.toThrow('worker: expected one of 1, 2, got 7')
    await expect(ask('restart 0')).rejects.toThrow('worker: expected one of 1, 2, got 0')
  })
})
