// A player whose connection is lost and who comes back, by the kit's client, on a server with rooms.

import { expect, onTestFinished, test } from 'vitest'
import type { AgentReach } from '../../../server/watchdog/online.ts'
import { Player, type PlayerOptions } from '../../support/client/player.ts'
import type { RoomsMessages } from '../../support/games/messages.ts'
import { protocol } from '../../support/games/messages.ts'
import type { Settings, TestServer } from '../../support/server/server.ts'
import { shareServers } from '../../support/server/shared-servers.ts'
import { until } from '../../support/until.ts'

const open = shareServers()

const FAST = { messageRate: 1e6, messageBurst: 1e6, roomRate: 1e6, roomBurst: 1e6, emptyGrace: 0 }

/** Who is away when a test is over leaves. */
async function serve(settings: Settings = {}): Promise<TestServer> {
  const server = await open({ room: FAST, gate: { messageRate: 1e6, messageBurst: 1e6 }, ...settings })
  onTestFinished(async () => (await server.watchdog()).call.kickAll(4008))
  return server
}

type Options = Partial<PlayerOptions<RoomsMessages>>

async function enter(server: TestServer, acc: string, options: Options = {}): Promise<Player<RoomsMessages>> {
  const player = new Player<RoomsMessages>(server.url, acc, { protocol, comesBack: true, ...options })
  onTestFinished(() => player.close())
  await player.game.open()
  return player
}

/** The connection is lost, and there is no network until the returned function is called. */
async function lose(player: Player<RoomsMessages>): Promise<() => Promise<unknown>> {
  const lost = player.event('closed')
  player.isReachable = false
  player.cut()
  await lost
  return () => {
    const back = player.event('resumed')
    player.isReachable = true
    return back
  }
}

/** Where a page keeps its token. */
class Drawer {
  token: string | undefined

  read(): string | undefined {
    return this.token
  }

  write(token: string | undefined): void {
    this.token = token
  }
}

/** The codes of its closed connections. */
function codesOf(player: Player<RoomsMessages>): number[] {
  const codes: number[] = []
  player.game.listen('closed', ({ code }) => codes.push(code))
  return codes
}

/** Whether the server knows that this player is away; undefined when it is not online. */
async function isAway(server: TestServer, uid: string): Promise<boolean | undefined> {
  const login = await (await server.watchdog()).call.find({ uid })
  if (!login) return undefined
  const reach = await server.server.node.query<AgentReach>('.rooms/0')
  return (await reach.call.look(login.agent))?.isAway
}

const untilAway = (server: TestServer, uid: string) =>
  until(
    () => isAway(server, uid),
    away => away === true,
  )

for (const format of ['binary', 'text'] as const) {
  test(`what was said while a connection was lost is heard, once and in order (${format})`, async () => {
    const server = await serve()
    const anna = await enter(server, `anna-${format}`)
    const bert = await enter(server, `bert-${format}`, { format })
    const { id } = (await anna.request.room_create({ name: 'den' })).room
    await bert.request.room_join({ id })
    await anna.request.room_say({ id, text: 'before' })
    await bert.push('room_message')
    const comeBack = await lose(bert)
    await untilAway(server, bert.uid)
    for (const text of ['one', 'two', 'three']) await anna.request.room_say({ id, text })
    const said = bert.request.room_say({ id, text: 'from afar' })
    await comeBack()
    await said
    await anna.request.room_say({ id, text: 'after' })
    await bert.push('room_message', 6)
    expect(bert.pushes('room_message').map(({ number, text }) => [number, text])).toEqual([
      [1, 'before'],
      [2, 'one'],
      [3, 'two'],
      [4, 'three'],
      [5, 'from afar'],
      [6, 'after'],
    ])
    const replayed = bert.heard.filter(({ isReplayed }) => isReplayed)
    expect(replayed.map(({ body }) => body.text)).toEqual(['one', 'two', 'three'])
    expect(anna.pushes('room_left')).toEqual([])
    expect(anna.pushes('room_joined')).toHaveLength(1)
    anna.close()
    bert.close()
  })
}

test('each request is run once, however often the connection is lost while it is answered', async () => {
  const server = await serve()
  const anna = await enter(server, 'signer')
  const counts: (number | undefined)[] = []
  for (let i = 0; i < 10; i++) {
    const back = anna.event('resumed')
    const asked = Promise.all([anna.request.sign(), anna.request.sign()])
    if (i % 2) await new Promise(setImmediate)
    anna.cut()
    await back
    counts.push(...(await asked).map(({ sign_cnt }) => sign_cnt))
  }
  expect(counts).toEqual(Array.from({ length: 20 }, (_, i) => i + 1))
})

test('whoever goes on by an answer that comes again may ask at once', async () => {
  const server = await serve()
  const anna = await enter(server, 'follower')
  for (let i = 1; i <= 5; i++) {
    const back = anna.event('resumed')
    const asked = anna.request.sign().then(() => anna.request.sign())
    // It has run, and its answer is lost.
    await until(
      async () => (await (await server.watchdog()).call.find({ account: 'follower' })) !== undefined,
      found => found,
    )
    anna.cut()
    await back
    expect((await asked).sign_cnt).toBe(2 * i)
  }
})

test('what is sent without an answer while the connection is lost arrives, unless it may be dropped', async () => {
  const server = await serve()
  const anna = await enter(server, 'sender')
  const comeBack = await lose(anna)
  anna.game.send.sign()
  anna.game.send.sign(undefined, { droppable: true })
  await comeBack()
  expect((await anna.request.sign()).sign_cnt).toBe(2)
})

test('others see that a member is away and back', async () => {
  const server = await serve()
  const [anna, bert] = [await enter(server, 'seer'), await enter(server, 'seen')]
  const { id } = (await anna.request.room_create({ name: 'den' })).room
  await bert.request.room_join({ id })
  const seen = async () =>
    (await anna.request.room_members({ id })).members?.find(({ acc }) => acc === 'seen')
  expect((await seen())?.is_away).toBe(undefined)
  const comeBack = await lose(bert)
  await until(seen, member => member?.is_away === true)
  await comeBack()
  await until(seen, member => member?.is_away === undefined)
})

test('who does not come back in time has left', async () => {
  const server = await serve({ session: { grace: 200 } })
  const [anna, bert] = [await enter(server, 'stays'), await enter(server, 'goes')]
  const { id } = (await anna.request.room_create({ name: 'den' })).room
  await bert.request.room_join({ id })
  await lose(bert)
  expect(await anna.push('room_left')).toMatchObject({ acc: 'goes', reason: 'gone' })
  expect(await isAway(server, bert.uid)).toBe(undefined)
  const restarted = bert.event('restarted')
  bert.isReachable = true
  expect(await restarted).toEqual({ reason: 'the session is over' })
})

test('a client that closes by itself leaves at once', async () => {
  const server = await serve()
  const anna = await enter(server, 'done')
  anna.close()
  await server.until(({ online }) => online === 0)
})

test('a return does not throw out who has logged in since', async () => {
  const server = await serve()
  const phone = await enter(server, 'both')
  await lose(phone)
  const computer = await enter(server, 'both')
  const codes = codesOf(phone)
  phone.isReachable = true
  await until(
    () => phone.game.state,
    state => state === 'closed',
  )
  expect(codes.at(-1)).toBe(4001)
  expect((await computer.request.echo({ text: 'still here' })).text).toBe('still here')
})

test('nor when its session has been forgotten', async () => {
  const server = await serve()
  const began = Date.now() - 10_000
  const computer = await enter(server, 'forgotten')
  const phone = await server.connect()
  const token = `1.1.${began.toString(36)}.${'A'.repeat(22)}`
  expect((await phone.ask('cs_resume', { token, received: 0 })).data).toMatchObject({ code: 'SESSION_LOST' })
  phone.sendText('cs_login', { acc: 'forgotten' }, 2)
  expect(await phone.closed).toMatchObject({ code: 4001 })
  expect((await computer.request.echo({ text: 'still here' })).text).toBe('still here')
})

test('who was kicked while away is told so when it comes back', async () => {
  const server = await serve()
  const anna = await enter(server, 'kicked')
  await lose(anna)
  await untilAway(server, anna.uid)
  await (await server.watchdog()).call.kick('kicked')
  await server.until(({ online }) => online === 0)
  const codes = codesOf(anna)
  anna.isReachable = true
  await until(
    () => codes.at(-1),
    code => code === 4008,
  )
  expect(anna.game.state).toBe('closed')
})

test('a game that is loaded again finds its player and rooms, and hears nothing old', async () => {
  const server = await serve()
  const keep = new Drawer()
  const before = await enter(server, 'loader', { keep, comesBack: false })
  const { id } = (await before.request.room_create({ name: 'den' })).room
  await before.request.room_say({ id, text: 'old' })
  before.cut()
  await untilAway(server, before.uid)
  expect(keep.token).toBeTypeOf('string')
  const after = new Player<RoomsMessages>(server.url, 'loader', { protocol, keep, comesBack: false })
  onTestFinished(() => after.close())
  const restarted = after.event('restarted')
  await after.game.open()
  expect(await restarted).toEqual({ reason: 'the game was loaded again' })
  await after.request.room_say({ id, text: 'new' })
  expect(after.pushes('room_message').map(({ text }) => text)).toEqual(['new'])
})

test('of two that show one token the newer goes on, and the other hears 4001', async () => {
  const server = await serve()
  const keep = new Drawer()
  const older = await enter(server, 'tabs', { keep })
  await until(
    () => keep.token,
    token => token !== undefined,
  )
  const closed = older.event('closed')
  const newer = await enter(server, 'tabs', { keep })
  expect(await closed).toMatchObject({ code: 4001 })
  expect((await newer.request.echo({ text: 'here' })).text).toBe('here')
})

test('a client that was silent for too long comes back', async () => {
  const server = await serve({ gate: { idleTimeout: 800, messageRate: 1e6, messageBurst: 1e6 } })
  const anna = await enter(server, 'silent')
  anna.stall()
  const [closed, resumed] = [anna.event('closed'), anna.event('resumed')]
  await untilAway(server, anna.uid)
  anna.resume()
  expect((await closed).code).toBe(4004)
  await resumed
  expect((await anna.request.echo({ text: 'here' })).text).toBe('here')
})

test('of those that are away the longest away leaves when they are too many', async () => {
  const server = await serve({ session: { maxAway: 2 } })
  const all = []
  for (const acc of ['first', 'second', 'third']) {
    const player = await enter(server, acc)
    await lose(player)
    await untilAway(server, player.uid)
    all.push(player)
  }
  await server.until(({ online }) => online === 2)
  expect(await isAway(server, all[0]!.uid)).toBe(undefined)
})

test('what is kept for all has a bound: the largest goes', async () => {
  const server = await serve({ session: { maxKeptAll: 25_000 } })
  const [anna, bert, carl] = [await enter(server, 'a'), await enter(server, 'b'), await enter(server, 'c')]
  const { id } = (await anna.request.room_create({ name: 'den' })).room
  await bert.request.room_join({ id })
  await lose(bert)
  await lose(carl)
  await untilAway(server, bert.uid)
  for (let i = 0; i < 80; i++) await anna.request.room_say({ id, text: 'x'.repeat(400) })
  await until(
    () => isAway(server, bert.uid),
    away => away === undefined,
  )
  expect(await isAway(server, carl.uid)).toBe(true)
  expect((await anna.request.echo({ text: 'here' })).text).toBe('here')
})
