// Several nodes that share one board in Redis. Needs a Redis; see test/support/store/databases.ts.

import { Redis } from 'ioredis'
import { describe, expect, onTestFinished, test } from 'vitest'
import { defineBoard, type EditRole } from '../../server/board/define-board.ts'
import { RedisBoardStore } from '../../server/store/redis/board-store.ts'
import { useServer } from '../support/store/databases.ts'
import { createEdit, createRoleDocuments, type Rewarded, readRole } from '../support/store/role-edit.ts'
import { openEmbeddedStore } from '../support/store/role-harness.ts'
import { startBoards } from './support/boards.ts'

const url = await useServer('redis')
const DAY = 86_400_000
const UIDS = Array.from({ length: 100 }, (_, i) => String(i))
let count = 0

const definitions = {
  gold: defineBoard<unknown, Rewarded>({
    operator: 'sum',
    period: 'daily',
    onPeriodEnd: ({ member, rank }, { edit, rewardId }) => {
      const give = (role: Rewarded) => {
        role.gold += 1000 + rank
      }
      return edit(member, give, rewardId)
    },
  }),
}

/** Two nodes with a clock each, on one Redis. */
async function startTwo(edit: EditRole<Rewarded> = () => Promise.resolve(), topCache = 0) {
  const keyPrefix = `nodes${process.pid}:${++count}:`
  const startOne = (owner: string) => {
    const redis = new Redis(url!, { keyPrefix, enableAutoPipelining: true })
    redis.on('error', error => process.stderr.write(`redis: ${error.message}\n`))
    onTestFinished(async () => void (await redis.quit()))
    return startBoards({ definitions, store: new RedisBoardStore(redis, { topCache }), owner, edit })
  }
  return [await startOne('a'), await startOne('b')] as const
}

describe.skipIf(!url)('nodes that share a board', () => {
  test("see each other's updates, and lose none that come at once", async () => {
    const [a, b] = await startTwo()
    await Promise.all(
      Array.from({ length: 200 }, (_, i) => (i % 2 ? a : b).boards.gold.increase(UIDS[i % 10]!, 1)),
    )
    const top = await a.boards.gold.top(20)
    expect(top.map(row => row.score)).toEqual(Array(10).fill(20))
    expect(await b.boards.gold.top(20)).toEqual(top)
  })

  test('count every update in one period, also when their clocks differ', async () => {
    const [a, b] = await startTwo()
    const midnight = a.clock.now() + DAY
    b.clock.set(midnight - 1)
    a.clock.set(midnight)
    await b.boards.gold.increase('1', 1)
    await a.boards.gold.increase('2', 1)
    await b.boards.gold.increase('1', 1)
    expect((await a.boards.gold.top(9)).map(row => row.member)).toEqual(['2', '1'])
    expect((await b.boards.gold.top(9, midnight - DAY)).map(row => [row.member, row.score])).toEqual([
      ['1', 1],
    ])
  })

  test('reward each entry once', async () => {
    const roles = openEmbeddedStore()
    await createRoleDocuments(roles, UIDS)
    const [a, b] = await startTwo(createEdit(roles))
    for (const [i, uid] of UIDS.entries()) await a.boards.gold.increase(uid, 1000 - i)
    for (const { clock } of [a, b]) clock.advance(DAY)
    await Promise.all([a.tick('gold'), b.tick('gold')])
    await expect.poll(async () => (await b.boards.gold.periods())[0]?.isDone).toBe(true)
    const gold = await Promise.all(UIDS.map(async uid => (await readRole(roles, uid)).gold))
    expect(gold).toEqual(UIDS.map((_, i) => 1001 + i))
  })

  test('may answer the first places from memory for a moment', async () => {
    const [a] = await startTwo(undefined, 60_000)
    await a.boards.gold.increase('1', 1)
    const before = await a.boards.gold.top(10)
    await a.boards.gold.increase('2', 5)
    expect(await a.boards.gold.top(10)).toEqual(before)
    expect(await a.boards.gold.query('2')).toMatchObject({ rank: 1 })
  })
})
