import { describe, expect, test } from 'vitest'
import { FAST, Hall, openHall, type Player, refusal } from '../../room/support/hall.ts'
import { ROOMS } from '../../support/games/rooms.ts'
import { type Settings, startTestServer } from '../../support/server/server.ts'
import { until } from '../../support/until.ts'

const open = (settings: Settings = {}) =>
  openHall({ ...settings, room: { ...FAST, hookTimeout: 200, emptyGrace: 0, ...settings.room } })

const create = async (player: Player, name: string, kind = 'endless'): Promise<string> =>
  (await player.request.room_create({ kind, name })).room.id

describe.each([0, 2])('a hook of a room that does not end, with %i workers', threads => {
  test('in onCreate makes no room', async () => {
    const hall = await open({ threads })
    const [anna] = await hall.players(['anna'])
    expect(await refusal(create(anna!, 'create'))).toBe('TIMEOUT')
    await hall.emptied()
  })

  test('in onJoin keeps that player out, and nobody else', async () => {
    const hall = await open({ threads })
    const [anna, waiter, bert] = await hall.players(['anna', 'waiter', 'bert'])
    const id = await create(anna!, 'join')
    expect(await refusal(waiter!.request.room_join({ id }))).toBe('TIMEOUT')
    expect(await refusal(bert!.request.room_join({ id }))).toBe('none')
    expect((await anna!.request.room_members({ id })).members.map(each => each.acc)).toEqual(['anna', 'bert'])
    expect(hall.server.complaints()).toMatchObject([{ room: id, kind: 'endless', hook: 'onJoin' }])
  })

  test('in onText is TIMEOUT for who said it, and the room goes on', async () => {
    const hall = await open({ threads })
    const [anna, bert] = await hall.players(['anna', 'bert'])
    const id = await create(anna!, 'message')
    await bert!.request.room_join({ id })
    const hanging = refusal(anna!.request.room_say({ id, text: 'hang' }))
    expect(await refusal(bert!.request.room_say({ id, text: 'hello' }))).toBe('none')
    expect(await hanging).toBe('TIMEOUT')
    expect(await refusal(anna!.request.room_leave({ id }))).toBe('none')
  })

  test('again and again ends the room', async () => {
    const hall = await open({ threads })
    const [anna] = await hall.players(['anna'])
    const id = await create(anna!, 'message')
    for (let i = 0; i < 3; i++)
      expect(await refusal(anna!.request.room_say({ id, text: 'hang' }))).toBe('TIMEOUT')
    expect(await anna!.push('room_closed')).toMatchObject({ room: id, reason: 'failed' })
    await hall.emptied()
  })

  test.each(['leave', 'dispose'])('at its end keeps neither player nor room: %s', async name => {
    const hall = await open({ threads })
    const [anna] = await hall.players(['anna'])
    const id = await create(anna!, name)
    expect(await refusal(anna!.request.room_leave({ id }))).toBe('none')
    await hall.emptied()
    await create(anna!, name)
    anna!.close()
    await hall.emptied()
  })

  test('in onTick does not keep a room from what it is asked', async () => {
    const hall = await open({ threads })
    const [anna] = await hall.players(['anna'])
    const id = await create(anna!, 'tick', 'endlessTicking')
    expect(await refusal(anna!.request.room_say({ id, text: 'hello' }))).toBe('none')
    expect(await anna!.push('room_closed')).toMatchObject({ room: id, reason: 'failed' })
    await hall.emptied()
  })

  test.each([3000, 8000])('does not hold up a stop of %i ms, which names its room', async stopTimeout => {
    const room = { ...FAST, hookTimeout: 60_000 }
    const server = await startTestServer({ threads, game: ROOMS, room, stopTimeout })
    const hall = new Hall(server)
    const [anna] = await hall.players(['anna'])
    const id = await create(anna!, 'message')
    const hanging = refusal(anna!.request.room_say({ id, text: 'hang' }))
    await until(
      async () => server.log().filter(line => line.msg === 'a slow handler is still waiting'),
      lines => lines.length > 0,
    )
    const { problems } = await server.stop()
    expect(problems.join()).toContain(`the room ${id}`)
    expect(await hanging).not.toBe('none')
  })
})

test('a text filter that does not end refuses the text, and its player goes on', async () => {
  const hall = await open()
  const [anna] = await hall.players(['anna'])
  const id = await create(anna!, 'filtered')
  expect(await refusal(anna!.request.room_say({ id, text: 'filter' }))).toBe('TRY_AGAIN')
  expect(await refusal(anna!.request.room_say({ id, text: 'hello' }))).toBe('none')
})
