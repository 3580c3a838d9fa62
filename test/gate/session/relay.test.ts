// Players who come back on another thread than their agents' and can't move there: two workers, so that every other return lands
// there.

import { expect, onTestFinished, test } from 'vitest'
import { lifeOf } from '../../../server/core/address.ts'
import type { Slave } from '../../../server/gate/slave.ts'
import { Player } from '../../support/client/player.ts'
import {
  ON_TWO_THREADS,
  travelsProtocol as protocol,
  type TravelMessages,
} from '../../support/games/travels.ts'
import type { TestServer } from '../../support/server/server.ts'
import { shareServers } from '../../support/server/shared-servers.ts'
import { until } from '../../support/until.ts'

const open = shareServers()

/** Who is away when a test is over leaves. */
async function serve(): Promise<TestServer> {
  const server = await open(ON_TWO_THREADS)
  onTestFinished(async () => (await server.watchdog()).call.kickAll(4008))
  return server
}

async function enter(server: TestServer, acc: string, format: 'binary' | 'text' = 'binary') {
  const player = new Player<TravelMessages>(server.url, acc, { protocol, comesBack: true, format })
  onTestFinished(() => player.close())
  await player.game.open()
  await player.request.stay({ stays: true })
  return player
}

async function comeBack(player: Player<TravelMessages>): Promise<void> {
  const back = player.event('resumed')
  player.cut()
  await back
}

/** Players whose sockets and sessions are on different threads. */
async function relayed(server: TestServer): Promise<number> {
  let sum = 0
  for (const slot of [1, 2]) {
    const gate = await server.server.node.query<Slave>(`.gate/${slot}`)
    sum += (await gate.call.count()).relayed
  }
  return sum
}

/** Comes back until its socket and its session are on different threads. */
async function goElsewhere(server: TestServer, player: Player<TravelMessages>): Promise<void> {
  const before = await relayed(server)
  while ((await relayed(server)) === before) await comeBack(player)
}

for (const format of ['binary', 'text'] as const)
  test(`a player on another thread is served as before (${format})`, async () => {
    const server = await serve()
    const anna = await enter(server, `anna-${format}`)
    const bert = await enter(server, `bert-${format}`, format)
    const { id } = (await anna.request.room_create({ name: 'den' })).room
    await bert.request.room_join({ id })
    await goElsewhere(server, bert)
    const said = []
    for (let i = 1; i <= 10; i++) {
      said.push(anna.request.room_say({ id, text: `anna ${i}` }))
      if (i % 3 === 0) bert.cut()
      said.push(bert.request.room_say({ id, text: `bert ${i}` }))
      said.push(bert.request.sign())
      await Promise.all(said)
    }
    await Promise.all([anna.push('room_message', 20), bert.push('room_message', 20)])
    const numbers = Array.from({ length: 20 }, (_, i) => i + 1)
    expect(bert.pushes('room_message').map(({ number }) => number)).toEqual(numbers)
    expect(anna.pushes('room_message').map(({ number }) => number)).toEqual(numbers)
    expect((await bert.request.sign()).sign_cnt).toBe(11)
    expect(anna.pushes('room_left')).toEqual([])
  })

test('a join is answered before what the room says, on another thread too', async () => {
  const server = await serve()
  const [anna, bert] = [await enter(server, 'host'), await enter(server, 'guest')]
  const { id } = (await anna.request.room_create({ name: 'den' })).room
  await goElsewhere(server, bert)
  const joined = bert.request.room_join({ id })
  for (let i = 0; i < 10; i++) await anna.request.room_say({ id, text: 'word' })
  await joined
  await until(
    () => bert.pushes('room_message').at(-1)?.number,
    number => number === 10,
  )
  const first = bert.heard.findIndex(({ name }) => name === 'room_message')
  expect(first).toBeGreaterThan(bert.heard.findIndex(({ name }) => name === 'room_join'))
  const number = bert.pushes('room_message')[0]!.number!
  expect(bert.pushes('room_message').map(each => each.number)).toEqual(
    Array.from({ length: 11 - number }, (_, i) => number + i),
  )
})

test('limits hold for a player on another thread, and who is replaced there is closed', async () => {
  const server = await serve()
  const anna = await enter(server, 'limited')
  await goElsewhere(server, anna)
  const refused = anna.request.echo({ text: 'x'.repeat(5000) }).catch((error: { code: string }) => error.code)
  expect(await refused).toBe('MESSAGE_TOO_LARGE')
  expect((await anna.request.echo({ text: 'here' })).text).toBe('here')
  expect((await anna.request.heartbeat()).time).toBeGreaterThan(0)
  const closed = anna.event('closed')
  const other = await enter(server, 'limited')
  expect((await closed).code).toBe(4001)
  expect((await other.request.echo({ text: 'here' })).text).toBe('here')
  expect(await relayed(server)).toBe(0)
})

test("when its session's thread ends a client on another thread logs in afresh", async () => {
  const server = await serve()
  const anna = await enter(server, 'orphan')
  await goElsewhere(server, anna)
  const { agent } = (await (await server.watchdog()).call.find({ account: 'orphan' }))!
  const restarted = anna.event('restarted')
  const { node } = server.server
  await node.restart(node.slotOf(lifeOf(agent))!, 5000)
  expect((await restarted).reason).toBeTypeOf('string')
  expect((await anna.request.echo({ text: 'here' })).text).toBe('here')
})

test("when its socket's thread ends a client goes on", async () => {
  const server = await serve()
  const anna = await enter(server, 'homely')
  await goElsewhere(server, anna)
  const { agent } = (await (await server.watchdog()).call.find({ account: 'homely' }))!
  const { node } = server.server
  const resumed = anna.event('resumed')
  await node.restart(3 - node.slotOf(lifeOf(agent))!, 5000)
  await resumed
  expect((await anna.request.echo({ text: 'here' })).text).toBe('here')
})
