// 100 players on 3 workers, in a chatty room and a ticking one, behind a network that cuts their connections at any byte, both sides
// hearing it or one: each request is run once, each word of a room heard once and in order. Every fourth time a worker is
// restarted by order: its players are told, log in and go on, and nothing that was saved is lost. In the end all vanish, and
// nothing of them is left.

import type { Slave } from '../../server/gate/slave.ts'
import { expectNone, times } from '../support/client/fleet.ts'
import { Player } from '../support/client/player.ts'
import { protocol, type RoomsMessages } from '../support/games/messages.ts'
import { WeakNetwork } from '../support/network/weak-network.ts'
import { startTestServer, type TestServer } from '../support/server/server.ts'

const PLAYERS = 100
const WORKERS = 3
const ROUNDS = 5
const FREE = 1e6
const WEAK = { cut: 0.03, halfOpen: 0.01 }
const WHOLE = { cut: 0, halfOpen: 0 }

const SETTINGS = {
  threads: WORKERS,
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

type AnyPlayer = Player<RoomsMessages>

export async function run(count: number): Promise<void> {
  const server = await startTestServer(SETTINGS)
  const seed = Date.now() % 1_000_000
  console.log(`resume: seed ${seed}`)
  const network = await WeakNetwork.open(server.server.gatePort, { delay: 1, jitter: 4 }, { seed })
  const sum = { returns: 0, restarts: 0, heard: 0 }
  try {
    for (let round = 0; round < count; round++) await play(server, network, { round, sum })
  } finally {
    await network.close()
    await server.stop()
  }
  console.log(
    `${sum.returns} returns, ${sum.restarts} logins after a restart, ${sum.heard} words of rooms heard in order`,
  )
}

interface Course {
  round: number
  sum: { returns: number; restarts: number; heard: number }
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
      if (round % 4 !== 3) console.log(`${player.acc} logged in afresh: ${reason}`)
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
  if (round % 4 === 3) await restartOne(server, players, round)
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

/** Signs and talks; each sign has to be counted once. */
async function act(player: AnyPlayer, room: string): Promise<void> {
  const counts: (number | undefined)[] = []
  for (let i = 0; i < ROUNDS; i++) {
    const said = player.request.room_say({ id: room, text: `${player.acc} ${i}` })
    const [{ sign_cnt }] = await Promise.all([player.request.sign(), said])
    counts.push(sign_cnt)
  }
  expectNone(
    `signs of ${player.acc}`,
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

/** Whose agents were there log in afresh; what they had saved is there. */
async function restartOne(server: TestServer, players: readonly AnyPlayer[], round: number): Promise<void> {
  await server.server.node.restart(1 + (round % WORKERS), 8000)
  await Promise.all(
    players.map(async player => {
      await player.until(() => player.game.state === 'open', 'its connection')
      const { sign_cnt = 0 } = await again(() => player.request.sign())
      if (sign_cnt <= ROUNDS) throw new Error(`${player.acc} has signed ${ROUNDS + 1} times, not ${sign_cnt}`)
    }),
  )
}

/** What the thread of a board or a lost connection refuses may be asked again. */
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
