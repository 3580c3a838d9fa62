import { describe, expect, test } from 'vitest'
import { ROOMS } from '../support/games/rooms.ts'
import { startTestServer } from '../support/server/server.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { until } from '../support/until.ts'
import { workers } from '../support/workers.ts'
import { FAST, Hall, openHall, type Player, refusal, shareHalls } from './support/hall.ts'

/** The first channels of two kinds stay. */
const share = shareHalls(2)

const openRoom = async (player: Player, extra: object = {}): Promise<string> =>
  (await player.request.room_create({ name: 'den', ...extra })).room.id

describe('what is said', () => {
  test('is cleaned of controls, lone surrogates and what turns the text around', async () => {
    const hall = await share({ threads: 0 })
    const [anna] = await hall.players(['anna'])
    const id = await openRoom(anna!)
    await anna!.request.room_say({ id, text: '  a\u0000b\u202Ec\nd\u200B ' })
    expect((await anna!.push('room_message')).text).toBe('abc d')
  })

  test('has 1 to 500 characters, counted as people count them', async () => {
    const hall = await share({ threads: 0 })
    const [anna] = await hall.players(['anna'])
    const id = await openRoom(anna!)
    expect(await refusal(anna!.request.room_say({ id, text: ' \u0007 ' }))).toBe('BAD_MESSAGE')
    expect(await refusal(anna!.request.room_say({ id, text: '字'.repeat(501) }))).toBe('BAD_MESSAGE')
    expect(await refusal(anna!.request.room_say({ id, text: '😀'.repeat(500) }))).toBe('none')
  })

  test('goes through the filter of the game', async () => {
    const hall = await share({ threads: 0 })
    const [anna] = await hall.players(['anna'])
    const id = await openRoom(anna!)
    await anna!.request.room_say({ id, text: 'I am the AdMin, 外挂' })
    expect((await anna!.push('room_message')).text).toBe('I am the *****, **')
  })

  test('is limited to bursts of 5 of a player, in all rooms together', async () => {
    const hall = await openHall({ room: { messageRate: 0.01 } })
    const [anna] = await hall.players(['anna'])
    const [one, two] = [await openRoom(anna!), await openRoom(anna!)]
    for (let i = 0; i < 5; i++) await anna!.request.room_say({ id: i % 2 ? one : two, text: 'x' })
    expect(await refusal(anna!.request.room_say({ id: one, text: 'x' }))).toBe('RATE_LIMITED')
  })

  test('is limited to bursts of 20 in a room, whoever speaks', async () => {
    const hall = await openHall({ room: { roomRate: 0.01 } })
    const players = await hall.players(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'])
    const id = await openRoom(players[0]!)
    for (const player of players.slice(1)) await player.request.room_join({ id })
    const all = players.flatMap(player => [1, 2, 3, 4].map(() => player.request.room_say({ id, text: 'x' })))
    const refused = (await Promise.all(all.map(refusal))).filter(code => code === 'RATE_LIMITED')
    expect(refused).toHaveLength(12)
  })
})

describe('history', () => {
  test('keeps the last messages, by number and in pages', async () => {
    const hall = await openHall({ room: { ...FAST, history: 10 } })
    const [anna] = await hall.players(['anna'])
    const id = await openRoom(anna!)
    for (let i = 1; i <= 25; i++) await anna!.request.room_say({ id, text: `${i}` })
    const numbers = async (body: object) =>
      (await anna!.request.room_history({ id, ...body })).messages.map(m => m.number)
    expect(await numbers({})).toEqual([16, 17, 18, 19, 20, 21, 22, 23, 24, 25])
    expect(await numbers({ limit: 3 })).toEqual([23, 24, 25])
    expect(await numbers({ from: 18, limit: 3 })).toEqual([18, 19, 20])
    expect(await numbers({ from: 1, limit: 2 })).toEqual([16, 17])
  })

  test('is there again after a restart, and numbers go on', async () => {
    const folder = temporaryFolder()
    const first = await startTestServer({ game: ROOMS, room: FAST }, folder)
    const hall = new Hall(first)
    const [anna] = await hall.players(['anna'])
    const id = await openRoom(anna!, { password: 'key' })
    const { room: world } = await anna!.request.room_join({ kind: 'world' })
    for (const text of ['one', 'two', 'three']) await anna!.request.room_say({ id, text })
    await anna!.request.room_say({ id: world!.id, text: 'hello world' })
    await first.stop()

    const again = await openHall({ room: FAST }, folder)
    const [bert] = await again.players(['bert'])
    expect(await refusal(bert!.request.room_join({ id }))).toBe('WRONG_PASSWORD')
    expect((await bert!.request.room_join({ id, password: 'key' })).number).toBe(3)
    const { messages } = await bert!.request.room_history({ id })
    expect(messages.map(m => m.text)).toEqual(['one', 'two', 'three'])
    expect((await bert!.request.room_say({ id, text: 'four' })).number).toBe(4)
    await bert!.request.room_join({ kind: 'world' })
    const said = await bert!.request.room_history({ id: world!.id })
    expect(said.messages.map(m => m.text)).toEqual(['hello world'])
  })
})

describe('the world', () => {
  test('is always there, fills channel after channel, and lets players choose another', async () => {
    const hall = await share({ threads: 0 })
    const players = await hall.players(['a', 'b', 'c', 'd', 'e'])
    const ids: string[] = []
    for (const player of players) ids.push((await player.request.room_join({ kind: 'pairs' })).room.id)
    expect(ids).toEqual(['pairs-1', 'pairs-1', 'pairs-2', 'pairs-2', 'pairs-3'])
    expect(await refusal(players[4]!.request.room_join({ id: 'pairs-1' }))).toBe('ROOM_FULL')
    await players[0]!.request.room_leave({ id: 'pairs-1' })
    expect(await refusal(players[4]!.request.room_join({ id: 'pairs-1' }))).toBe('none')
  })

  test('takes many at once without overfilling a channel', async () => {
    const hall = await share({ threads: 2 })
    const players = await hall.players(Array.from({ length: 12 }, (_, i) => `p${i}`))
    const joined = await Promise.all(players.map(player => player.request.room_join({ kind: 'pairs' })))
    const sizes = new Map<string, number>()
    for (const { room } of joined) sizes.set(room.id, (sizes.get(room.id) ?? 0) + 1)
    expect(Math.max(...sizes.values())).toBeLessThanOrEqual(2)
  })

  test('can not be opened by players', async () => {
    const hall = await share({ threads: 0 })
    const [anna] = await hall.players(['anna'])
    expect(await refusal(anna!.request.room_create({ kind: 'world', name: 'mine' }))).toBe('NOT_ALLOWED')
    expect(await refusal(anna!.request.room_create({ kind: '__proto__', name: 'mine' }))).toBe('NOT_ALLOWED')
    expect(await refusal(anna!.request.room_join({ kind: 'constructor' }))).toBe('BAD_MESSAGE')
  })
})

describe.each(workers(2))('whispers and presence with %i workers', threads => {
  test('a whisper reaches one player by account and by uid, wherever', async () => {
    const hall = await share({ threads })
    const [anna, bert, cora] = await hall.players(['anna', 'bert', 'cora'])
    await anna!.request.whisper({ acc: 'bert', text: 'psst' })
    await anna!.request.whisper({ uid: cora!.uid, text: 'hey' })
    expect(await bert!.push('whispered')).toMatchObject({ uid: anna!.uid, acc: 'anna', text: 'psst' })
    expect(await cora!.push('whispered')).toMatchObject({ acc: 'anna', text: 'hey' })
    expect(bert!.pushes('whispered')).toHaveLength(1)
    expect(await refusal(anna!.request.whisper({ acc: 'nobody', text: 'x' }))).toBe('NOT_ONLINE')
    expect(await refusal(anna!.request.whisper({ text: 'x' }))).toBe('BAD_MESSAGE')
  })

  test('presence says who is online and in which rooms, without the private ones', async () => {
    const hall = await share({ threads })
    const [anna, bert] = await hall.players(['anna', 'bert'])
    const id = await openRoom(bert!)
    await openRoom(bert!, { password: 'secret' })
    const expected = { is_online: true, uid: bert!.uid, acc: 'bert', rooms: [id] }
    expect(await anna!.request.presence({ acc: 'bert' })).toMatchObject(expected)
    expect(await anna!.request.presence({ uid: bert!.uid })).toMatchObject(expected)
    expect((await anna!.request.presence({ acc: 'nobody' })).is_online).toBe(false)
  })

  test('a blocked player is not heard: no whisper, and a number without a text in rooms', async () => {
    const hall = await share({ threads })
    const [anna, bert, cora] = await hall.players(['anna', 'bert', 'cora'])
    const id = await openRoom(anna!)
    for (const player of [bert!, cora!]) await player.request.room_join({ id })
    await bert!.request.room_say({ id, text: 'one' })
    await anna!.push('room_message')
    await anna!.request.block({ uid: bert!.uid, is_blocked: true })
    await bert!.request.whisper({ acc: 'anna', text: 'psst' })
    await bert!.request.room_say({ id, text: 'two' })
    await cora!.request.room_say({ id, text: 'three' })
    await anna!.push('room_message', 3)
    expect(anna!.pushes('room_message').map(m => [m.number, m.text, m.is_hidden])).toEqual([
      [1, 'one', false],
      [2, '', true],
      [3, 'three', false],
    ])
    expect((await anna!.request.room_history({ id })).messages.map(m => m.is_hidden)).toEqual([
      true,
      true,
      false,
    ])
    await anna!.request.block({ uid: bert!.uid, is_blocked: false })
    await bert!.request.room_say({ id, text: 'four' })
    expect((await anna!.push('room_message', 4)).text).toBe('four')
    expect(anna!.pushes('whispered')).toEqual([])
    expect((await cora!.push('room_message', 4)).text).toBe('four')
  })

  test('the list of blocked players is there at the next login', async () => {
    const hall = await share({ threads })
    const [deaf, bert] = await hall.players(['deaf', 'bert'])
    await deaf!.request.block({ uid: bert!.uid, is_blocked: true })
    const again = await hall.player('deaf')
    await bert!.request.whisper({ acc: 'deaf', text: 'psst' })
    await hall.player('dora').then(dora => dora.request.whisper({ acc: 'deaf', text: 'hello' }))
    expect((await again.push('whispered')).text).toBe('hello')
  })
})

describe('moderators', () => {
  test('remove a member, who can not come back', async () => {
    const hall = await share({ threads: 2 })
    const [anna, bert, cora] = await hall.players(['anna', 'bert', 'cora'])
    const id = await openRoom(anna!)
    for (const player of [bert!, cora!]) await player.request.room_join({ id })
    await anna!.request.room_kick({ id, uid: bert!.uid })
    for (const player of [anna!, bert!, cora!])
      expect(await player.push('room_left')).toMatchObject({ acc: 'bert', reason: 'kicked' })
    expect(await refusal(bert!.request.room_say({ id, text: 'x' }))).toBe('NOT_IN_ROOM')
    expect(await refusal(bert!.request.room_join({ id }))).toBe('NOT_ALLOWED')
    expect((await anna!.request.room_members({ id })).total).toBe(2)
  })

  test('take the text of a message away', async () => {
    const hall = await share({ threads: 0 })
    const [anna, bert] = await hall.players(['anna', 'bert'])
    const id = await openRoom(anna!)
    await bert!.request.room_join({ id })
    await bert!.request.room_say({ id, text: 'rude' })
    expect(await refusal(bert!.request.room_remove({ id, number: 1 }))).toBe('NOT_ALLOWED')
    await anna!.request.room_remove({ id, number: 1 })
    expect((await bert!.push('room_removed')).number).toBe(1)
    const { messages } = await bert!.request.room_history({ id })
    expect(messages).toMatchObject([{ number: 1, text: '', is_removed: true }])
    expect(await refusal(anna!.request.room_remove({ id, number: 7 }))).toBe('BAD_MESSAGE')
  })

  test('mute a member for a time, are named by the owner, and have no power over the owner', async () => {
    const hall = await share({ threads: 0 })
    const [anna, bert, cora] = await hall.players(['anna', 'bert', 'cora'])
    const id = await openRoom(anna!)
    for (const player of [bert!, cora!]) await player.request.room_join({ id })
    expect(await refusal(bert!.request.room_mute({ id, uid: cora!.uid, seconds: 60 }))).toBe('NOT_ALLOWED')
    await anna!.request.room_moderator({ id, uid: bert!.uid, is_moderator: true })
    await bert!.request.room_mute({ id, uid: cora!.uid, seconds: 60 })
    expect(await refusal(cora!.request.room_say({ id, text: 'x' }))).toBe('MUTED')
    await bert!.request.room_mute({ id, uid: cora!.uid, seconds: 0 })
    expect(await refusal(cora!.request.room_say({ id, text: 'x' }))).toBe('none')
    expect(await refusal(bert!.request.room_kick({ id, uid: anna!.uid }))).toBe('NOT_ALLOWED')
  })

  test('of the whole server are above owners, and moderate the world', async () => {
    const folder = temporaryFolder()
    const first = await startTestServer({ game: ROOMS }, folder)
    const { uid } = await new Hall(first).player('mora')
    await first.stop()

    const hall = await openHall({ room: { ...FAST, moderators: [uid] } }, folder)
    const [anna, bert, mora] = await hall.players(['anna', 'bert', 'mora'])
    for (const player of [anna!, bert!, mora!]) await player.request.room_join({ kind: 'world' })
    const world = 'world-1'
    await bert!.request.room_say({ id: world, text: 'rude' })
    expect(await refusal(anna!.request.room_remove({ id: world, number: 1 }))).toBe('NOT_ALLOWED')
    await mora!.request.room_remove({ id: world, number: 1 })
    expect((await bert!.push('room_removed')).number).toBe(1)
    await mora!.request.room_kick({ id: world, uid: bert!.uid })
    expect(await refusal(bert!.request.room_join({ id: world }))).toBe('NOT_ALLOWED')
    const id = await openRoom(anna!, { password: 'key' })
    await mora!.request.room_join({ id })
    expect(await refusal(anna!.request.room_kick({ id, uid }))).toBe('NOT_ALLOWED')
    await mora!.request.room_mute({ id, uid: anna!.uid, seconds: 60 })
    expect(await refusal(anna!.request.room_say({ id, text: 'x' }))).toBe('MUTED')
  })

  test('lock the room and change its password', async () => {
    const hall = await share({ threads: 0 })
    const [anna, bert] = await hall.players(['anna', 'bert'])
    const id = await openRoom(anna!)
    await anna!.request.room_lock({ id, is_locked: true })
    expect(await refusal(bert!.request.room_join({ id }))).toBe('ROOM_LOCKED')
    await anna!.request.room_lock({ id, is_locked: false, password: 'key' })
    expect(await refusal(bert!.request.room_join({ id, password: 'kez' }))).toBe('WRONG_PASSWORD')
    expect(await refusal(bert!.request.room_join({ id, password: 'key' }))).toBe('none')
  })

  test('a player who is muted everywhere neither speaks nor whispers, also after a restart', async () => {
    const folder = temporaryFolder()
    const first = await startTestServer({ game: ROOMS, threads: 1 }, folder)
    const hall = new Hall(first)
    const [anna] = await hall.players(['anna'])
    await (await hall.index()).call.mutePlayer(anna!.uid, Date.now() + 3_600_000)
    const id = await openRoom(anna!)
    await until(
      () => refusal(anna!.request.room_say({ id, text: 'x' })),
      code => code === 'MUTED',
    )
    await first.stop()
    const again = await openHall({}, folder)
    const [later] = await again.players(['anna'])
    expect(await refusal(later!.request.whisper({ acc: 'anna', text: 'x' }))).toBe('MUTED')
    await (await again.index()).call.mutePlayer(anna!.uid, 0)
    expect(await refusal(later!.request.whisper({ acc: 'anna', text: 'x' }))).toBe('none')
  })
})

describe('rooms', () => {
  test('are listed by kind, name and free places, in pages', async () => {
    const hall = await openHall({ room: { maxOwned: 10 } })
    const [anna, bert] = await hall.players(['anna', 'bert'])
    for (const name of ['Red one', 'Blue one', 'Red two']) await openRoom(anna!, { name })
    const full = await openRoom(anna!, { name: 'Red full', max_members: 1 })
    const names = async (body: object) =>
      (await bert!.request.room_list(body)).rooms.map(room => room.name).sort()
    await until(
      () => bert!.request.room_list({ has_place: true }),
      ({ total }) => total === 3,
    )
    expect(await names({ name: 'red' })).toEqual(['Red full', 'Red one', 'Red two'])
    expect(await names({ name: 'red', has_place: true })).toEqual(['Red one', 'Red two'])
    expect(await names({ kind: 'world' })).toEqual([])
    expect(await bert!.request.room_list({ start: 1, limit: 2 })).toMatchObject({ total: 4 })
    expect((await bert!.request.room_list({ start: 1, limit: 2 })).rooms).toHaveLength(2)
    expect(await refusal(bert!.request.room_join({ id: full }))).toBe('ROOM_FULL')
  })

  test('are limited: how many one opens, how many one is in, one at a time', async () => {
    const hall = await openHall({ room: { maxOwned: 2, maxPerPlayer: 3 } })
    const [anna, bert] = await hall.players(['anna', 'bert'])
    const id = await openRoom(anna!)
    await openRoom(anna!)
    expect(await refusal(openRoom(anna!))).toBe('TOO_MANY_ROOMS')
    await openRoom(bert!)
    await openRoom(bert!)
    await bert!.request.room_join({ id })
    expect(await refusal(bert!.request.room_join({ id }))).toBe('ALREADY_IN_ROOM')
    expect(await refusal(bert!.request.room_join({ kind: 'world' }))).toBe('TOO_MANY_ROOMS')
  })

  test('are nobody else’s business', async () => {
    const hall = await share({ threads: 0 })
    const [anna, bert] = await hall.players(['anna', 'bert'])
    const id = await openRoom(anna!)
    for (const work of [
      bert!.request.room_say({ id, text: 'x' }),
      bert!.request.room_members({ id }),
      bert!.request.room_history({ id }),
      bert!.request.room_kick({ id, uid: anna!.uid }),
      bert!.request.room_leave({ id }),
    ])
      expect(await refusal(work)).toBe('NOT_IN_ROOM')
    expect(await refusal(bert!.request.room_join({ id: 'nowhere' }))).toBe('ROOM_NOT_FOUND')
  })
})
