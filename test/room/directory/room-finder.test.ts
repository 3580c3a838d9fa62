import { expect, test } from 'vitest'
import { RoomEntry } from '../../../server/room/directory/room-entry.ts'
import { RoomFinder } from '../../../server/room/directory/room-finder.ts'

function entriesOf(count: number): Map<string, RoomEntry> {
  const record = {
    owner: '',
    maxMembers: 2,
    isLocked: false,
    password: '',
    moderators: [],
    mutes: {},
    options: null,
  }
  const make = (i: number) =>
    new RoomEntry(
      { ...record, id: String(i), kind: i % 2 ? 'chat' : 'duel', name: `Room ${i}` },
      { isKept: false, isStored: false },
    )
  return new Map(Array.from({ length: count }, (_, i) => [String(i), make(i)]))
}

const FILTER = { kind: '', name: '', hasPlace: false, start: 0, limit: 20 }

test('a list among many rooms is whole, in pages', async () => {
  const finder = new RoomFinder(entriesOf(50_000))
  const page = await finder.list({ ...FILTER, kind: 'chat', start: 100, limit: 3 })
  expect(page.total).toBe(25_000)
  expect(page.rooms.map(room => room.id)).toEqual(['201', '203', '205'])
  expect(await finder.list({ ...FILTER, name: 'ROOM 4999' })).toMatchObject({ total: 11 })
})

test('looking through many rooms lets others have their turns', async () => {
  const finder = new RoomFinder(entriesOf(50_000))
  let turns = 0
  let isDone = false
  const count = () => {
    turns++
    if (!isDone) setImmediate(count)
  }
  setImmediate(count)
  await finder.list({ ...FILTER, name: 'nothing' })
  isDone = true
  expect(turns).toBeGreaterThanOrEqual(20)
})

test('many who ask for the same cost one look, and too many who ask for different names are told to wait', async () => {
  const entries = entriesOf(10_000)
  const finder = new RoomFinder(entries)
  const pages = await Promise.all(
    Array.from({ length: 1000 }, () => finder.list({ ...FILTER, name: 'room 77' })),
  )
  expect(new Set(pages.map(page => page.total))).toEqual(new Set([111]))
  const ends = await Promise.allSettled(
    Array.from({ length: 1000 }, (_, i) => Promise.resolve(finder.list({ ...FILTER, name: `room ${i}` }))),
  )
  const refused = ends.filter(end => end.status === 'rejected')
  expect(refused.length).toBeGreaterThan(900)
  expect((refused[0] as PromiseRejectedResult).reason).toMatchObject({ code: 'TRY_AGAIN' })
  expect(await finder.list({ ...FILTER, hasPlace: true })).toMatchObject({ total: 10_000 })
})

test('a list of few rooms is of this moment', () => {
  const entries = entriesOf(10)
  const finder = new RoomFinder(entries)
  expect(finder.list(FILTER)).toMatchObject({ total: 10 })
  entries.delete('3')
  expect(finder.list(FILTER)).toMatchObject({ total: 9 })
})
