// A worker of three whose memory fills up under players: it leaves in order before it is full, which would take the whole
// process. The process lives, the other workers' players notice nothing, nothing that was confirmed is lost, and the log
// names the thread. (What fills the rest of a heap in one go, without a turn of the loop, ends the process all the same.)

import type { Slave } from '../../server/gate/slave.ts'
import { expectNone, times } from '../support/client/fleet.ts'
import type { RawClient } from '../support/client/raw-client.ts'
import { TROUBLE, troubleProtocol } from '../support/games/trouble.ts'
import { startTestServer, type TestServer } from '../support/server/server.ts'

const WORKERS = 3
const PLAYERS = 60
/** MB of each worker's heap. */
const HEAP = 96
const FULL = 'the heap of this thread is nearly full, it leaves'

interface Player {
  acc: string
  client: RawClient
  /** What it was told last. */
  count: number
}

export async function run(count: number): Promise<void> {
  const server = await startTestServer({
    threads: WORKERS,
    game: TROUBLE,
    heap: { worker: HEAP },
    gate: { messageRate: 100_000, messageBurst: 100_000 },
  })
  try {
    const players = await times(PLAYERS, i => enter(server, `player ${i}`))
    for (let round = 0; round < count; round++) {
      await fillOne(server, players, round)
      console.log(`heap ${round + 1}: ${server.log().findLast(line => line.msg === FULL)?.thread}`)
    }
    const fatal = server.log().filter(line => line.level >= 60 && line.msg !== FULL)
    expectNone('unexpected ends', fatal)
    await Promise.all(players.map(({ client }) => client.close()))
  } finally {
    await server.stop()
  }
}

async function enter(server: TestServer, acc: string): Promise<Player> {
  const client = await server.connect({ protocol: troubleProtocol })
  const { name, data } = await client.ask('cs_login', { acc })
  if (name !== 'sc_login') throw new Error(`${acc}: ${data.code}`)
  return { acc, client, count: data.count as number }
}

async function fillOne(server: TestServer, players: Player[], round: number): Promise<void> {
  for (const player of players) await addOnce(player)
  const left = server.log().filter(line => line.msg === FULL).length
  const shares = await sharesOf(server)
  const filler = players[(round * 7) % PLAYERS]!
  await fill(filler.client)
  const lines = server.log().filter(line => line.msg === FULL)
  if (lines.length !== left + 1) throw new Error(`${lines.length - left} workers left, not 1`)
  const share = shares.get(lines.at(-1)!.thread as number)
  if (share === undefined) throw new Error('the log does not name the thread')
  await server.until(({ connections }) => connections === PLAYERS - share, 30_000)
  const isClosed = ({ client }: Player) => client.isClosed
  while (players.filter(isClosed).length < share) await new Promise(resolve => setTimeout(resolve, 10))
  const lost = players.filter(isClosed)
  for (const player of players) if (!lost.includes(player)) await addOnce(player)
  await comeBack(server, players, lost)
}

/** Slot -> its connections. */
async function sharesOf({ server: { node } }: TestServer): Promise<Map<number, number>> {
  const shares = new Map<number, number>()
  for (const slot of node.slots) {
    const gate = await node.query<Slave>(`.gate/${slot}`)
    shares.set(slot, (await gate.call.count()).connections)
  }
  return shares
}

/** Some MB at a time, until the connection is closed. */
async function fill(client: RawClient): Promise<void> {
  for (;;) {
    const isClosed = await client.ask('cs_hoard', { megabytes: 1 }).then(
      () => false,
      () => true,
    )
    if (isClosed) break
    await new Promise(resolve => setTimeout(resolve, 10))
  }
  const { code } = await client.closed
  if (code !== 4002) throw new Error(`closed with ${code}`)
}

async function addOnce(player: Player): Promise<void> {
  const { data } = await player.client.ask('cs_add')
  player.count++
  if (data.count !== player.count) throw new Error(`${player.acc}: ${data.count}, not ${player.count}`)
}

async function comeBack(server: TestServer, players: Player[], lost: readonly Player[]): Promise<void> {
  while (server.server.node.slots.length < WORKERS) await new Promise(resolve => setTimeout(resolve, 20))
  await Promise.all(server.server.node.slots.map(slot => server.server.node.query(`.gate/${slot}`, 60_000)))
  for (const old of lost) {
    const again = await enter(server, old.acc)
    if (again.count !== old.count) throw new Error(`${old.acc} has ${again.count}, not ${old.count}`)
    players[players.indexOf(old)] = again
  }
}
