import { describe, expect, test } from 'vitest'
import { cases } from '../support/cases.ts'
import { workers } from '../support/workers.ts'
import { FAST, openHall, type Player, refusal, shareHalls } from './support/hall.ts'

const share = shareHalls()
const open = (threads: number) =>
  share({ threads, gate: { messageRate: 1e6, messageBurst: 1e6 }, room: { maxOwned: 1000 } })

const roomsSeen = (player: Player) =>
  player.heard.filter(({ name }) => /^room_(joined|left|closed)$/.test(name))

describe.each(workers(2))('with %i workers', threads => {
  test('whoever opens a room has a place in it, however many want in', async () => {
    const hall = await open(threads)
    const [owner, ...others] = await hall.players(['owner', 'a', 'b', 'c', 'd'])
    const crowd = async (other: Player, isOver: () => boolean) => {
      while (!isOver()) {
        const { rooms } = await other.request.room_list({ kind: 'chat', has_place: true })
        for (const { id } of rooms) {
          if ((await refusal(other.request.room_join({ id }))) === 'none')
            await refusal(other.request.room_leave({ id }))
        }
      }
    }
    let isOver = false
    const crowds = others.map(other => crowd(other, () => isOver))
    for (let i = 0; i < cases(4, 10); i++) {
      const { room } = await owner!.request.room_create({ name: `room ${i}`, max_members: 1 })
      await owner!.request.room_leave({ id: room.id })
    }
    isOver = true
    await Promise.all(crowds)
  })

  test('the owner of a stored room finds a place after a restart, others have the rest', async () => {
    const hall = await openHall({ threads: Math.min(threads, 1), room: FAST })
    const [owner] = await hall.players(['owner'])
    const { room } = await owner!.request.room_create({ name: 'ours', max_members: 2, password: 'sesame' })
    const id = room.id
    await hall.server.server.stop()
    const again = await openHall({ threads: 0, room: FAST }, hall.server.folder)
    const [first, second, back] = await again.players(['first', 'second', 'owner'])
    const join = (player: Player) => refusal(player.request.room_join({ id, password: 'sesame' }))
    expect(await join(first!)).toBe('none')
    expect(await join(second!)).toBe('ROOM_FULL')
    expect(await join(back!)).toBe('none')
  })

  test('a room whose owner is not let in is not there', async () => {
    const hall = await open(threads)
    const [owner] = await hall.players(['owner'])
    const create = owner!.request.room_create({ kind: 'endless', name: 'refuses its owner' })
    expect(await refusal(create)).toBe('NOT_ALLOWED')
    await hall.emptied()
  })

  test.each([
    ['sent away', 'NOT_ALLOWED'],
    ['unwanted', 'NOT_ALLOWED'],
  ])('of a player who does not get in the others hear nothing: %s', async (acc, code) => {
    const hall = await open(threads)
    const [owner, other] = await hall.players(['owner', acc])
    const { room } = await owner!.request.room_create({ kind: 'probe', name: 'probe' })
    const id = room.id
    expect(await refusal(other!.request.room_join({ id }))).toBe(code)
    await owner!.request.room_say({ id, text: 'hello' })
    await owner!.until(() => owner!.pushes('room_message').at(-1)?.text === 'hello', 'its own message')
    expect(roomsSeen(owner!)).toEqual([])
    await other!.request.heartbeat()
    expect(roomsSeen(other!)).toEqual([])
  })

  test('of a room that closes while somebody comes in all who have heard of the joining hear of the end', async () => {
    const hall = await open(threads)
    const [owner, other] = await hall.players(['owner', 'other'])
    const { room } = await owner!.request.room_create({ kind: 'endless', name: 'closes at a join' })
    expect(await refusal(other!.request.room_join({ id: room.id }))).toBe('none')
    await Promise.all([owner!.push('room_closed'), other!.push('room_closed')])
    expect(roomsSeen(owner!).map(({ name }) => name)).toEqual(['room_joined', 'room_closed'])
    expect(roomsSeen(other!).map(({ name }) => name)).toEqual(['room_closed'])
  })
})
