// What every board store keeps to. board-store.test.ts runs it with each implementation.

import { describe, expect, test } from 'vitest'
import type { BoardRules, BoardStore, BoardWrite, StoredBoard } from '../../server/store/board-store.ts'

const RULES: BoardRules = { order: 'descending', operator: 'last', capacity: 100 }
const DAY = 86_400_000

/** Opens the store that a test uses; opening it again gives what was stored. */
export type OpenBoardStore = () => Promise<{ store: BoardStore; reopen(): Promise<BoardStore> }>

const update = (member: string, score: number, info?: unknown): BoardWrite => ({
  kind: 'update',
  member,
  score,
  info,
})

async function fill(board: StoredBoard, scores: Record<string, number>, period = 0): Promise<void> {
  for (const [member, score] of Object.entries(scores)) await board.write(period, update(member, score))
}

const members = async (board: StoredBoard, period?: number): Promise<string> =>
  (await board.range(0, 100, period)).map(row => `${row.rank}${row.member}${row.score}`).join(' ')

export function describeBoardStore(name: string, openStore: OpenBoardStore): void {
  const open = async (rules: Partial<BoardRules> = {}) => {
    const { store, reopen } = await openStore()
    const all = { ...RULES, ...rules }
    const board = await store.open('gold', all)
    return {
      store,
      board,
      reopen: async (other = rules) => (await reopen()).open('gold', { ...all, ...other }),
    }
  }

  describe(`${name}: order`, () => {
    test('the higher score stands first, or the lower one', async () => {
      const { board } = await open()
      await fill(board, { a: 5, b: -7.25, c: 1e300 })
      expect(await members(board)).toBe('1c1e+300 2a5 3b-7.25')
      const { board: ascending } = await open({ order: 'ascending' })
      await fill(ascending, { a: 5, b: -7.25, c: 1e300 })
      expect(await members(ascending)).toBe('1b-7.25 2a5 3c1e+300')
    })

    test.each(['descending', 'ascending'] as const)('equal scores stand as they came, %s', async order => {
      const { board, reopen } = await open({ order })
      await fill(board, { z: 5, a: 5, m: 5, k: 3 })
      await fill(board, { k: 5, z: 5 })
      expect(await members(board)).toBe('1z5 2a5 3m5 4k5')
      await fill(board, { z: 6 })
      await fill(board, { z: 5 })
      expect(await members(board)).toBe('1a5 2m5 3k5 4z5')
      expect(await members(await reopen())).toBe('1a5 2m5 3k5 4z5')
    })

    test('a score keeps every bit', async () => {
      const { board, reopen } = await open({ operator: 'sum' })
      await fill(board, { a: 0.1 })
      expect((await board.write(0, update('a', 0.2)))?.score).toBe(0.1 + 0.2)
      await fill(board, { b: 2 ** 53 - 1, c: 5e-324, d: -1.7976931348623157e308 })
      const rows = await (await reopen()).find(['a', 'b', 'c', 'd'])
      expect(rows.map(row => row?.score)).toEqual([0.1 + 0.2, 2 ** 53 - 1, 5e-324, -1.7976931348623157e308])
    })
  })

  describe(`${name}: writing`, () => {
    test.each([
      ['best', 'descending', 9],
      ['best', 'ascending', 3],
      ['last', 'descending', 4],
      ['sum', 'descending', 16],
    ] as const)('%s, %s: 9, 3 and 4 make %d', async (operator, order, score) => {
      const { board } = await open({ operator, order })
      for (const each of [9, 3, 4]) await board.write(0, update('a', each))
      expect(await board.find(['a'])).toEqual([{ member: 'a', score, rank: 1, info: undefined }])
    })

    test('an increase adds under every operator', async () => {
      const { board } = await open({ operator: 'best' })
      await board.write(0, { kind: 'increase', member: 'a', score: 5 })
      expect((await board.write(0, { kind: 'increase', member: 'a', score: -2 }))?.score).toBe(3)
    })

    test('a write answers with the entry as it stands then', async () => {
      const { board } = await open()
      await fill(board, { a: 5, b: 3 })
      const row = await board.write(0, update('c', 4, { name: 'Ann', level: 3 }))
      expect(row).toEqual({ member: 'c', score: 4, rank: 2, info: { name: 'Ann', level: 3 } })
    })

    test('what is kept with an entry is replaced also when the score stays, and kept when none is given', async () => {
      const { board, reopen } = await open({ operator: 'best' })
      await board.write(0, update('a', 5, { name: 'Ann' }))
      await board.write(0, update('a', 1, { name: '安娜', level: 2 }))
      await board.write(0, update('a', 7))
      const [row] = await (await reopen()).find(['a'])
      expect(row).toEqual({ member: 'a', score: 7, rank: 1, info: { name: '安娜', level: 2 } })
    })

    test('the capacity drops the last ones, and says so to who is dropped at once', async () => {
      const { board, reopen } = await open({ capacity: 3 })
      await fill(board, { a: 5, b: 4, c: 3 })
      expect(await board.write(0, update('d', 2))).toBeUndefined()
      expect(await board.write(0, update('e', 9))).toMatchObject({ rank: 1 })
      expect(await members(board)).toBe('1e9 2a5 3b4')
      expect(await members(await reopen())).toBe('1e9 2a5 3b4')
    })

    test('a member that is removed is gone, once', async () => {
      const { board, reopen } = await open()
      await fill(board, { a: 5, b: 4 })
      expect([await board.remove(0, 'a'), await board.remove(0, 'a')]).toEqual([true, false])
      expect(await members(board)).toBe('1b4')
      expect(await members(await reopen())).toBe('1b4')
    })

    test('a member that is forgotten is in no period whose rewards are given', async () => {
      const { board, reopen } = await open()
      await fill(board, { a: 5, b: 4 }, DAY)
      await fill(board, { a: 6, b: 5 }, 2 * DAY)
      await fill(board, { a: 7, b: 6 }, 3 * DAY)
      await board.note({ id: DAY, rewarded: 2, failed: [], isDone: true })
      await board.forget('a')
      await board.forget('nobody')
      for (const each of [board, await reopen()]) {
        expect(await members(each)).toBe('1b6')
        expect(await members(each, 2 * DAY)).toBe('1a6 2b5')
        expect(await members(each, DAY)).toBe('1b4')
      }
    })

    test('clear drops all entries', async () => {
      const { board, reopen } = await open()
      await fill(board, { a: 5, b: 4 })
      await board.clear(0)
      expect(await members(board)).toBe('')
      await fill(board, { c: 1 })
      expect(await members(await reopen())).toBe('1c1')
    })

    test('clear drops also what is just being stored', async () => {
      const { board, reopen } = await open()
      const writes = [board.write(0, update('a', 5)), board.write(0, update('b', 4))]
      await Promise.all([...writes, board.clear(0)])
      expect([await members(board), await members(await reopen())]).toEqual(['', ''])
    })

    test('a sum that leaves the numbers is refused and changes nothing', async () => {
      const { board } = await open({ operator: 'sum' })
      await fill(board, { a: 1.7e308 })
      await expect(board.write(0, update('a', 1.7e308))).rejects.toMatchObject({ code: 'BAD_MESSAGE' })
      expect(await members(board)).toBe('1a1.7e+308')
    })

    test('two hundred writes at once are all counted', async () => {
      const { board, reopen } = await open({ operator: 'sum' })
      await Promise.all(Array.from({ length: 200 }, (_, i) => board.write(0, update(`m${i % 4}`, 1))))
      expect((await (await reopen()).range(0, 9)).map(row => row.score)).toEqual([50, 50, 50, 50])
    })
  })

  describe(`${name}: numbered writes`, () => {
    const numbered = (member: string, score: number, number: number): BoardWrite => ({
      kind: 'increase',
      member,
      score,
      number,
    })

    test('one that is not above the last of its member changes nothing, and answers with the entry', async () => {
      const { board } = await open()
      expect((await board.write(0, numbered('a', 5, 7)))?.score).toBe(5)
      expect((await board.write(0, numbered('a', 5, 7)))?.score).toBe(5)
      expect((await board.write(0, numbered('a', 5, 6)))?.score).toBe(5)
      expect((await board.write(0, numbered('a', 5, 8)))?.score).toBe(10)
      expect((await board.write(0, numbered('b', 1, 1)))?.score).toBe(1)
      expect(await members(board)).toBe('1a10 2b1')
    })

    test('the same one many times at once is done once', async () => {
      const { board, reopen } = await open()
      const rows = await Promise.all(Array.from({ length: 20 }, () => board.write(0, numbered('a', 5, 1))))
      expect(new Set(rows.map(row => row?.score))).toEqual(new Set([5]))
      expect(await members(await reopen())).toBe('1a5')
    })

    test('the numbers last, over the turn of a period, a removal and a clearing too', async () => {
      const { board, reopen } = await open()
      await board.write(DAY, numbered('a', 5, 1_800_000_000_000))
      await board.enter(2 * DAY)
      expect(await board.write(2 * DAY, numbered('a', 5, 1_800_000_000_000))).toBeUndefined()
      const again = await reopen()
      expect(await again.write(3 * DAY, numbered('a', 5, 1_800_000_000_000))).toBeUndefined()
      expect((await again.write(3 * DAY, numbered('a', 4, 1_800_000_000_001)))?.score).toBe(4)
      await again.remove(3 * DAY, 'a')
      await again.clear(3 * DAY)
      expect(await again.write(3 * DAY, numbered('a', 4, 1_800_000_000_001))).toBeUndefined()
      expect([await members(again), await members(again, DAY)]).toEqual(['', '1a5'])
    })

    test('one beyond the capacity counts as done', async () => {
      const { board } = await open({ capacity: 1 })
      await fill(board, { a: 5 })
      expect(await board.write(0, numbered('b', 3, 1))).toBeUndefined()
      await board.remove(0, 'a')
      expect(await board.write(0, numbered('b', 3, 1))).toBeUndefined()
      expect(await members(board)).toBe('')
    })

    test('one that is refused can be sent again with what fits', async () => {
      const { board } = await open()
      await fill(board, { a: 1.7e308 })
      await expect(board.write(0, numbered('a', 1.7e308, 1))).rejects.toMatchObject({ code: 'BAD_MESSAGE' })
      expect((await board.write(0, numbered('a', -1.7e308, 1)))?.score).toBe(0)
    })

    test('boards count their numbers apart', async () => {
      const { store, board } = await open()
      const other = await store.open('gold2', RULES)
      await board.write(0, numbered('a', 5, 3))
      expect((await other.write(0, numbered('a', 5, 3)))?.score).toBe(5)
    })
  })

  describe(`${name}: reading`, () => {
    test('ranges end where the board ends', async () => {
      const { board } = await open()
      await fill(board, { a: 5, b: 4, c: 3, d: 2, e: 1 })
      expect((await board.range(1, 3)).map(row => row.member)).toEqual(['b', 'c'])
      expect((await board.range(4, 99)).map(row => row.member)).toEqual(['e'])
      expect(await board.range(5, 99)).toEqual([])
      expect(await board.range(3, 3)).toEqual([])
    })

    test('around a member are its neighbours, with their ranks', async () => {
      const { board } = await open()
      await fill(board, { a: 5, b: 4, c: 3, d: 2, e: 1 })
      expect((await board.around('c', 1, 1)).map(row => `${row.rank}${row.member}`)).toEqual([
        '2b',
        '3c',
        '4d',
      ])
      expect((await board.around('a', 2, 1)).map(row => `${row.rank}${row.member}`)).toEqual(['1a', '2b'])
      expect(await board.around('x', 2, 1)).toEqual([])
    })

    test('many are found at once, the unknown as undefined', async () => {
      const { board } = await open()
      await fill(board, { a: 5, b: 4 })
      expect((await board.find(['b', 'x', 'a'])).map(row => row?.rank)).toEqual([2, undefined, 1])
      expect(await board.find([])).toEqual([])
      expect(await board.size()).toBe(2)
    })

    test('two boards do not know each other', async () => {
      const { store, board } = await open()
      const other = await store.open('gold2', RULES)
      await fill(board, { a: 5 })
      expect([await board.size(), await other.size()]).toEqual([1, 0])
    })
  })

  describe(`${name}: periods`, () => {
    test('a later period begins empty, and the one before can still be read', async () => {
      const { board, reopen } = await open()
      await board.enter(DAY)
      await fill(board, { a: 5 }, DAY)
      await fill(board, { b: 4 }, 2 * DAY)
      expect(await members(board)).toBe('1b4')
      expect(await members(board, DAY)).toBe('1a5')
      const again = await reopen()
      expect([await members(again), await members(again, DAY)]).toEqual(['1b4', '1a5'])
      expect((await again.periods()).map(({ id, isDone }) => [id, isDone])).toEqual([
        [DAY, false],
        [2 * DAY, false],
      ])
    })

    test('a writer whose clock is behind counts in the current period', async () => {
      const { board } = await open()
      await fill(board, { a: 5 }, DAY)
      await board.enter(2 * DAY)
      await fill(board, { b: 4 }, DAY)
      await board.enter(DAY)
      expect([await members(board), await members(board, DAY)]).toEqual(['1b4', '1a5'])
    })

    test('a period without entries is not kept', async () => {
      const { board } = await open()
      await board.enter(DAY)
      await board.enter(2 * DAY)
      expect((await board.periods()).map(({ id }) => id)).toEqual([2 * DAY])
    })

    test('how far the rewards are is kept, until the period is dropped', async () => {
      const { board, reopen } = await open()
      await fill(board, { a: 5, b: 4 }, DAY)
      await board.enter(2 * DAY)
      await board.note({ id: DAY, rewarded: 2, failed: ['b'], isDone: false })
      const again = await reopen()
      expect((await again.periods())[0]).toEqual({ id: DAY, rewarded: 2, failed: ['b'], isDone: false })
      await again.drop(DAY)
      expect((await again.periods()).map(({ id }) => id)).toEqual([2 * DAY])
      expect(await members(again, DAY)).toBe('')
    })
  })

  describe(`${name}: rules`, () => {
    test('another order and a smaller capacity apply to what is there', async () => {
      const { board, reopen } = await open()
      await fill(board, { a: 5, b: 4, c: 5, d: 3 })
      const again = await reopen({ order: 'ascending', capacity: 3 })
      expect(await members(again)).toBe('1d3 2b4 3a5')
      await fill(again, { e: 1 })
      expect(await members(again)).toBe('1e1 2d3 3b4')
    })

    test('can change while the board is in use', async () => {
      const { board, reopen } = await open()
      await fill(board, { a: 5, b: 4, c: 5 })
      const late = board.write(0, update('d', 3))
      await board.setRules({ order: 'ascending', operator: 'sum', capacity: 3 })
      await late
      expect(await members(board)).toBe('1d3 2b4 3a5')
      await fill(board, { b: 1 })
      expect(await members(board)).toBe('1d3 2a5 3b5')
      expect(await members(await reopen({ order: 'ascending', capacity: 3 }))).toBe('1d3 2a5 3b5')
    })

    test('a board is there when something of it is kept', async () => {
      const { store, reopen } = await openStore()
      const kept = async (from: BoardStore) =>
        Promise.all(['none', 'entered', 'rolled', 'ruled', 'rule'].map(name => from.has(name)))
      expect(await kept(store)).toEqual([false, false, false, false, false])
      await fill(await store.open('entered', RULES), { a: 5 })
      await fill(await store.open('rolled', RULES), { a: 5 }, DAY)
      await store.writeRules(new Map([['ruled', RULES]]))
      expect(await kept(store)).toEqual([false, true, true, true, false])
      expect(await kept(await reopen())).toEqual([false, true, true, true, false])
    })

    test('rules that were set while running are read back', async () => {
      const { store } = await openStore()
      expect(await store.readRules('rank/a/b')).toBeUndefined()
      await store.writeRules(new Map([['rank/a/b', RULES]]))
      expect(await store.readRules('rank/a/b')).toEqual(RULES)
    })
  })
}
