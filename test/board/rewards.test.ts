import { describe, expect, test } from 'vitest'
import type { Board } from '../../server/board/board.ts'
import { defineBoard, type EditRole, type RewardId } from '../../server/board/define-board.ts'
import { ManualClock } from '../../server/lib/clock.ts'
import { createDeferred } from '../../server/lib/deferred.ts'
import type { EmbeddedRoleStore } from '../../server/store/embedded/role-store.ts'
import { createEdit, createRoleDocuments, type Rewarded, readRole } from '../support/store/role-edit.ts'
import { openEmbeddedStore } from '../support/store/role-harness.ts'
import { openBoardStore, startBoards } from './support/boards.ts'

const HOUR = 3_600_000
const UIDS = ['1', '2', '3']
const gold = (period: string, timeZone = 'UTC') =>
  defineBoard<unknown, Rewarded>({
    operator: 'sum',
    period,
    timeZone,
    keep: 10,
    onPeriodEnd: ({ member, score, rank }, { edit, rewardId }) => {
      const give = (role: Rewarded) => {
        role.gold += 1000 * score + rank
      }
      return edit(member, give, rewardId)
    },
  })

async function openRoles(): Promise<EmbeddedRoleStore> {
  const roles = openEmbeddedStore()
  await createRoleDocuments(roles, UIDS)
  return roles
}

describe('the end of a period', () => {
  test('rewards every entry by its rank, once, however often it is looked at', async () => {
    const roles = await openRoles()
    const definitions = { gold: gold('daily') }
    const { boards, clock, tick } = await startBoards({ definitions, edit: createEdit(roles) })
    for (const uid of UIDS) await boards.gold.update(uid, Number(uid))
    clock.advance(24 * HOUR)
    await Promise.all([tick('gold'), tick('gold')])
    await tick('gold')
    const held = await Promise.all(UIDS.map(uid => readRole(roles, uid)))
    expect(held.map(role => role.gold)).toEqual([1003, 2002, 3001])
    expect((await boards.gold.periods()).map(period => period.isDone)).toEqual([true, false])
  })

  test('is not held up by a hook that does not end: a stop gives it up, and it runs again', async () => {
    const [roles, store] = [await openRoles(), openBoardStore()]
    let isHanging = true
    const seen: string[] = []
    const hanging = defineBoard<unknown, Rewarded>({
      period: 'daily',
      keep: 10,
      onPeriodEnd: ({ member }) => {
        seen.push(member)
        return isHanging && member === '2' ? new Promise(() => undefined) : undefined
      },
    })
    const definitions = { gold: hanging }
    const running = new Set<Board>()
    const first = await startBoards({ definitions, running, store, edit: createEdit(roles) })
    for (const uid of UIDS) await first.boards.gold.update(uid, Number(uid))
    first.clock.advance(24 * HOUR)
    const tick = first.tick('gold').catch(() => undefined)
    await expect.poll(() => seen.length).toBe(3)
    // As the thread does when it ends.
    await [...running][0]!.settle()
    await tick
    await first.node.stop()
    isHanging = false
    const clock = new ManualClock(first.clock.now() + HOUR)
    const second = await startBoards({ definitions, store, clock, edit: createEdit(roles) })
    await second.tick('gold')
    expect(seen.filter(member => member === '2')).toHaveLength(2)
    expect((await second.boards.gold.periods()).map(period => period.isDone)).toEqual([true, false])
  })

  test('that comes while an earlier one is rewarded is rewarded right after it', async () => {
    const [roles, held] = [await openRoles(), createDeferred<void>()]
    const slow = defineBoard<unknown, Rewarded>({
      period: 'daily',
      keep: 10,
      onPeriodEnd: () => held.promise,
    })
    const { boards, clock, tick } = await startBoards({
      definitions: { gold: slow },
      edit: createEdit(roles),
    })
    await boards.gold.update('1', 1)
    clock.advance(24 * HOUR)
    const first = tick('gold')
    await boards.gold.update('1', 1)
    clock.advance(24 * HOUR)
    const second = tick('gold')
    await boards.gold.size()
    held.resolve()
    await Promise.all([first, second])
    expect((await boards.gold.periods()).map(period => period.isDone)).toEqual([true, true, false])
  })

  test('that came while the server was down is made up for at its start', async () => {
    const [roles, store] = [await openRoles(), openBoardStore()]
    const definitions = { gold: gold('daily') }
    const first = await startBoards({ definitions, store, edit: createEdit(roles) })
    for (const uid of UIDS) await first.boards.gold.update(uid, Number(uid))
    await first.node.stop()
    const clock = new ManualClock(first.clock.now() + 5 * 24 * HOUR)
    const { boards, tick } = await startBoards({ definitions, store, clock, edit: createEdit(roles) })
    await tick('gold')
    expect(await readRole(roles, '2')).toMatchObject({
      gold: 2002,
      given: [expect.stringContaining('gold/')],
    })
    expect(await boards.gold.size()).toBe(0)
  })

  test('waits for an entry whose hook fails, and rewards the others meanwhile', async () => {
    const roles = await openRoles()
    const real = createEdit(roles)
    let isAway = true
    const edit: EditRole<Rewarded> = (uid, change, id) =>
      uid === '2' && isAway ? Promise.reject(new Error('away')) : real(uid, change, id)
    const { boards, clock, tick } = await startBoards({ definitions: { gold: gold('daily') }, edit })
    for (const uid of UIDS) await boards.gold.update(uid, Number(uid))
    clock.advance(24 * HOUR)
    await tick('gold')
    const held = async () => (await Promise.all(UIDS.map(uid => readRole(roles, uid)))).map(role => role.gold)
    expect(await held()).toEqual([1003, 0, 3001])
    isAway = false
    clock.advance(HOUR)
    await tick('gold')
    expect(await held()).toEqual([1003, 2002, 3001])
  })

  test('of a member that waits for an earlier reward waits too: each is given, in order', async () => {
    const roles = await openRoles()
    const real = createEdit(roles)
    let isAway = true
    const given: [string, string | object][] = []
    const edit: EditRole<Rewarded> = async (uid, change, id) => {
      if (uid === '2' && isAway) throw new Error('away')
      await real(uid, change, id)
      given.push([uid, id])
    }
    const { boards, clock, tick } = await startBoards({ definitions: { gold: gold('daily') }, edit })
    for (let day = 0; day < 2; day++) {
      for (const uid of UIDS) await boards.gold.update(uid, Number(uid))
      clock.advance(24 * HOUR)
      await tick('gold')
    }
    expect(given.map(([uid]) => uid).sort()).toEqual(['1', '1', '3', '3'])
    isAway = false
    clock.advance(HOUR)
    await tick('gold')
    const late = given.filter(([uid]) => uid === '2').map(([, id]) => id as RewardId)
    expect(late.map(({ sender }) => sender)).toEqual(['gold/2', 'gold/2'])
    expect(late[0]!.number).toBeLessThan(late[1]!.number)
    expect((await boards.gold.periods()).map(period => period.isDone)).toEqual([true, true, false])
  })

  test('needs no hook', async () => {
    const { boards, clock, tick } = await startBoards({
      definitions: { gold: defineBoard({ period: 'daily' }) },
    })
    await boards.gold.update('1', 1)
    clock.advance(24 * HOUR)
    await tick('gold')
    expect((await boards.gold.periods())[0]).toMatchObject({ size: 1, isDone: true })
  })

  test('is not repeated by a node that starts later', async () => {
    const [roles, store] = [await openRoles(), openBoardStore()]
    let calls = 0
    const definition = defineBoard<unknown, Rewarded>({ period: 'daily', onPeriodEnd: () => void calls++ })
    const { boards, clock, tick } = await startBoards({
      definitions: { gold: definition },
      store,
      edit: createEdit(roles),
    })
    await boards.gold.update('1', 1)
    clock.advance(24 * HOUR)
    await tick('gold')
    const second = await startBoards({
      definitions: { gold: definition },
      store,
      clock,
      edit: createEdit(roles),
    })
    await second.tick('gold')
    expect(calls).toBe(1)
  })
})

describe('on the days when the clocks change', () => {
  test.each([
    ['America/New_York', 'forward', '2026-03-07T05:00:00Z', 23],
    ['America/New_York', 'back', '2026-10-31T04:00:00Z', 25],
    ['Africa/Cairo', 'forward at midnight', '2026-04-22T22:00:00Z', 23],
  ])(
    'in %s, %s: every update counts in one period, every entry is rewarded once',
    async (zone, _, start, second) => {
      const roles = await openRoles()
      const clock = new ManualClock(Date.parse(start))
      const definitions = { gold: gold('daily', zone) }
      const { boards, tick } = await startBoards({ definitions, clock, edit: createEdit(roles) })
      for (let half = 0; half < 2 * 72; half++) {
        for (const uid of UIDS) await boards.gold.update(uid, 1)
        clock.advance(HOUR / 2)
        if (half % 5 === 0) await tick('gold')
      }
      clock.advance(30 * HOUR)
      await tick('gold')
      const ended = (await boards.gold.periods()).slice(0, -1)
      expect(ended.map(({ id, end }) => (end - id) / HOUR)).toContain(second)
      const scores = await Promise.all(
        ended.map(async ({ id }) => (await boards.gold.query('1', id))?.score ?? 0),
      )
      expect(scores.reduce((sum, score) => sum + score)).toBe(144)
      expect(scores.slice(0, -1)).toEqual(ended.slice(0, -1).map(({ id, end }) => ((end - id) / HOUR) * 2))
      for (const uid of UIDS) {
        const { gold: held, given } = await readRole(roles, uid)
        expect([given.length, Math.floor(held / 1000)]).toEqual([ended.length, 144])
      }
    },
  )
})
