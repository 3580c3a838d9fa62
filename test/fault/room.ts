// 20 rooms on three workers, 200 clients, text and binary, who join, talk, leave and vanish at random: each hears every
// message of its time in a room once, in order, and nothing of another room; at the end nothing is left. The same with a
// worker that dies in the middle: its rooms' members are told and find the rooms again with all that was said, the
// others notice nothing.

import type { RoomDirectory } from '../../server/room/directory/room-directory.ts'
import type { RoomsService } from '../../server/room/player/rooms-service.ts'
import { startTestServer, type TestServer } from '../support/server/server.ts'
import { Book, Talker } from './support/talker.ts'

const WORKERS = 3
const CLIENTS = 200
const ROOMS = 20
/** ms between two actions of a client, on average. */
const PAUSE = 300

const RATES = { messageRate: 1e6, messageBurst: 1e6, roomRate: 1e6, roomBurst: 1e6 }
const SETTINGS = {
  threads: WORKERS,
  game: 'test/fault/support/room-game.ts',
  gate: { messageRate: 1e6, messageBurst: 1e6 },
  room: { ...RATES, emptyGrace: 2000, maxOwned: 1000 },
}

/** Each round `seconds` long (60 when the issue is checked); every second round a worker dies. */
export async function run(times: number, seconds = 10): Promise<void> {
  for (let round = 0; round < times; round++) {
    await goOn(seconds, false)
    await goOn(seconds, true)
  }
}

async function goOn(seconds: number, hasDeath: boolean): Promise<void> {
  const server = await startTestServer(SETTINGS)
  const book = new Book()
  const talkers = Array.from({ length: CLIENTS }, (_, i) => new Talker(server, book, `t${i}`, i % 2 === 0))
  let running: Promise<void>[] = []
  try {
    await Promise.all(talkers.map(talker => talker.enter()))
    const rooms = await Promise.all(talkers.slice(0, ROOMS).map((talker, i) => talker.create(`room ${i}`)))
    running = talkers.map(talker => talker.run(rooms, PAUSE))
    await pass(seconds / 2)
    if (hasDeath) await killOne(server, talkers, book)
    await pass(seconds / 2)
    for (const talker of talkers) talker.isRunning = false
    await Promise.all(running)
    await Promise.all(talkers.map(talker => talker.checkUpToDate()))
    book.checkLeaving()
    if (!hasDeath && book.losses > 0) book.fault(`${book.losses} connections were lost`)
    await Promise.all(talkers.map(talker => talker.vanish()))
    await expectNothingLeft(server, book)
    report(book, hasDeath)
  } finally {
    for (const talker of talkers) talker.isRunning = false
    await Promise.allSettled(running)
    await server.stop()
  }
}

/** Somebody says the word in a room: the room's thread dies. */
async function killOne(server: TestServer, talkers: Talker[], book: Book): Promise<void> {
  const died = new Promise<{ slot: number; life: number }>(resolve =>
    server.server.node.onWorkerLost((slot, life) => resolve({ slot, life })),
  )
  const before = await server.census()
  const victim = talkers.find(talker => talker.rooms.size > 0)!
  void victim.say([...victim.rooms.keys()][0]!, '!die').catch(() => undefined)
  await died
  await comeBack(server, before.connections - 5)
  if (book.lostRooms.size === 0) book.fault('a worker has died, and nobody was told that a room was lost')
  const most = Math.ceil(CLIENTS / WORKERS) + 10
  if (book.losses > most) book.fault(`${book.losses} clients were closed, of one worker there are ${most}`)
}

/** The closed clients are on the other workers again, and the new worker answers. */
async function comeBack(server: TestServer, connections: number): Promise<void> {
  const deadline = performance.now() + 20_000
  for (;;) {
    const census = await server.census().catch(() => undefined)
    if (census && census.connections >= connections) return
    if (performance.now() > deadline) throw new Error(`after a death: ${JSON.stringify(census)}`)
    await pass(0.05)
  }
}

async function expectNothingLeft(server: TestServer, book: Book): Promise<void> {
  const deadline = performance.now() + 20_000
  for (;;) {
    const left = await leftovers(server)
    if (Object.values(left).every(count => count === 0)) return
    if (performance.now() > deadline) return book.fault(`left over: ${JSON.stringify(left)}`)
    await pass(0.1)
  }
}

async function leftovers(server: TestServer): Promise<Record<string, number>> {
  const { node } = server.server
  const indexed = (await (await node.query<RoomDirectory>('.rooms')).call.count()).rooms
  const { connections, agents } = await server.census()
  const sum = { indexed, connections, agents, rooms: 0, players: 0 }
  for (const slot of node.slots) {
    const { rooms, players } = await (await node.query<RoomsService>(`.rooms/${slot}`)).call.count()
    sum.rooms += rooms
    sum.players += players
  }
  return sum
}

function report(book: Book, hasDeath: boolean): void {
  const { messages, joins, losses, lostRooms, mistakes } = book
  console.log(
    `room: ${messages} messages heard, ${joins} joins` +
      (hasDeath ? `, ${losses} clients and ${lostRooms.size} rooms of a dead worker` : ''),
  )
  if (mistakes.length > 0)
    throw new Error(`${mistakes.length} mistakes:\n${mistakes.slice(0, 20).join('\n')}`)
}

const pass = (seconds: number): Promise<void> => new Promise(resolve => setTimeout(resolve, seconds * 1000))
