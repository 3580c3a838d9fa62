import { describe, expect, test } from 'vitest'
import { until } from '../../support/until.ts'
import { workers } from '../../support/workers.ts'
import { FAST, openHall, type Player, refusal, shareHalls } from '../support/hall.ts'

const openShared = shareHalls()

/** With workers shared, without them of the test's own. */
const openProbe = (threads = 0) =>
  threads === 0 ? openHall({ room: { ...FAST, emptyGrace: 0 } }) : openShared({ threads })

const create = async (player: Player, kind: string, name = 'probe'): Promise<string> =>
  (await player.request.room_create({ kind, name })).room.id

describe('the life of a room', () => {
  test('goes create, join, message, leave, dispose', async () => {
    const hall = await openProbe()
    const [anna, bert] = await hall.players(['anna', 'bert'])
    const id = await create(anna!, 'probe')
    await bert!.request.room_join({ id })
    await bert!.request.room_leave({ id })
    await anna!.request.room_say({ id, text: 'seen' })
    await anna!.until(() => anna!.pushes('room_message').at(-1)?.acc === 'anna', 'its own message')
    expect(anna!.pushes('room_message').at(-1)!.text).toBe('create, join anna, join bert, left bert')
    await anna!.request.room_leave({ id })
    const [line] = await until(
      async () => hall.server.log().filter(each => each.msg === 'disposed'),
      lines => lines.length === 1,
    )
    expect(line!.seen).toBe('create, join anna, join bert, left bert, left anna')
    expect(await refusal(anna!.request.room_join({ id }))).toBe('ROOM_NOT_FOUND')
  })

  test('a room that posts what is no text keeps nothing of it, and goes on', async () => {
    const hall = await openProbe()
    const [anna] = await hall.players(['anna'])
    const id = await create(anna!, 'probe')
    expect(await refusal(anna!.request.room_say({ id, text: 'no text' }))).toBe('INTERNAL')
    await anna!.request.room_say({ id, text: 'hello' })
    const { messages } = await anna!.request.room_history({ id })
    expect(messages.map(({ text }) => text)).toEqual(['welcome anna', 'hello'])
  })

  test('what the room says while somebody joins comes behind the reply to the join', async () => {
    const hall = await openProbe(2)
    const players = await hall.players(['anna', 'bert', 'cora'])
    const id = await create(players[0]!, 'probe')
    for (const player of players.slice(1)) {
      const { number } = await player.request.room_join({ id })
      const { number: next, text } = await player.push('room_message')
      expect(player.heard.map(each => each.name).filter(name => name.startsWith('room_'))).toEqual([
        'room_join',
        'room_message',
      ])
      expect([next, text]).toEqual([number + 1, `welcome ${player.acc}`])
    }
  })

  test('a room that refuses its creation or a member leaves nothing behind', async () => {
    const hall = await openProbe()
    const [anna, unwanted] = await hall.players(['anna', 'unwanted'])
    expect(await refusal(create(anna!, 'probe', 'refused'))).toBe('NOT_ALLOWED')
    expect(await refusal(create(anna!, 'probe', 'broken'))).toBe('INTERNAL')
    await hall.emptied()
    const id = await create(anna!, 'probe')
    expect(await refusal(unwanted!.request.room_join({ id }))).toBe('NOT_ALLOWED')
    await anna!.request.room_say({ id, text: 'hello' })
    await hall.untilLeft({ rooms: 1, players: 1, topics: 1, indexed: 1 })
    await unwanted!.request.heartbeat()
    expect(unwanted!.pushes('room_message')).toEqual([])
  })

  test.each(workers(2))(
    'a member whom the room sends away while it comes in is out, with %i workers',
    async threads => {
      const hall = await openProbe(threads)
      const [anna, away] = await hall.players(['anna', 'sent away'])
      const id = await create(anna!, 'probe')
      for (let i = 0; i < 2; i++) expect(await refusal(away!.request.room_join({ id }))).toBe('NOT_ALLOWED')
      expect(await refusal(away!.request.room_say({ id, text: 'x' }))).toBe('NOT_IN_ROOM')
      expect((await anna!.request.room_members({ id })).total).toBe(1)
      await hall.untilLeft({ rooms: 1, players: 1, topics: 1, indexed: 1 })
    },
  )

  test('a push to a member that has left reaches nobody', async () => {
    const hall = await openProbe()
    const [anna, bert] = await hall.players(['anna', 'bert'])
    const id = await create(anna!, 'probe')
    await bert!.request.room_join({ id })
    await bert!.request.room_say({ id, text: 'remember me' })
    await bert!.request.room_leave({ id })
    await anna!.request.room_say({ id, text: 'to the one I remember' })
    await bert!.request.heartbeat()
    expect(bert!.pushes('whispered')).toEqual([])
  })

  test('a bug in a hook is INTERNAL for who caused it, is logged with the room, and the room goes on', async () => {
    const hall = await openProbe()
    const [anna] = await hall.players(['anna'])
    const id = await create(anna!, 'probe')
    expect(await refusal(anna!.request.room_say({ id, text: 'fail' }))).toBe('INTERNAL')
    expect(await refusal(anna!.request.room_say({ id, text: 'fine' }))).toBe('none')
    const [line] = hall.server.complaints()
    expect(line).toMatchObject({ room: id, kind: 'probe', hook: 'onText' })
  })

  test('a room whose hooks fail again and again is ended, and its members are told', async () => {
    const hall = await openProbe()
    const [anna] = await hall.players(['anna'])
    const id = await create(anna!, 'probe')
    for (let i = 0; i < 10; i++) await refusal(anna!.request.room_say({ id, text: 'fail' }))
    expect(await anna!.push('room_closed')).toMatchObject({ room: id, reason: 'failed' })
    await hall.emptied()
  })

  test('a room can close itself', async () => {
    const hall = await openProbe(2)
    const players = await hall.players(['anna', 'bert', 'cora'])
    const id = await create(players[0]!, 'probe')
    for (const player of players.slice(1)) await player.request.room_join({ id })
    await players[1]!.request.room_say({ id, text: 'close' })
    for (const player of players)
      expect(await player.push('room_closed')).toMatchObject({ room: id, reason: 'closed' })
    await hall.emptied()
    expect(await refusal(players[0]!.request.room_say({ id, text: 'x' }))).toBe('NOT_IN_ROOM')
  })

  test('a push goes to some, or to all but one', async () => {
    const hall = await openProbe(2)
    const players = await hall.players(['anna', 'bert', 'cora'])
    const id = await create(players[0]!, 'probe')
    for (const player of players.slice(1)) await player.request.room_join({ id })
    await players[0]!.request.room_say({ id, text: 'only me' })
    await players[0]!.request.room_say({ id, text: 'not me' })
    for (const player of players)
      await player.until(() => player.pushes('room_message').at(-1)?.text === 'not me', 'the last message')
    expect(players.map(player => player.pushes('whispered').map(each => each.text))).toEqual([
      ['for you'],
      ['for the others'],
      ['for the others'],
    ])
  })

  test('ticks come at their rate, and a hook that waits holds up its own room only', async () => {
    const hall = await openProbe(2)
    const [anna, bert] = await hall.players(['anna', 'bert'])
    const id = await create(anna!, 'ticking')
    const other = await create(bert!, 'probe')
    const slow = anna!.request.room_say({ id, text: 'slow' })
    await bert!.request.room_say({ id: other, text: 'quick' })
    await slow
    await anna!.until(() => anna!.pushes('room_message').some(each => each.text === '5 ticks of 10'), 'ticks')
  })
})
