import { expect, test } from 'vitest'
import { way } from '../../server/game/compute.ts'
import { refusal, startGame } from '../kit/index.ts'

const MAP = ['..#.', '.##.', '....']

test('a way leads around walls, and there may be none', () => {
  expect(way({ rows: MAP, from: 1, to: 3 })).toEqual([1, 0, 4, 8, 9, 10, 11, 7, 3])
  expect(way({ rows: MAP, from: 5, to: 5 })).toEqual([5])
  expect(way({ rows: ['.#.'], from: 0, to: 2 })).toEqual([])
  expect(way({ rows: ['..', '..'], from: 1, to: 2 })).toHaveLength(3)
})

test('players are told the way, and what is no map is refused', async () => {
  const server = await startGame()
  const ann = await server.player('ann')
  const find = (rows: string[], from: number, to: number) => ann.request.way_find({ rows, from, to })
  expect(await find(MAP, 0, 3)).toEqual({ steps: [0, 4, 8, 9, 10, 11, 7, 3] })
  for (const [rows, from, to] of [
    [[], 0, 0],
    [['..', '.'], 0, 1],
    [['..'], 0, 2],
    [['..'], -1, 0],
  ] as const)
    expect(await refusal(find([...rows], from, to))).toBe('BAD_MESSAGE')
})
