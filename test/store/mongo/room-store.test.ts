// Nodes that share a MongoDB: each has rooms of its own.

import { describe, expect, onTestFinished, test } from 'vitest'
import { MongoRoomStore } from '../../../server/store/mongo/room-store.ts'
import type { HistoryEntry, RoomRecord } from '../../../server/store/room-store.ts'
import { ROOMS } from '../../support/games/rooms.ts'
import { startTestServer } from '../../support/server/server.ts'
import { useServer } from '../../support/store/databases.ts'
import { dropDatabase, openTestConnection, ownDatabase } from '../../support/store/mongo-store.ts'

const url = await useServer('mongodb')

const record = (id: string, name: string): RoomRecord => ({
  id,
  kind: 'world',
  name,
  owner: '',
  maxMembers: 9,
  isLocked: false,
  password: '',
  moderators: [],
  mutes: { '9': 5 },
  options: null,
})
const entry = (number: number, text: string): HistoryEntry => ({
  number,
  uid: '7',
  acc: 'anna',
  text,
  time: 1,
})

async function openTwo() {
  const { db } = await openTestConnection(url!)
  return { db, one: await MongoRoomStore.open(db, 1), two: await MongoRoomStore.open(db, 2) }
}

describe.skipIf(!url)('nodes that share a MongoDB', () => {
  test('have channels of the same name beside each other, and neither sees or changes the other’s', async () => {
    const { one, two } = await openTwo()
    for (const [store, name] of [
      [one, 'of one'],
      [two, 'of two'],
    ] as const) {
      await store.putRoom(record('world-1', name))
      await store.append('world-1', [entry(1, name), entry(2, name)], 0)
    }
    await two.append('world-1', [entry(1, 'changed')], 0)
    expect(await one.rooms()).toEqual([record('world-1', 'of one')])
    expect(await one.read('world-1', 9)).toEqual([entry(1, 'of one'), entry(2, 'of one')])
    await one.dropRoom('world-1')
    expect(await one.findRoom('world-1')).toBeUndefined()
    expect(await two.findRoom('world-1')).toEqual(record('world-1', 'of two'))
    expect(await two.read('world-1', 9)).toEqual([entry(1, 'changed'), entry(2, 'of two')])
  })

  test('one of them takes the rooms from before a record named its node, with what was said there', async () => {
    const { db, one, two } = await openTwo()
    const { id, mutes, ...rest } = record('world-1', 'old')
    const old = { ...rest, _id: id as never, mutes: [{ uid: '9', until: mutes['9'] }] }
    await db.collection('rooms').insertOne(old)
    await db.collection('rooms').insertOne({ ...old, _id: '77' as never })
    await db.collection('room_history').insertOne({ _id: 'world-1/4' as never, room: id, ...entry(4, 'old') })
    const rooms = await Promise.all([one.rooms(), two.rooms()])
    expect(
      rooms
        .flat()
        .map(room => room.id)
        .sort(),
    ).toEqual(['77', 'world-1'])
    const owner = (await one.findRoom('world-1')) ? one : two
    expect(await owner.findRoom('world-1')).toEqual(record('world-1', 'old'))
    expect(await owner.read('world-1', 9)).toEqual([entry(4, 'old')])
    expect(await (owner === one ? two : one).read('world-1', 9)).toEqual([])
    expect(await Promise.all([one.rooms(), two.rooms()])).toEqual(rooms)
  })

  test('a room that was half-way taken when its node was killed is taken whole', async () => {
    const { db, one } = await openTwo()
    const { id, mutes, ...rest } = record('77', 'old')
    const listed = [{ uid: '9', until: mutes['9'] }]
    await db.collection('rooms').insertOne({ ...rest, _id: id as never, mutes: listed, node: 1 })
    await one.append('77', [entry(1, 'old')], 0)
    await db.collection('room_history').insertOne({ _id: '77/1' as never, room: id, ...entry(1, 'old') })
    await db.collection('room_history').insertOne({ _id: '77/2' as never, room: id, ...entry(2, 'old') })
    expect(await one.rooms()).toEqual([record('77', 'old')])
    expect(await one.read('77', 9)).toEqual([entry(1, 'old'), entry(2, 'old')])
  })

  test('two servers keep what was said in their own channel, over restarts of both', {
    timeout: 120_000,
  }, async () => {
    const own = ownDatabase(url!)
    onTestFinished(() => dropDatabase(own))
    const start = (id: number) =>
      startTestServer({ game: ROOMS, node: { id }, store: { kind: 'mongo', url: own } })
    for (let round = 1; round <= 3; round++) {
      const servers = [await start(1), await start(2)]
      try {
        for (const [i, server] of servers.entries()) {
          const client = await server.connect()
          await client.login(`player ${i}`)
          const { data } = await client.ask('cs_room_join', { kind: 'world' })
          expect(data).toMatchObject({ room: { id: 'world-1' }, number: round - 1 })
          client.sendText('cs_room_say', { id: 'world-1', text: `node ${i + 1} round ${round}` })
          client.sendText('cs_room_history', { id: 'world-1' })
          let message = await client.nextText()
          while (message.name !== 'sc_room_history') message = await client.nextText()
          const { messages } = message.data as { messages: { text: string }[] }
          expect(messages.map(({ text }) => text)).toEqual(
            Array.from({ length: round }, (_, earlier) => `node ${i + 1} round ${earlier + 1}`),
          )
        }
      } finally {
        for (const server of servers) await server.stop()
      }
    }
  })
})
