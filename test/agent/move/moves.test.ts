// Players who come back on another thread than their agents', which follow them there.

import { expect, onTestFinished, test } from 'vitest'
import { lifeOf } from '../../../server/core/address.ts'
import type { Agent } from '../../../server/kit/index.ts'
import { Latch } from '../../core/support/services.ts'
import { startGame } from '../../kit/index.ts'
import type { RawClient } from '../../support/client/raw-client.ts'
import { ON_TWO_THREADS, TRAVELS, travelsProtocol } from '../../support/games/travels.ts'
import type { TestServer } from '../../support/server/server.ts'
import { shareServers } from '../../support/server/shared-servers.ts'
import { until } from '../../support/until.ts'
import { type Traveller, Travels } from './support/travels.ts'

const open = shareServers()

async function serve(): Promise<Travels> {
  const server = await open(ON_TWO_THREADS)
  onTestFinished(async () => (await server.watchdog()).call.kickAll(4008))
  return new Travels(server)
}

async function enter(travels: Travels, acc: string, format: 'binary' | 'text' = 'binary') {
  const player = travels.player(acc, format)
  onTestFinished(() => player.close())
  await player.game.open()
  return player
}

const agentOf = async (server: TestServer, account: string) =>
  (await (await server.watchdog()).call.find({ account }))!.agent

const numbers = (player: Traveller) => player.pushes('room_message').map(({ number }) => number)
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1)

for (const format of ['binary', 'text'] as const)
  test(`a player who comes back on another thread is there soon, and nobody sees it (${format})`, async () => {
    const travels = await serve()
    const anna = await enter(travels, `anna-${format}`)
    const bert = await enter(travels, `bert-${format}`, format)
    const { id } = (await anna.request.room_create({ name: 'den' })).room
    await bert.request.room_join({ id })
    for (let round = 1; round <= 3; round++) {
      await travels.goElsewhere(bert)
      const said = []
      for (let i = 1; i <= 5; i++) {
        said.push(anna.request.room_say({ id, text: `anna ${round} ${i}` }))
        said.push(bert.request.room_say({ id, text: `bert ${round} ${i}` }))
        said.push(bert.request.sign())
      }
      await Promise.all(said)
      await travels.untilSettled()
    }
    await Promise.all([anna.push('room_message', 30), bert.push('room_message', 30)])
    expect(numbers(anna)).toEqual(upTo(30))
    expect(numbers(bert)).toEqual(upTo(30))
    expect((await bert.request.sign()).sign_cnt).toBe(16)
    expect([...anna.pushes('room_left'), ...anna.pushes('room_joined').slice(1)]).toEqual([])
    expect((await anna.request.presence({ uid: bert.uid })).rooms).toEqual([id])
  })

test('a player moves while others talk, is pushed to and is edited: nothing is lost, doubled or out of order', async () => {
  const travels = await serve()
  const [anna, bert] = [await enter(travels, 'talker'), await enter(travels, 'mover')]
  const { id } = (await anna.request.room_create({ name: 'den' })).room
  await bert.request.room_join({ id })
  // So that they are no strangers.
  await bert.request.whisper({ uid: anna.uid, text: 'hello' })
  let isDone = false
  let said = 0
  let whispers = 0
  const talk = (async () => {
    while (!isDone) {
      await anna.request.room_say({ id, text: `word ${++said}` })
      await anna.request.whisper({ uid: bert.uid, text: `whisper ${++whispers}` })
    }
  })()
  for (let i = 0; i < 6; i++) {
    await travels.goElsewhere(bert)
    await travels.untilSettled()
  }
  isDone = true
  await talk
  await bert.until(() => numbers(bert).length === said, `word ${said}`)
  expect(numbers(bert)).toEqual(upTo(said))
  await bert.until(() => bert.pushes('whispered').length > 0, 'a whisper')
  const heard = bert.pushes('whispered').map(({ text }) => Number(text.split(' ')[1]))
  expect(heard.every((each, i) => i === 0 || each > heard[i - 1]!)).toBe(true)
  expect(heard.at(-1)).toBe(whispers)
})

test('who moves goes on where the running request has been answered', async () => {
  const travels = await serve()
  const { node } = travels.server.server
  const latch = await node.launch(Latch, undefined, { name: '.latch' })
  onTestFinished(() => node.end(latch))
  const anna = await enter(travels, 'busy')
  const { life } = await anna.request.where()
  const answer = anna.request.later()
  await latch.call.arrived(1)
  await travels.goElsewhere(anna)
  const echoes = ['a', 'b', 'c'].map(text => anna.request.echo({ text }))
  const where = anna.request.where()
  await latch.call.open()
  expect((await answer).count).toBe(1)
  expect((await Promise.all(echoes)).map(({ text }) => text)).toEqual(['a', 'b', 'c'])
  await where
  await travels.untilSettled()
  expect((await anna.request.where()).life).not.toBe(life)
})

test('what the game keeps of a player goes along by onMove', async () => {
  const travels = await serve()
  const anna = await enter(travels, 'packer')
  await anna.request.keep({ text: 'a word' })
  await travels.goElsewhere(anna)
  await travels.untilSettled()
  expect((await anna.request.kept()).text).toBe('a word, moved')
})

for (const text of ['broken', 'whole'])
  test(`a player whose onMove ${text === 'broken' ? 'fails' : 'gives what can not be cloned'} stays, and is served by relay`, async () => {
    const travels = await serve()
    const anna = await enter(travels, text)
    const { life } = await anna.request.where()
    await anna.request.keep({ text })
    await travels.goElsewhere(anna)
    await until(
      () => travels.server.log().filter(({ msg }) => msg.startsWith('onMove failed')).length,
      count => count > (text === 'broken' ? 0 : 1),
    )
    expect((await anna.request.where()).life).toBe(life)
    await anna.request.keep({ text: 'light' })
    await travels.untilSettled(15_000)
    expect((await anna.request.kept()).text).toBe('light, moved')
  })

for (const how of ['fail', 'hang'] as const)
  test(`where the store ${how}s a player is served by relay, and moves when it is well again`, async () => {
    const game = await startGame({ game: TRAVELS, threads: 2 })
    const travels = new Travels(game)
    const anna = await enter(travels, 'patient')
    expect((await anna.request.add()).count).toBe(1)
    game.store[how]()
    await travels.goElsewhere(anna)
    expect((await anna.request.add()).count).toBe(2)
    expect((await anna.request.echo({ text: 'here' })).text).toBe('here')
    expect(await travels.relayed()).toBe(1)
    game.store.heal()
    await travels.untilSettled()
    expect((await anna.request.add()).count).toBe(3)
  })

test('a message to an old address reaches the agent where it is now', async () => {
  const travels = await serve()
  const anna = await enter(travels, 'addressed')
  const first = await agentOf(travels.server, 'addressed')
  const { node } = travels.server.server
  for (let i = 0; i < 2; i++) {
    await travels.goElsewhere(anna)
    await travels.untilSettled()
  }
  node
    .ref<Agent>(first)
    .send.push('whispered' as never, { uid: '', acc: '', text: 'still', time: 0 } as never)
  expect((await anna.push('whispered')).text).toBe('still')
  const closed = anna.event('closed')
  node.ref<Agent>(first).send.leave(4005)
  expect((await closed).code).toBe(4005)
})

test('who is put out while it moves is out', async () => {
  const travels = await serve()
  for (let i = 0; i < 10; i++) {
    const anna = await enter(travels, `unwanted ${i}`)
    const closed = new Promise<number>(resolve =>
      anna.game.listen('closed', ({ code }) => code === 4005 && resolve(code)),
    )
    await travels.goElsewhere(anna)
    await (await travels.server.watchdog()).call.kick(`unwanted ${i}`, 4005)
    expect(await closed).toBe(4005)
  }
})

for (const how of ['has moved', 'stays'] as const)
  test(`who ${how} and is kicked while away is told so on whichever thread it comes back`, async () => {
    const travels = await serve()
    const { server } = travels
    const acc = `kicked, ${how}`
    const connect = () => server.connect({ protocol: travelsProtocol })
    let line = await connect()
    await line.ask('cs_login', { acc })
    if (how === 'stays') await line.ask('cs_stay', { stays: true })
    const token = (await line.ask('cs_session_open')).data.token as string
    const { agent } = (await (await server.watchdog()).call.find({ account: acc }))!
    const isElsewhere = async () => (await travels.relayed()) > 0 || (await agentOf(server, acc)) !== agent
    while (!(await isElsewhere())) {
      await line.vanish()
      line = await connect()
      expect((await line.ask('cs_resume', { token, received: 0 })).name).toBe('sc_resume')
    }
    if (how === 'has moved') await travels.untilSettled()
    await line.vanish()
    await (await server.watchdog()).call.kick(acc)
    await server.until(({ online }) => online === 0)
    const codes = []
    for (const again of [await connect(), await connect(), await connect(), await connect()]) {
      again.sendText('cs_resume', { token, received: 0 }, 1)
      codes.push((await again.closed).code)
    }
    expect(codes).toEqual([4008, 4008, 4008, 4008])
  })

test('a second login replaces a player that moves', async () => {
  const travels = await serve()
  for (let i = 0; i < 10; i++) {
    const anna = await enter(travels, `double ${i}`)
    await anna.request.sign()
    await travels.goElsewhere(anna)
    const other = await enter(travels, `double ${i}`)
    expect((await other.request.sign()).sign_cnt).toBe(2)
  }
})

test('who goes away and comes back again and again while it moves is told nothing but what it missed', async () => {
  const travels = await serve()
  const [anna, bert] = [await enter(travels, 'steady'), await enter(travels, 'restless')]
  const { id } = (await anna.request.room_create({ name: 'den' })).room
  await bert.request.room_join({ id })
  const asked = []
  for (let i = 1; i <= 30; i++) {
    asked.push(anna.request.room_say({ id, text: `${i}` }), bert.request.sign())
    if (i % 2 === 0) await travels.comeBack(bert)
  }
  await Promise.all(asked)
  await bert.until(() => numbers(bert).length === 30, 'word 30')
  expect(numbers(bert)).toEqual(upTo(30))
  expect((await bert.request.sign()).sign_cnt).toBe(31)
  await travels.untilSettled()
  expect(anna.pushes('room_left')).toEqual([])
})

test('a player whose new thread ends logs in afresh, and one whose old thread ends does not notice', async () => {
  const travels = await serve()
  const { node } = travels.server.server
  const anna = await enter(travels, 'settler')
  const old = lifeOf(await agentOf(travels.server, 'settler'))
  await travels.goElsewhere(anna)
  await travels.untilSettled()
  await node.restart(node.slotOf(old)!, 5000)
  expect((await anna.request.echo({ text: 'here' })).text).toBe('here')
  await travels.comeBack(anna)
  expect((await anna.request.echo({ text: 'again' })).text).toBe('again')
})

test('who is still arriving at a thread as that ends goes on from there', async () => {
  const travels = await serve()
  const { node } = travels.server.server
  const latch = await node.launch(Latch, undefined, { name: '.latch' })
  onTestFinished(() => node.end(latch))
  const anna = await enter(travels, 'latecomer')
  let restarted = 0
  anna.game.listen('restarted', () => restarted++)
  await anna.request.keep({ text: 'slow' })
  await travels.goElsewhere(anna)
  await latch.call.arrived(1)
  const life = lifeOf(await agentOf(travels.server, 'latecomer'))
  const plain = await enterPlain(travels, life)
  const ended = node.restart(node.slotOf(life)!, 10_000)
  await plain.closed
  await latch.call.open()
  await ended
  expect((await anna.request.kept()).text).toBe('slow, moved, moved')
  expect(restarted).toBe(0)
})

test('players who have moved to and fro come back after a thread that was on their way has ended', async () => {
  const server = await open({ ...ON_TWO_THREADS, threads: 3 })
  const travels = new Travels(server)
  const { node } = server.server
  const players = await Promise.all(upTo(12).map(i => enter(travels, `wanderer ${i}`)))
  const restarted: string[] = []
  for (const player of players) player.game.listen('restarted', () => restarted.push(player.acc))
  const wander = async () => {
    await Promise.all(
      players.map(player => {
        const isBack = Promise.race([player.event('resumed'), player.event('restarted')])
        player.cut()
        return isBack
      }),
    )
    await travels.untilSettled()
  }
  for (let i = 0; i < 3; i++) await wander()
  await node.restart(node.slots.at(-1)!, 10_000)
  for (let i = 0; i < 3; i++) await wander()
  expect(restarted).toEqual([])
})

test('while players are carried off a thread that ends, clients without a session there are closed first', async () => {
  const travels = await serve()
  const { node } = travels.server.server
  const latch = await node.launch(Latch, undefined, { name: '.latch' })
  onTestFinished(() => node.end(latch))
  const anna = await enter(travels, 'keeper')
  const { life } = await anna.request.where()
  const plain = await enterPlain(travels, life)
  const answered = anna.request.later()
  await latch.call.arrived(1)
  const restarted = node.restart(node.slotOf(life)!, 60_000)
  expect((await plain.closed).code).toBe(4002)
  await latch.call.open()
  expect((await answered).count).toBe(1)
  await restarted
  expect((await anna.request.where()).life).not.toBe(life)
})

/** A client without a session, whose agent is on the thread with this life. */
async function enterPlain(travels: Travels, life: number): Promise<RawClient> {
  for (let i = 0; ; i++) {
    const client = await travels.server.connect({ protocol: travelsProtocol })
    await client.ask('cs_login', { acc: `plain ${i}` })
    if ((await client.ask('cs_where')).data.life === life) return client
    await client.close()
  }
}
