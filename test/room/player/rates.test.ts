import { describe, expect, test } from 'vitest'
import { until } from '../../support/until.ts'
import { workers } from '../../support/workers.ts'
import { FAST, type Hall, openHall, type Player, refusal, shareHalls } from '../support/hall.ts'

/** So slow that no token flows back while a test runs. */
const NEVER = 0.01

const share = shareHalls(1)
/** A hall in which every rate of a player is used up soon. */
const openSlow = (threads: number) =>
  share({
    threads,
    room: {
      messageRate: NEVER,
      messageBurst: 3,
      createRate: NEVER,
      createBurst: 2,
      strangerRate: NEVER,
      strangerBurst: 3,
    },
  })

const open = (player: Player, extra: object = {}) =>
  refusal(player.request.room_create({ name: 'den', ...extra }))

describe.each(workers(2))(
  'a rate of a player, with %i workers, is not begun anew by logging out and in',
  threads => {
    /** The same account, from one connection after the other: on each thread in turn. */
    const comeBack = async (hall: Hall, player: Player): Promise<Player> => {
      player.close()
      await hall.server.emptied()
      return hall.player(player.acc)
    }

    test('of speaking, in rooms and whispering', async () => {
      const hall = await openSlow(threads)
      let anna = await hall.player('anna')
      const { room } = await anna.request.room_join({ kind: 'world' })
      const say = () => refusal(anna.request.room_say({ id: room.id, text: 'hello' }))
      for (const code of ['none', 'none', 'none', 'RATE_LIMITED']) expect(await say()).toBe(code)
      for (let i = 0; i < 3; i++) {
        anna = await comeBack(hall, anna)
        await anna.request.room_join({ kind: 'world' })
        expect(await say()).toBe('RATE_LIMITED')
        expect(await refusal(anna.request.whisper({ acc: 'anna', text: 'me' }))).toBe('RATE_LIMITED')
      }
      const bert = await hall.player('bert')
      await bert.request.room_join({ id: room.id })
      expect(await refusal(bert.request.room_say({ id: room.id, text: 'hello' }))).toBe('none')
    })

    test('of opening rooms', async () => {
      const hall = await openSlow(threads)
      let anna = await hall.player('opener')
      for (const code of ['none', 'none', 'RATE_LIMITED']) expect(await open(anna)).toBe(code)
      anna = await comeBack(hall, anna)
      expect(await open(anna)).toBe('RATE_LIMITED')
      expect(await open(await hall.player('another opener'))).toBe('none')
    })

    test('of opening rooms, by one connection that logs in as one account after another', async () => {
      const hall = await openSlow(threads)
      const client = await hall.server.connect()
      const openAs = async (account: string) => {
        await client.login(account)
        const { data } = await client.ask('cs_room_create', { name: 'den' })
        await client.ask('cs_logout')
        return data.code ?? 'none'
      }
      const codes = []
      for (const account of ['mask 1', 'mask 2', 'mask 3']) codes.push(await openAs(account))
      expect(codes).toEqual(['none', 'none', 'RATE_LIMITED'])
    })

    test('of guessing passwords: a right one is not told from a wrong one then', async () => {
      const hall = await openSlow(threads)
      const [owner, friend] = await hall.players(['owner', 'friend'])
      let thief = await hall.player('thief')
      const { room } = await owner!.request.room_create({ name: 'den', password: 'sesame-42' })
      const id = room.id
      const join = (player: Player, password?: string) =>
        refusal(player.request.room_join(password === undefined ? { id } : { id, password }))
      for (let i = 0; i < 5; i++) expect(await join(thief)).toBe('WRONG_PASSWORD')
      const codes: string[] = []
      for (let i = 0; i < 20; i++) codes.push(await join(thief, `wrong-guess-${i}`))
      expect(codes.slice(0, 3)).toEqual(Array(3).fill('WRONG_PASSWORD'))
      expect(codes.filter(code => code === 'WRONG_PASSWORD').length).toBeLessThan(10)
      thief = await comeBack2(thief)
      expect(await join(friend!, 'sesame-42')).toBe('none')
      await owner!.request.room_leave({ id })
      expect(await join(owner!)).toBe('none')
      const logged = JSON.stringify(hall.server.log())
      expect(logged).toContain('wrong room password')
      expect(logged).not.toMatch(/wrong-guess|sesame-42/)

      async function comeBack2(player: Player): Promise<Player> {
        player.close()
        return hall.player(player.acc)
      }
    })
  },
)

test('a player hears only so many strangers, and whom it has written to', async () => {
  const hall = await openSlow(2)
  const victim = await hall.player('victim')
  const accs = ['s1', 's2', 's3', 's4', 's5']
  const strangers = await hall.players(accs)
  const codes: string[] = []
  for (const stranger of strangers)
    codes.push(await refusal(stranger.request.whisper({ acc: 'victim', text: 'buy gold' })))
  expect(codes).toEqual(['none', 'none', 'none', 'RATE_LIMITED', 'RATE_LIMITED'])
  await victim.request.whisper({ acc: 's5', text: 'who are you?' })
  expect(await refusal(strangers[4]!.request.whisper({ acc: 'victim', text: 'a friend' }))).toBe('none')
  expect(await refusal(strangers[3]!.request.whisper({ acc: 'victim', text: 'buy!' }))).toBe('RATE_LIMITED')
  await victim.push('whispered', 4)
  expect(victim.pushes('whispered').map(each => each.acc)).toEqual(['s1', 's2', 's3', 's5'])
})

describe('a history', () => {
  async function longHistory(room: object) {
    const hall = await openHall({ gate: { messageRate: 1e6, messageBurst: 1e6 }, room: { ...FAST, ...room } })
    const anna = await hall.player('anna')
    const id = (await anna.request.room_create({ name: 'den' })).room.id
    for (let i = 1; i <= 90; i++) await anna.request.room_say({ id, text: `${i} ${'🎲'.repeat(490)}` })
    return { anna, id }
  }

  test('is given in pages of 64 KB, and all of it page by page', async () => {
    const { anna, id } = await longHistory({ historyRate: 1e9 })
    const last = await anna.request.room_history({ id, limit: 100 })
    expect(last.messages.length).toBeLessThan(40)
    expect(last.messages.at(-1)!.number).toBe(90)
    const numbers: number[] = []
    while (numbers.length < 90) {
      const { messages } = await anna.request.room_history({
        id,
        from: (numbers.at(-1) ?? 0) + 1,
        limit: 100,
      })
      expect(messages.reduce((bytes, { text }) => bytes + Buffer.byteLength(text), 0)).toBeLessThan(68_000)
      numbers.push(...messages.map(({ number }) => number))
    }
    expect(numbers).toEqual(Array.from({ length: 90 }, (_, i) => i + 1))
  })

  test('costs a player what it brings', async () => {
    const { anna, id } = await longHistory({ historyRate: 1 })
    expect(await refusal(anna.request.room_history({ id, limit: 100 }))).toBe('none')
    expect(await refusal(anna.request.room_history({ id, limit: 1 }))).toBe('RATE_LIMITED')
  })
})

test('what one player has opened is counted down when it is gone', async () => {
  const hall = await openHall({ room: { maxOwned: 1, emptyGrace: 0, createBurst: 100 } })
  const anna = await hall.player('anna')
  for (let i = 0; i < 5; i++) {
    const { room } = await anna.request.room_create({ name: 'den' })
    expect(await open(anna)).toBe('TOO_MANY_ROOMS')
    await anna.request.room_leave({ id: room.id })
    await until(
      () => hall.leftovers(),
      ({ indexed }) => indexed === 0,
    )
  }
})

describe('disguised text', () => {
  test('a name or a text that shows nothing is refused, everywhere', async () => {
    const hall = await openHall({ room: { messageBurst: 100 } })
    const [anna] = await hall.players(['anna'])
    const id = (await anna!.request.room_create({ name: 'den' })).room.id
    for (const text of ['\u3164', '\u2800 \u2800', '\ufe0f', '\u200c', '\u034f\u034f', '\u0301']) {
      expect(await open(anna!, { name: text })).toBe('BAD_MESSAGE')
      expect(await refusal(anna!.request.room_say({ id, text }))).toBe('BAD_MESSAGE')
      const login = hall.player(`admin${text}`)
      expect(await refusal(login)).toBe(text === '\u0301' ? 'none' : 'LOGIN_FAILED')
    }
  })

  test('words of the list are covered in names of rooms and in texts', async () => {
    const hall = await openHall()
    const [anna] = await hall.players(['anna'])
    const { room } = await anna!.request.room_create({ name: 'ＡＤＭＩＮ 外 挂' })
    expect(room.name).toBe('***** * *')
    await anna!.request.room_say({ id: room.id, text: 'a.d.m.i.n a\u200dd\u034fmin' })
    expect((await anna!.push('room_message')).text).toBe('*.*.*.*.* *****')
  })

  test('an account is found however its name is composed', async () => {
    const hall = await openHall()
    const [cafe, anna] = await hall.players(['caf\u00e9', 'anna'])
    await anna!.request.whisper({ acc: 'cafe\u0301', text: 'hello' })
    expect(await cafe!.push('whispered')).toMatchObject({ text: 'hello' })
    const watchdog = await hall.server.watchdog()
    await watchdog.call.ban('cafe\u0301', 'for the test')
    expect(await refusal(hall.player('caf\u00e9'))).toBe('BANNED')
  })
})
