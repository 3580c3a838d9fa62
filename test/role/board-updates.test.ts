import { afterAll, describe, expect, onTestFinished, test } from 'vitest'
import { PAYER } from '../support/games/payer.ts'
import type { Settings } from '../support/server/server.ts'
import { serverForTest } from '../support/server/server-for-test.ts'
import { shareServers } from '../support/server/shared-servers.ts'
import { launchServer } from '../support/store/databases.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { until } from '../support/until.ts'
import { workers } from '../support/workers.ts'

const openServer = shareServers()

type Server = Awaited<ReturnType<typeof openServer>>

async function operate(server: Server, name = 'operator') {
  const operator = await server.connect()
  const { uid } = (await operator.login(name)) as { uid: string }
  const pay = async (to: string, gold: number, more: object = {}) =>
    (await operator.ask('cs_pay', { uid: to, gold, ...more })).data
  const score = async (of: string) => (await operator.ask('cs_score', { uid: of })).data
  /** Resolves when the board says so. */
  const scored = (of: string, wanted: number) =>
    until(
      async () => (await score(of)) as { score: number },
      row => row.score === wanted,
    )
  return { operator, uid, pay, score, scored }
}

async function player(server: Server, name: string) {
  const client = await server.connect()
  return { client, ...((await client.login(name)) as { uid: string; gold: number }) }
}

describe.each(workers(2))('with %i threads, an edit that updates a board', threads => {
  const open = () => openServer({ threads, game: PAYER })

  test('changes the role and the board, whether the player is online, elsewhere or away', async () => {
    const server = await open()
    const { pay, scored } = await operate(server)
    const { client, uid } = await player(server, 'is online')
    expect(await pay(uid, 5)).toEqual({ isNew: true })
    await scored(uid, 5)
    await client.ask('cs_logout')
    await pay(uid, 2)
    expect(await scored(uid, 7)).toEqual({ score: 7, name: 'is online' })
    expect((await player(server, 'is online')).gold).toBe(7)
  })

  test("of the player's own role does the same", async () => {
    const server = await open()
    const { pay, scored, uid } = await operate(server, 'pays itself')
    await pay(uid, 3)
    await pay(uid, 4)
    await scored(uid, 7)
  })

  test('counts once, as its edit does', async () => {
    const server = await open()
    const { pay, scored, score } = await operate(server)
    const { uid } = await player(server, 'is paid once')
    const again = { sender: 'room', number: 3 }
    expect(await pay(uid, 5, again)).toEqual({ isNew: true })
    expect(await pay(uid, 5, again)).toEqual({ isNew: false })
    expect(await pay(uid, 1, { sender: 'room', number: 4 })).toEqual({ isNew: true })
    await scored(uid, 6)
    expect(await score(uid)).toMatchObject({ score: 6 })
  })

  test('that throws changes neither', async () => {
    const server = await open()
    const { pay, scored } = await operate(server)
    const { uid, client } = await player(server, 'is not paid')
    expect(await pay(uid, 5, { fails: true })).toMatchObject({ code: 'LOGIN_FAILED' })
    expect(await pay(uid, 5, { isWrong: true })).toMatchObject({ code: 'BAD_MESSAGE' })
    await pay(uid, 1)
    await scored(uid, 1)
    await client.ask('cs_logout')
    expect(await player(server, 'is not paid')).toMatchObject({ gold: 1 })
  })

  test('reaches the board of a player who leaves at once', async () => {
    const server = await open()
    const { scored } = await operate(server)
    const { uid, client } = await player(server, 'leaves at once')
    client.sendText('cs_payAndLeave', { gold: 9 })
    await client.closed
    await scored(uid, 9)
  })
})

const redis = await launchServer('redis')
afterAll(() => redis?.dispose())

describe.skipIf(!redis)('while the Redis of the boards does not answer', () => {
  const settingsOf = (threads: number): Settings => ({ threads, game: PAYER, board: { redis: redis!.url } })

  /** A server that has paid `name` 50 and could not tell the board. */
  async function payInVain(name: string, threads: number, folder?: string) {
    const server = await serverForTest(settingsOf(threads), folder)
    const { pay } = await operate(server, `pays ${name}`)
    const { uid, client } = await player(server, name)
    redis!.freeze()
    onTestFinished(() => redis!.thaw())
    for (let i = 0; i < 5; i++) expect(await pay(uid, 10)).toEqual({ isNew: true })
    await client.ask('cs_logout')
    return { server, uid }
  }

  test('edits go on, and the board has everything once when it is back', async () => {
    const { server, uid } = await payInVain('plays on', 0)
    const { pay, scored } = await operate(server, 'another')
    expect((await player(server, 'plays on')).gold).toBe(50)
    expect(await pay(uid, 100)).toEqual({ isNew: true })
    redis!.thaw()
    await scored(uid, 150)
  })

  test('what a stopped server has left is delivered by the next one, though the player does not come back', async () => {
    const folder = temporaryFolder()
    const { server, uid } = await payInVain('left before', 1, folder)
    await server.stop()
    redis!.thaw()
    const { scored } = await operate(await serverForTest(settingsOf(0), folder))
    await scored(uid, 50)
  })

  test('what a lost worker has left is delivered by its successor', async () => {
    const { server, uid } = await payInVain('lost his worker', 1)
    const { operator } = await operate(server, 'breaks it')
    operator.sendText('cs_crash')
    await operator.closed
    redis!.thaw()
    // Until the successor is there, nobody serves.
    const { scored } = await until(
      () => operate(server, 'comes later').catch(() => undefined),
      operated => operated !== undefined,
    ).then(operated => operated!)
    await scored(uid, 50)
  })
})
