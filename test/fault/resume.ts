// 100 players on 3 workers, in a chatty room and a ticking one, behind a network that cuts their connections at any byte, both sides
// hearing it or one: each request is run once, each word of a room heard once and in order. Then a worker ends while all of them go on
// asking: restarted by order, by an error that nothing catches, or as its heap is nearly full. Its players go on on other workers. In
// the end all vanish, and nothing of them is left.

import { ClosedError } from '../../protocol/client/index.ts'
import type { Slave } from '../../server/gate/slave.ts'
import { expectNone, times } from '../support/client/fleet.ts'
import { Player } from '../support/client/player.ts'
import { travelsProtocol as protocol, TRAVELS, type TravelMessages } from '../support/games/travels.ts'
import { WeakNetwork } from '../support/network/weak-network.ts'
import { startTestServer, type TestServer } from '../support/server/server.ts'
import { until } from '../support/until.ts'

const PLAYERS = 100
const WORKERS = 3
const ROUNDS = 5
const FREE = 1e6
const WEAK = { cut: 0.03, halfOpen: 0.01 }
const WHOLE = { cut: 0, halfOpen: 0 }

/** MB of each worker's heap. */
const HEAP = 128

const SETTINGS = {
  threads: WORKERS,
  game: TRAVELS,
  heap: { worker: HEAP },
  gate: { messageRate: FREE, messageBurst: FREE },
  session: { grace: 15_000 },
  room: {
    messageRate: FREE,
    messageBurst: FREE,
    roomRate: FREE,
    roomBurst: FREE,
    maxMembers: PLAYERS,
    emptyGrace: 0,
  },
}

type AnyPlayer = Player<TravelMessages>

export async function run(count: number): Promise<void> {
  const server = await startTestServer(SETTINGS)
  const seed = Date.now() % 1_000_000
  console.log(`resume: seed ${seed}`)
  const network = await WeakNetwork.open(server.server.gatePort, { delay: 1, jitter: 4 }, { seed })
  const sum = { returns: 0, restarts: 0, heard: 0, asked: 0 }
  try {
    for (let round = 0; round < count; round++) await play(server, network, { round, sum })
  } finally {
    await network.close()
    await server.stop()
  }
  console.log(
    `${sum.returns} returns, ${sum.restarts} logins after a worker ended, ${sum.asked} requests meanwhile, ${sum.heard} words of rooms heard in order`,
  )
}

interface Course {
  round: number
  sum: { returns: number; restarts: number; heard: number; asked: number }
}

async function play(server: TestServer, network: WeakNetwork, { round, sum }: Course): Promise<void> {
  const url = `ws://127.0.0.1:${network.port}`
  const players = await times(PLAYERS, async i => {
    const player: AnyPlayer = new Player(url, `player ${round} ${i}`, {
      protocol,
      comesBack: true,
      timeout: 60_000,
      format: i % 3 === 0 ? 'text' : 'binary',
    })
    player.game.listen('resumed', () => sum.returns++)
    player.game.listen('restarted', ({ reason }) => {
      sum.restarts++
      console.log(`${player.acc} logged in afresh: ${reason}`)
    })
    await player.game.open()
    return player
  })
  const rooms = await openRooms(players)
  Object.assign(network.weakness, WEAK)
  const talk = Promise.all(players.map((player, i) => act(player, rooms[i % 2]!)))
  await talk
  Object.assign(network.weakness, WHOLE)
  await checkHeard(players, rooms, sum)
  const end = ENDS[round % ENDS.length]!
  if (end !== 'none') await endOne(server, players, { end, round, sum })
  await vanish(server, network, players)
}

async function openRooms(players: readonly AnyPlayer[]): Promise<string[]> {
  const [first, ...others] = players as [AnyPlayer, ...AnyPlayer[]]
  const chat = (await first.request.room_create({ name: 'chat' })).room
  const ticking = (await first.request.room_create({ name: 'clock', kind: 'ticking' })).room
  await Promise.all(others.map(player => player.request.room_join({ id: chat.id })))
  await Promise.all(others.map(player => player.request.room_join({ id: ticking.id })))
  return [chat.id, ticking.id]
}

/** Counts and talks; each request has to be run once. */
async function act(player: AnyPlayer, room: string): Promise<void> {
  const counts: (number | undefined)[] = []
  for (let i = 0; i < ROUNDS; i++) {
    const said = player.request.room_say({ id: room, text: `${player.acc} ${i}` })
    const [{ count }] = await Promise.all([player.request.add(), said])
    counts.push(count)
  }
  expectNone(
    `requests of ${player.acc} that were not run once`,
    counts.filter((each, i) => each !== i + 1),
  )
}

/** Everybody has heard everything of both rooms, from the join on. */
async function checkHeard(
  players: readonly AnyPlayer[],
  rooms: readonly string[],
  sum: Course['sum'],
): Promise<void> {
  const last = new Map<string, number>()
  for (const room of rooms)
    last.set(room, (await players[0]!.request.room_say({ id: room, text: 'the end' })).number ?? 0)
  for (const player of players)
    for (const [room, number] of last) {
      const ofRoom = () => player.pushes('room_message').filter(each => each.room === room)
      await player.until(() => (ofRoom().at(-1)?.number ?? 0) >= number, `word ${number} of ${room}`)
      const numbers = ofRoom().map(each => each.number!)
      sum.heard += numbers.length
      expectNone(
        `words that ${player.acc} heard twice, or not, or out of order`,
        numbers.filter((each, i) => each !== numbers[0]! + i),
      )
    }
}

const ENDS = ['none', 'restart', 'error', 'heap'] as const

/** While a worker ends everybody asks, and each request is run once. Those who could not move log in afresh. */
async function endOne(
  server: TestServer,
  players: readonly AnyPlayer[],
  { end, round, sum }: Course & { end: (typeof ENDS)[number] },
): Promise<void> {
  const { node } = server.server
  const slot = 1 + (round % WORKERS)
  const life = node.lifeIn(slot)!
  let isOver = false
  const asking = Promise.all(
    players.map(async player => {
      while (!isOver) await askOnce(player, sum)
    }),
  )
  if (end === 'restart') await node.restart(slot, 8000)
  else await ruin(players, { end, life })
  await until(
    () => node.lifeIn(slot),
    now => now !== undefined && now !== life,
    60_000,
  )
  await node.untilReady(slot)
  isOver = true
  await asking
}

/** By a request of a player who is there. */
async function ruin(
  players: readonly AnyPlayer[],
  { end, life }: { end: (typeof ENDS)[number]; life: number },
): Promise<void> {
  for (const player of players) {
    if ((await again(() => player.request.where())).life !== life) continue
    if (end === 'error') return void (await again(() => player.request.crash()))
    for (let mb = 0; mb < HEAP; mb++) {
      await again(() => player.request.fill({ mb: 1 }))
      if ((await again(() => player.request.where())).life !== life) return
    }
  }
}

/** What it has counted so far, by player; unknown after a new login. */
const counted = new WeakMap<AnyPlayer, number>()

async function askOnce(player: AnyPlayer, sum: Course['sum']): Promise<void> {
  try {
    const { count } = await player.request.add()
    const before = counted.get(player)
    if (before !== undefined && count !== before + 1)
      throw new Error(`${player.acc} has counted ${count} after ${before}`)
    counted.set(player, count)
    sum.asked++
  } catch (error) {
    // Whoever could not move: what was asked then may have been run or not.
    if (!(error instanceof ClosedError)) throw error
    counted.delete(player)
    await player.until(() => player.game.state === 'open', 'its connection')
  }
}

/** What is refused in passing may be asked again. */
async function again<T>(ask: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await ask()
    } catch (error) {
      if (tries === 50) throw error
      await new Promise(resolve => setTimeout(resolve, 100))
    }
  }
}

async function vanish(
  server: TestServer,
  network: WeakNetwork,
  players: readonly AnyPlayer[],
): Promise<void> {
  network.isUp = false
  for (const player of players) player.isReachable = false
  network.cutAll()
  for (const player of players) player.close()
  await server.emptied(60_000)
  network.isUp = true
  for (const slot of server.server.node.slots) {
    const gate = await server.server.node.query<Slave>(`.gate/${slot}`)
    const { away, relayed, topics } = await gate.call.count()
    if (away + relayed + topics > 0)
      throw new Error(`left on ${slot}: ${JSON.stringify({ away, relayed, topics })}`)
  }
}
