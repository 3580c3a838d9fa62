// An uncaught error in one worker of three under 600 players who log in again at once. The process lives; the other
// workers' players see no disconnect and no lost or doubled reply; nothing that was answered is lost, and no role is
// loaded before the dying worker has saved it; a new worker takes its share of connections.

import type { Slave } from '../../server/gate/slave.ts'
import { expectNone, times } from '../support/client/fleet.ts'
import type { RawClient } from '../support/client/raw-client.ts'
import { PROBE, probeProtocol } from '../support/games/probe.ts'
import { startTestServer, type TestServer } from '../support/server/server.ts'

const WORKERS = 3
const PLAYERS = 600
const PAUSE = 20

/** Adds one by one, in lockstep; comes back as soon as it is closed. */
class Player {
  readonly acc: string
  readonly #server: TestServer
  /** What the last reply said. */
  count = 0
  answers = 0
  losses = 0
  isRunning = true
  mistakes: string[] = []
  client!: RawClient

  constructor(server: TestServer, acc: string) {
    this.#server = server
    this.acc = acc
  }

  async enter(): Promise<void> {
    while (this.isRunning) {
      this.client = await this.#server.connect({ protocol: probeProtocol })
      const { name, data } = await this.client.ask('cs_login', { acc: this.acc }).catch(lost)
      if (name === 'sc_login') return this.#check(data.count as number)
      if (data.code !== 'TRY_AGAIN' && data.code !== 'CLOSED')
        this.mistakes.push(`${this.acc}: login ${data.code}`)
      await this.client.close()
    }
  }

  async run(): Promise<void> {
    while (this.isRunning) {
      const { name, data } = await this.client.ask('cs_add', { by: 1 }).catch(lost)
      if (name === 'sc_add') {
        this.answers++
        if (data.count !== this.count + 1)
          this.mistakes.push(`${this.acc}: ${data.count} after ${this.count}`)
        this.count = data.count as number
        await new Promise(resolve => setTimeout(resolve, PAUSE))
      } else {
        const { code } = await this.client.closed
        if (code !== 4002) this.mistakes.push(`${this.acc}: closed with ${code}, ${data.code}`)
        this.losses++
        await this.enter()
      }
    }
  }

  /** One request may have been handled without its reply having come. */
  #check(count: number): void {
    if (count < this.count || count > this.count + 1)
      this.mistakes.push(`${this.acc}: came back with ${count} after ${this.count}`)
    this.count = count
  }
}

const lost = () => ({ name: '', data: { code: 'CLOSED' } as Record<string, unknown> })

export async function run(count: number): Promise<void> {
  const server = await startTestServer({ threads: WORKERS, game: PROBE, gate: { messageRate: 1000 } })
  const players = Array.from({ length: PLAYERS }, (_, i) => new Player(server, `player ${i}`))
  let running: Promise<void>[] = []
  try {
    await times(PLAYERS, i => players[i]!.enter())
    running = players.map(player => player.run())
    for (let round = 0; round < count; round++) {
      await crashOnce(server, players, players[(round * 37) % PLAYERS]!)
      if ((round + 1) % 10 === 0) console.log(`worker: ${round + 1} deaths`)
    }
    for (const player of players) player.isRunning = false
    await Promise.all(running)
    await Promise.all(players.map(({ client }) => client.close()))
    await server.emptied()
    expectNone(
      'mistakes',
      players.flatMap(player => player.mistakes),
    )
    expectOnlyTheCrashes(server, count)
  } finally {
    for (const player of players) player.isRunning = false
    await Promise.allSettled(running)
    await server.stop()
  }
}

async function crashOnce(server: TestServer, players: Player[], crasher: Player): Promise<void> {
  const before = players.map(({ losses }) => losses)
  const answers = players.map(player => player.answers)
  const slots = await slotsOf(server)
  const gates = await gatesOf(server)
  crasher.client.sendText('cs_crash')
  await crasher.client.closed
  await untilReplaced(server, gates)
  await untilAllAreBack(server)
  const hit = players.filter((player, i) => player.losses !== before[i]).length
  const shares = [...slots.values()]
  if (!shares.some(share => Math.abs(share - hit) <= 1))
    throw new Error(`${hit} players lost their connection, the workers had ${shares}`)
  expectNone(
    'players lost it twice',
    players.filter((p, i) => p.losses > before[i]! + 1).map(p => p.acc),
  )
  await untilEveryoneAdvanced(players, answers)
  expectNone(
    'mistakes',
    players.flatMap(player => player.mistakes),
  )
  await expectFairShares(server)
}

/** Resolves when one of `gates` has made room for another. */
async function untilReplaced(server: TestServer, gates: readonly number[]): Promise<void> {
  const deadline = performance.now() + 30_000
  for (;;) {
    const { slots } = server.server.node
    const now = slots.length === WORKERS ? await gatesOf(server).catch(() => gates) : gates
    if (now.filter(gate => !gates.includes(gate)).length === 1) return
    if (performance.now() > deadline) throw new Error('no new worker has taken the place')
    await new Promise(resolve => setTimeout(resolve, 10))
  }
}

const gatesOf = ({ server: { node } }: TestServer): Promise<number[]> =>
  Promise.all(node.slots.map(async slot => (await node.query<Slave>(`.gate/${slot}`)).address))

async function untilAllAreBack(server: TestServer): Promise<void> {
  await server.until(
    ({ agents, online, waiting }) =>
      server.server.node.slots.length === WORKERS &&
      agents === PLAYERS &&
      online === PLAYERS &&
      waiting === 0,
    30_000,
  )
}

async function untilEveryoneAdvanced(players: readonly Player[], answers: readonly number[]): Promise<void> {
  const deadline = performance.now() + 10_000
  while (players.some((player, i) => player.answers < answers[i]! + 2)) {
    if (performance.now() > deadline) throw new Error('a player gets no answers any more')
    await new Promise(resolve => setTimeout(resolve, 10))
  }
}

/** Connections by slot. */
async function slotsOf({ server: { node } }: TestServer): Promise<Map<number, number>> {
  const found = new Map<number, number>()
  for (const slot of node.slots) {
    const gate = await node.query<Slave>(`.gate/${slot}`)
    found.set(slot, (await gate.call.count()).connections)
  }
  return found
}

/** New connections go to every worker, the new one too. */
async function expectFairShares(server: TestServer): Promise<void> {
  const before = await slotsOf(server)
  const guests = await times(30, () => server.connect({ protocol: probeProtocol }))
  const after = await slotsOf(server)
  const shares = [...after].map(([slot, connections]) => connections - before.get(slot)!)
  await Promise.all(guests.map(guest => guest.close()))
  await server.until(({ connections }) => connections === PLAYERS)
  expectNone(
    'workers without their share',
    shares.filter(share => Math.abs(share - 10) > 1),
  )
}

function expectOnlyTheCrashes(server: TestServer, count: number): void {
  const fatal = server.log().filter(line => line.level >= 60)
  expectNone(
    'unexpected ends',
    fatal.filter(line => (line.err as { message?: string })?.message !== 'a bug of the probe game'),
  )
  if (fatal.length !== count) throw new Error(`${fatal.length} workers ended, not ${count}`)
}
