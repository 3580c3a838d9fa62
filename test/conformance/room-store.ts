// What every history store has to do, whatever it is made of.

import { expect, test } from 'vitest'
import type { HistoryEntry, RoomRecord, RoomStore } from '../../server/store/room-store.ts'

const record = (id: string, more: Partial<RoomRecord> = {}): RoomRecord => ({
  id,
  kind: 'chat',
  name: `room ${id}`,
  owner: '7',
  maxMembers: 100,
  isLocked: false,
  password: '',
  moderators: [],
  mutes: {},
  options: { size: 3, tags: ['a'] },
  ...more,
})

const entry = (number: number): HistoryEntry => ({
  number,
  uid: '7',
  acc: 'anna',
  text: `text ${number}`,
  time: 1_800_000_000_000 + number,
})

const range = (from: number, to: number): HistoryEntry[] =>
  Array.from({ length: to - from + 1 }, (_, i) => entry(from + i))

/** `open` gives a new, empty store. */
export function testRoomStore(open: () => Promise<RoomStore>): void {
  test('gives back the records of rooms, the last one written of each', async () => {
    const store = await open()
    await store.putRoom(record('1'))
    await store.putRoom(record('2', { mutes: { '9.a$b': 1_900_000_000_000 }, moderators: ['8', '9'] }))
    await store.putRoom(record('1', { isLocked: true }))
    expect(await store.rooms()).toEqual([
      record('1', { isLocked: true }),
      record('2', { mutes: { '9.a$b': 1_900_000_000_000 }, moderators: ['8', '9'] }),
    ])
    expect(await store.findRoom('2')).toMatchObject({ id: '2' })
    expect(await store.findRoom('3')).toBeUndefined()
  })

  test('keeps what a room owes, by what it is found, and which of its name it is', async () => {
    const store = await open()
    const debts = [{ number: 5_000_000_000, uid: '7', pay: 'win', data: '{"gold":1}' }]
    const owing = record('1', { debts, payments: 5_000_000_001, match: '[["mode","a.b$"]]', life: '12' })
    await store.putRoom(owing)
    expect(await store.findRoom('1')).toEqual(owing)
    expect(await store.rooms()).toEqual([owing])
  })

  test('reads the last entries in order, across the digits of their numbers', async () => {
    const store = await open()
    await store.append('1', range(1, 120), 20)
    expect(await store.read('1', 100)).toEqual(range(21, 120))
    expect(await store.read('1', 3)).toEqual(range(118, 120))
  })

  test('forgets what is too old with each write, and replaces entries', async () => {
    const store = await open()
    await store.append('1', range(1, 5), -95)
    await store.append('1', [...range(6, 7), { ...entry(4), text: '', isRemoved: true }], 3)
    expect(await store.read('1', 100)).toEqual([{ ...entry(4), text: '', isRemoved: true }, ...range(5, 7)])
  })

  test('keeps rooms apart, also when one name begins with the other', async () => {
    const store = await open()
    await store.append('1', range(1, 2), 0)
    await store.append('11', range(5, 6), 0)
    await store.putRoom(record('11'))
    await store.dropRoom('1')
    expect(await store.read('1', 100)).toEqual([])
    expect(await store.read('11', 100)).toEqual(range(5, 6))
    expect(await store.rooms()).toHaveLength(1)
  })

  test('knows who is muted until a mute is ended', async () => {
    const store = await open()
    await store.putMute({ uid: '1', until: 1_900_000_000_000 })
    await store.putMute({ uid: '2', until: 5 })
    await store.putMute({ uid: '1', until: 0 })
    expect(await store.mutes()).toEqual([{ uid: '2', until: 5 }])
  })

  test('forgets what one player has said in all rooms, and nothing else', async () => {
    const store = await open()
    const own = { ...entry(2), uid: 'leaving', acc: 'Leaving', text: 'secret' }
    await store.append('1', [entry(1), own, entry(3)], 0)
    await store.append('2', [own], 0)
    await store.forgetPlayer('leaving')
    await store.forgetPlayer('nobody')
    const forgotten = { ...own, acc: '', text: '', isRemoved: true }
    expect(await store.read('1', 100)).toEqual([entry(1), forgotten, entry(3)])
    expect(await store.read('2', 100)).toEqual([forgotten])
  })
}
