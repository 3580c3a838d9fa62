import { describe, expect, test } from 'vitest'
import { cases } from '../support/cases.ts'
import { workers } from '../support/workers.ts'
import { refusal, shareHalls } from './support/hall.ts'

const openHall = shareHalls()

/** A client may ask as often as it wants. */
const gate = { messageRate: 1e6, messageBurst: 1e6 }

describe.each(workers(2))('rooms with %i workers', threads => {
  test('members who speak text and binary hear the same messages in the same order', async () => {
    const hall = await openHall({ threads, gate })
    const players = await hall.players(['anna', 'bert', 'cora', 'dora'])
    const { room } = await players[0]!.request.room_create({ name: 'den' })
    for (const player of players.slice(1)) await player.request.room_join({ id: room.id })
    const said = players.flatMap(player =>
      Array.from({ length: 5 }, (_, i) =>
        player.request.room_say({ id: room.id, text: `${player.acc} ${i}` }),
      ),
    )
    await Promise.all(said)
    for (const player of players) await player.push('room_message', 20)
    const heard = players.map(player => player.pushes('room_message'))
    expect(heard[0]!.map(m => m.number)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1))
    for (const each of heard.slice(1)) expect(each.map(m => m.text)).toEqual(heard[0]!.map(m => m.text))
  })

  test('the reply to a join comes before the next message, and none is missing after it', async () => {
    const hall = await openHall({ threads, gate })
    const [talker, ...others] = await hall.players(['talker', 'j1', 'j2', 'j3', 'j4', 'j5'])
    const { room } = await talker!.request.room_create({ name: 'busy' })
    const id = room.id
    let isTalking = true
    const talk = (async () => {
      for (let i = 0; isTalking; i++)
        await Promise.all(Array.from({ length: 5 }, () => talker!.request.room_say({ id, text: `${i}` })))
    })()
    for (let round = 0; round < cases(3, 10); round++) {
      for (const player of others) {
        player.heard.length = 0
        await player.request.room_join({ id })
        await player.push('room_message', 3)
        const [first, ...rest] = player.heard.filter(h => h.name === 'room_join' || h.name === 'room_message')
        expect(first!.name).toBe('room_join')
        const start = first!.body.number as number
        expect(rest.map(h => h.body.number)).toEqual(rest.map((_, i) => start + 1 + i))
        await player.request.room_leave({ id })
        const count = player.pushes('room_message').length
        await player.request.echo({ text: 'x' })
        expect(player.pushes('room_message')).toHaveLength(count)
      }
    }
    isTalking = false
    await talk
  })

  test('members hear who joins and who leaves, also when a connection vanishes', async () => {
    const hall = await openHall({ threads, gate })
    const [anna, bert] = await hall.players(['anna', 'bert'])
    const { room } = await anna!.request.room_create({ name: 'den' })
    await bert!.request.room_join({ id: room.id })
    expect((await anna!.push('room_joined')).member!.acc).toBe('bert')
    bert!.close()
    expect(await anna!.push('room_left')).toMatchObject({ acc: 'bert', reason: 'gone' })
    expect((await anna!.request.room_members({ id: room.id })).total).toBe(1)
  })

  test('nothing is left of rooms whose members have gone', async () => {
    const hall = await openHall({ threads, gate })
    const players = await hall.players(['anna', 'bert', 'cora', 'dora'])
    for (const player of players) await player.request.room_create({ name: `of ${player.acc}` })
    const { rooms } = await players[0]!.request.room_list()
    for (const player of players) for (const { id } of rooms) await refusal(player.request.room_join({ id }))
    await hall.untilLeft({ rooms: 4, players: 4, topics: 16, indexed: 4 })
    for (const player of players) player.close()
    await hall.emptied()
    expect(hall.server.complaints()).toEqual([])
  })

  test('a second login takes the place of the first in its rooms', async () => {
    const hall = await openHall({ threads, gate })
    const [anna, bert] = await hall.players(['anna', 'bert'])
    const { room } = await anna!.request.room_create({ name: 'den' })
    await bert!.request.room_join({ id: room.id })
    const again = await hall.player('bert')
    await again.request.room_join({ id: room.id })
    await anna!.push('room_joined', 2)
    expect((await anna!.request.room_members({ id: room.id })).members.map(m => m.acc)).toEqual([
      'anna',
      'bert',
    ])
  })

  test('logging out leaves the rooms, and the guest hears nothing of them', async () => {
    const hall = await openHall({ threads, gate })
    const [anna, bert] = await hall.players(['anna', 'bert'])
    const { room } = await anna!.request.room_create({ name: 'den' })
    await bert!.request.room_join({ id: room.id })
    await bert!.request.logout()
    await anna!.push('room_left')
    await anna!.request.room_say({ id: room.id, text: 'gone?' })
    await bert!.request.heartbeat()
    expect(bert!.pushes('room_message')).toEqual([])
  })
})
