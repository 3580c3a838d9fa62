import { describe, expect, test } from 'vitest'
import type { RoomDirectory } from '../../server/room/directory/room-directory.ts'
import type { Duelist } from '../support/client/duelist.ts'
import { startTestServer, type TestServer } from '../support/server/server.ts'
import { serverForTest } from '../support/server/server-for-test.ts'
import { shareServers } from '../support/server/shared-servers.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { until } from '../support/until.ts'
import { workers } from '../support/workers.ts'
import { duelists, duelSettings } from './support/duelist.ts'
import { refusal } from './support/hall.ts'

const share = shareServers()

const roomsOf = async ({ server }: TestServer) =>
  (await (await server.node.query<RoomDirectory>('.rooms')).call.count()).rooms

/** A duel with these players in it. */
async function duelOf([owner, ...others]: Duelist[]): Promise<string> {
  const { id } = await owner!.ask('open', { kind: 'duel', stake: 1 })
  for (const other of others) await other.ask('join', { id })
  return id as string
}

/** Makes the role of `account` one that nobody can edit, until what is returned is called. */
async function hold(server: TestServer, account: string): Promise<() => void> {
  const watchdog = await server.watchdog()
  const holder = server.server.node.thread.life
  await until(
    () => watchdog.call.hold(account, holder),
    isHeld => isHeld,
  )
  return () => watchdog.send.left(account, holder)
}

describe.each(workers(2))('with %i workers', threads => {
  test('a room pays the winner, and then tells everybody', async () => {
    const server = await share(duelSettings({ threads }))
    const [anna, bert] = await duelists(server, 'anna', 'bert')
    const room = await duelOf([anna!, bert!])
    await bert!.ask('finish', { room, winner: anna!.uid, gold: 100 })
    for (const player of [anna!, bert!]) await player.heard(`${anna!.uid} has won 100`)
    expect(await anna!.mine()).toEqual({ gold: 100, wins: 1 })
    await until(
      () => anna!.ask('herald', { word: 'board', uids: [anna!.uid] }),
      ({ text }) => text === '1',
    )
  })

  test('players who wait for the very room are paid, all at once', async () => {
    const server = await share(duelSettings({ threads }))
    const [cora, dave] = await duelists(server, 'cora', 'dave')
    const room = await duelOf([cora!, dave!])
    const finish = (by: Duelist, winner: Duelist) => by.ask('finish', { room, winner: winner.uid, gold: 1 })
    const rounds = Array.from({ length: 10 }, () => [
      finish(cora!, cora!),
      finish(dave!, cora!),
      finish(cora!, dave!),
    ])
    await Promise.all(rounds.flat())
    expect(await cora!.mine()).toEqual({ gold: 20, wins: 20 })
    expect(await dave!.mine()).toEqual({ gold: 10, wins: 10 })
  })

  test('a player is paid who is not online, and one who is just coming in', async () => {
    const server = await share(duelSettings({ threads }))
    const [emma, gone] = await duelists(server, 'emma', 'gone')
    const room = await duelOf([emma!])
    gone!.close()
    await emma!.ask('finish', { room, winner: gone!.uid, gold: 30 })
    const [back, newcomer] = await duelists(server, 'gone', 'newcomer')
    expect((await back!.mine()).gold).toBe(30)
    await newcomer!.ask('join', { id: room })
    expect((await newcomer!.mine()).gold).toBe(7)
  })

  test('a payment that throws is answered to whom it ran for, and is logged; the room goes on', async () => {
    const server = await share(duelSettings({ threads }))
    const [fred] = await duelists(server, 'fred')
    const room = await duelOf([fred!])
    expect(await refusal(fred!.ask('spend', { room, gold: -1 }))).toBe('INTERNAL')
    expect(await refusal(fred!.ask('finish', { room, winner: '7', gold: 1 }))).toBe('INTERNAL')
    expect(await refusal(fred!.ask('spend', { room, gold: 4 }))).toBe('none')
    expect((await fred!.mine()).gold).toBe(4)
    const failed = server.complaints().filter(({ msg }) => msg.startsWith('a payment failed'))
    expect(failed).toMatchObject([{ uid: '7', pay: 'win', data: '{"gold":1}', kind: 'duel' }])
  })

  test('a room does not end before it has paid', async () => {
    const server = await share(duelSettings({ threads }))
    await until(
      () => roomsOf(server),
      count => count === 0,
    )
    const [gwen, held] = await duelists(server, 'gwen', 'held')
    const { id: room } = await gwen!.ask('open', { kind: 'vault' })
    held!.close()
    const release = await hold(server, 'held')
    await gwen!.ask('owe', { room, uid: held!.uid, gold: 9 })
    await gwen!.ask('leave', { id: room })
    // Until it has ended it lets her in again.
    const comeIn = async () => {
      const code = await refusal(gwen!.ask('join', { id: room }))
      if (code === 'none') await gwen!.ask('leave', { id: room })
      return code
    }
    await until(comeIn, code => code === 'ROOM_NOT_FOUND')
    expect(await roomsOf(server)).toBe(1)
    release()
    await until(
      () => roomsOf(server),
      count => count === 0,
    )
    const [back] = await duelists(server, 'held')
    expect((await back!.mine()).gold).toBe(9)
  })

  test('what a stored room owes when the server stops it pays after the next start, without anybody in it; what another can not pay is in the log, to be paid by hand', async () => {
    const folder = temporaryFolder()
    const first = await startTestServer(duelSettings({ threads: Math.min(threads, 1) }), folder)
    const [iris, jack, held] = await duelists(first, 'iris', 'jack', 'held')
    const { id: room } = await iris!.ask('open', { kind: 'vault' })
    const duel = await duelOf([jack!])
    held!.close()
    await hold(first, 'held')
    for (const gold of [1, 10, 100]) await iris!.ask('owe', { room, uid: held!.uid, gold })
    await jack!.ask('bet', { room: duel, uid: held!.uid, gold: 50 })
    await first.stop()
    const byHand = first.log().filter(({ msg }) => msg.endsWith('pay by hand'))
    const owed = { uid: held!.uid, pay: 'owed', data: '{"gold":50}', kind: 'duel', room: duel }
    expect(byHand).toMatchObject([owed])
    const again = await serverForTest(duelSettings(), folder)
    const [back] = await duelists(again, 'held')
    await until(
      () => back!.mine(),
      ({ gold }) => gold === 111,
    )
  })
})
