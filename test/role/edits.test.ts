import { describe, expect, test } from 'vitest'
import { KEEPER } from '../support/games/keeper.ts'
import { shareServers } from '../support/server/shared-servers.ts'
import { workers } from '../support/workers.ts'

const openServer = shareServers()

describe.each(workers(2))('with %i threads, roles.edit', threads => {
  async function setUp() {
    const server = await openServer({ threads, game: KEEPER })
    const connect = () => server.connect()
    const operator = await connect()
    await operator.login('operator')
    const grant = async (uid: string, id: string, fails = false, number?: number) =>
      (await operator.ask('cs_grant', { uid, id, fails, ...(number !== undefined && { number }) })).data
    return { connect, grant }
  }

  test('changes a role that is online, each edit id once', async () => {
    const { connect, grant } = await setUp()
    const player = await connect()
    const { uid } = (await player.login('is online')) as { uid: string }
    expect(await grant(uid, 'mail-1')).toEqual({ isNew: true })
    expect(await grant(uid, 'mail-1')).toEqual({ isNew: false })
    expect(await grant(uid, 'mail-2')).toEqual({ isNew: true })
    expect((await player.ask('cs_touch')).data).toEqual({ count: 3 })
  })

  test('changes a role that is not, and remembers its edits over a logout', async () => {
    const { connect, grant } = await setUp()
    const player = await connect()
    const { uid } = (await player.login('is away')) as { uid: string }
    await grant(uid, 'a')
    await player.ask('cs_logout')
    expect(await grant(uid, 'a')).toEqual({ isNew: false })
    expect(await grant(uid, 'b')).toEqual({ isNew: true })
    expect(await player.login('is away')).toMatchObject({ count: 2, isWhole: true })
    expect(await grant(uid, 'b')).toEqual({ isNew: false })
  })

  test('makes an edit with a number once, and none that is not above the last of its sender', async () => {
    const { connect, grant } = await setUp()
    const player = await connect()
    const { uid } = (await player.login('is numbered')) as { uid: string }
    const mail = (number: number) => grant(uid, 'mail', false, number)
    expect([await mail(5), await mail(5), await mail(4)]).toEqual([
      { isNew: true },
      { isNew: false },
      { isNew: false },
    ])
    await player.ask('cs_logout')
    expect([await mail(5), await mail(6), await grant(uid, 'shop', false, 1)]).toEqual([
      { isNew: false },
      { isNew: true },
      { isNew: true },
    ])
    expect(await player.login('is numbered')).toMatchObject({ count: 3, isWhole: true })
  })

  test('that throws halfway changes nothing, and can be asked for again', async () => {
    const { connect, grant } = await setUp()
    const player = await connect()
    const { uid } = (await player.login('is interrupted')) as { uid: string }
    expect(await grant(uid, 'a', true)).toMatchObject({ code: 'LOGIN_FAILED' })
    await player.ask('cs_logout')
    expect(await grant(uid, 'a', true)).toMatchObject({ code: 'LOGIN_FAILED' })
    expect(await grant(uid, 'a')).toEqual({ isNew: true })
    expect(await player.login('is interrupted')).toMatchObject({ count: 1, isWhole: true })
  })

  test('changes a role whose player is just leaving', async () => {
    const { connect, grant } = await setUp()
    const accounts = Array.from({ length: 30 }, (_, i) => `is leaving ${i}`)
    const leave = async (account: string) => {
      const player = await connect()
      const { uid } = (await player.login(account)) as { uid: string }
      const [granted] = await Promise.all([grant(uid, 'a'), player.vanish()])
      return granted
    }
    expect(await Promise.all(accounts.map(leave))).toEqual(accounts.map(() => ({ isNew: true })))
  })

  test('changes the own role at once, from within a handler, each edit id once', async () => {
    const { connect } = await setUp()
    const player = await connect()
    await player.login('edits itself')
    const grantOwn = async (body: object) => (await player.ask('cs_grantOwn', body)).data
    expect(await grantOwn({ ids: ['a', 'a', 'b'] })).toEqual({ isNew: [true, false, true], count: 3 })
    expect(await grantOwn({ ids: ['c'], fails: true })).toMatchObject({ code: 'LOGIN_FAILED' })
    expect(await grantOwn({ ids: ['c'] })).toEqual({ isNew: [true], count: 6 })
  })

  test('refuses a second edit of the own role while one is made', async () => {
    const { connect } = await setUp()
    const player = await connect()
    await player.login('edits twice')
    expect((await player.ask('cs_grantTwice')).data).toEqual({ second: 'CALL_CYCLE', count: 1 })
  })
})
