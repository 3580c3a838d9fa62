import { describe, expect, test } from 'vitest'
import { defineBoard } from '../../server/board/define-board.ts'
import { ManualClock } from '../../server/lib/clock.ts'
import { openBoardStore, startBoards } from './support/boards.ts'

interface Info {
  name: string
  level: number
}

const DAY = 86_400_000
const names = (rows: { rank: number; member: string; score: number }[]): string =>
  rows.map(row => `${row.rank}${row.member}${row.score}`).join(' ')

describe('a board', () => {
  test('keeps the best score, highest first, unless said otherwise', async () => {
    const { boards } = await startBoards({ definitions: { gold: defineBoard<Info>() } })
    await boards.gold.update('a', 5, { name: 'Ann', level: 1 })
    await boards.gold.update('b', 7)
    expect(await boards.gold.update('a', 3)).toEqual({
      member: 'a',
      score: 5,
      rank: 2,
      info: { name: 'Ann', level: 1 },
    })
    expect(await boards.gold.increase('a', 4)).toMatchObject({ score: 9, rank: 1 })
    expect(names(await boards.gold.top(10))).toBe('1a9 2b7')
  })

  test('answers every question about its entries', async () => {
    const { boards } = await startBoards({ definitions: { gold: defineBoard({ operator: 'last' }) } })
    for (const [i, member] of ['a', 'b', 'c', 'd', 'e'].entries()) await boards.gold.update(member, 10 - i)
    expect(await boards.gold.query('c')).toMatchObject({ rank: 3, score: 8 })
    expect(await boards.gold.query('x')).toBeUndefined()
    expect((await boards.gold.infos(['e', 'x'])).map(row => row?.rank)).toEqual([5, undefined])
    expect(names(await boards.gold.range(2, 2))).toBe('2b9 3c8')
    expect(names(await boards.gold.around('d', 1))).toBe('3c8 4d7 5e6')
    expect(await boards.gold.size()).toBe(5)
    expect(await boards.gold.remove('a')).toBe(true)
    await boards.gold.reset()
    expect(await boards.gold.size()).toBe(0)
  })

  test('a member may be on many boards at once', async () => {
    const { boards } = await startBoards({ definitions: { gold: defineBoard(), sign: defineBoard() } })
    await Promise.all([boards.gold.update('a', 1), boards.sign.update('a', 2)])
    expect([await boards.gold.query('a'), await boards.sign.query('a')]).toMatchObject([
      { score: 1 },
      { score: 2 },
    ])
  })

  test.each([
    ['an empty member', (b: Handle) => b.update('', 1)],
    ['a member that is too long', (b: Handle) => b.update('x'.repeat(129), 1)],
    ['a member with a control character', (b: Handle) => b.update('a\u0000', 1)],
    ['a member with a comma', (b: Handle) => b.update('a,b', 1)],
    ['a member with a space', (b: Handle) => b.increase('a b', 1)],
    ['a member with an invisible character', (b: Handle) => b.update('a\u200b', 1)],
    ['half a character as a member', (b: Handle) => b.update('\ud800', 1)],
    ['a number as a member', (b: Handle) => b.update(5 as never, 1)],
    ['NaN', (b: Handle) => b.update('a', Number.NaN)],
    ['infinity', (b: Handle) => b.increase('a', Number.POSITIVE_INFINITY)],
    ['text as a score', (b: Handle) => b.update('a', '5' as never)],
    ['too many entries', (b: Handle) => b.top(1001)],
    ['a negative count', (b: Handle) => b.around('a', -1)],
    ['rank 0', (b: Handle) => b.range(0, 5)],
    ['too many members', (b: Handle) => b.infos(Array.from({ length: 1001 }, String))],
  ])('refuses %s and stays as it was', async (_, ask) => {
    const { boards } = await startBoards({ definitions: { gold: defineBoard() } })
    await boards.gold.update('a', 1)
    await expect(ask(boards.gold)).rejects.toMatchObject({ code: 'BAD_MESSAGE' })
    expect(names(await boards.gold.top(10))).toBe('1a1')
  })

  test('a thousand updates at once are confirmed and stored', async () => {
    const store = openBoardStore()
    const definitions = { gold: defineBoard({ operator: 'sum' }) }
    const { boards } = await startBoards({ definitions, store })
    await Promise.all(Array.from({ length: 1000 }, (_, i) => boards.gold.update(`m${i % 10}`, 1)))
    const again = await startBoards({ definitions, store })
    expect((await again.boards.gold.top(10)).map(row => row.score)).toEqual(Array(10).fill(100))
  })

  test('the second launch of one name is refused', async () => {
    const { node } = await startBoards({ definitions: { gold: defineBoard() } })
    await expect(node.launchOn(0, 'board', { name: 'gold' }, { name: '.board/gold' })).rejects.toThrow()
    await expect(node.launchOn(0, 'board', { name: 'silver' })).rejects.toThrow()
  })
})

describe('the periods of a board', () => {
  const monday = Date.UTC(2026, 10, 16)

  test('begin empty, and the ended one can be read', async () => {
    const clock = new ManualClock(monday)
    const { boards } = await startBoards({ definitions: { gold: defineBoard({ period: 'daily' }) }, clock })
    await boards.gold.update('a', 5)
    clock.advance(DAY - 1)
    await boards.gold.update('b', 6)
    clock.advance(1)
    await boards.gold.update('c', 7)
    expect(names(await boards.gold.top(10))).toBe('1c7')
    expect(names(await boards.gold.top(10, monday))).toBe('1b6 2a5')
    expect(await boards.gold.periods()).toMatchObject([
      { id: monday, end: monday + DAY, size: 2, isCurrent: false },
      { id: monday + DAY, end: monday + 2 * DAY, size: 1, isCurrent: true },
    ])
  })

  test('end for readers too, with nothing written', async () => {
    const clock = new ManualClock(monday)
    const { boards } = await startBoards({ definitions: { gold: defineBoard({ period: 'weekly' }) }, clock })
    await boards.gold.update('a', 5)
    clock.advance(7 * DAY)
    expect(await boards.gold.top(10)).toEqual([])
    expect(await boards.gold.query('a')).toBeUndefined()
  })

  test('do not come back when the clock is set back', async () => {
    const clock = new ManualClock(monday)
    const { boards } = await startBoards({ definitions: { gold: defineBoard({ period: 'daily' }) }, clock })
    await boards.gold.update('a', 5)
    clock.advance(DAY)
    await boards.gold.update('b', 6)
    clock.advance(-60_000)
    await boards.gold.update('c', 7)
    expect(names(await boards.gold.top(10))).toBe('1c7 2b6')
    expect(names(await boards.gold.top(10, monday))).toBe('1a5')
  })

  test('beyond those that are kept are forgotten', async () => {
    const clock = new ManualClock(monday)
    const definitions = { gold: defineBoard({ period: 'daily', keep: 2 }) }
    const { boards, tick } = await startBoards({ definitions, clock })
    for (let day = 0; day < 5; day++) {
      await boards.gold.update('a', day)
      clock.advance(DAY)
      await tick('gold')
    }
    expect((await boards.gold.periods()).map(({ id }) => (id - monday) / DAY)).toEqual([3, 4, 5])
    expect(await boards.gold.top(10, monday)).toEqual([])
  })
})

type Handle = Awaited<
  ReturnType<typeof startBoards<{ gold: ReturnType<typeof defineBoard> }>>
>['boards']['gold']
