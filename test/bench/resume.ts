// npm run bench -- resume: players whose connections are lost all at once, or so many a second, come back on other workers: how fast
// beside logins, how long their agents take to follow them there, and what a request costs that goes by another thread meanwhile.

import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openClient, type RawClient } from '../support/client/raw-client.ts'
import { travelsProtocol } from '../support/games/travels.ts'
import { until } from '../support/until.ts'
import { judge, median, type Row } from './support/report.ts'

const PLAYERS = 10_000
const AT_ONCE = 256
/** A second. */
const PACE = 200
const PACED = 1000
const ECHOES = 2000

interface Player {
  acc: string
  client: RawClient
  token: string
}

/** `count`: of players; fewer for a look. */
export async function run(count = PLAYERS): Promise<Row[]> {
  const server = await TravelServer.start(count)
  try {
    return [...(await returns(server, count)), await relay(server)]
  } finally {
    await server.stop()
  }
}

/** In a process of its own, so that each side has its own open files. */
class TravelServer {
  readonly #child: ChildProcess
  readonly #ports: { gate: number; web: number }

  private constructor(child: ChildProcess, ports: { gate: number; web: number }) {
    this.#child = child
    this.#ports = ports
  }

  static async start(players: number): Promise<TravelServer> {
    const file = join(import.meta.dirname, 'support/travel-server.ts')
    const child = fork(file, [String(players + 100)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    const [ports] = (await once(child, 'message')) as [{ gate: number; web: number }]
    return new TravelServer(child, ports)
  }

  connect(): Promise<RawClient> {
    return openClient({ port: this.#ports.gate, protocol: travelsProtocol })
  }

  /** Players whose sockets and sessions are on different workers. */
  async relayed(): Promise<number> {
    this.#child.send('relayed')
    const [relayed] = (await once(this.#child, 'message')) as [number]
    return relayed
  }

  /** How many players have moved, and how many of them within 50 ms. */
  async moves(): Promise<{ all: number; quick: number }> {
    const text = await (await fetch(`http://127.0.0.1:${this.#ports.web}/metrics`)).text()
    const sum = (wanted: string) =>
      text
        .split('\n')
        .filter(line => line.startsWith('gatehouse_move_seconds') && line.includes(wanted))
        .reduce((all, line) => all + Number(line.split(' ').at(-1)), 0)
    return { all: sum('_count'), quick: sum('le="0.05"') }
  }

  async stop(): Promise<void> {
    const exited = once(this.#child, 'exit')
    this.#child.disconnect()
    await exited
  }
}

async function returns(server: TravelServer, count: number): Promise<Row[]> {
  const players: Player[] = Array.from({ length: count }, (_, i) => ({
    acc: `player${i}`,
    client: undefined as never,
    token: '',
  }))
  await connect(server, players)
  await each(players, enter)
  await each(players, async ({ client }) => void (await client.ask('cs_logout')))
  const logins = await each(players, enter)
  await each(players, openSession)
  await each(players, async ({ client }) => void (await client.vanish()))
  // Sockets go to the workers in turns: one more, and everybody reaches the other one.
  await (await server.connect()).vanish()
  await connect(server, players)
  const resumes = await each(players, comeBack)
  const elsewhere = await server.relayed()
  const begun = performance.now()
  await until(
    () => server.relayed(),
    left => left === 0,
    60_000,
  )
  const settled = (performance.now() - begun) / 1000
  await each(players, async ({ client }) => void (await client.ask('cs_echo', { text: 'here' })))
  const paced = await returnsInTurn(server, players.slice(0, PACED))
  await each(players, async ({ client }) => void (await client.ask('cs_logout')))
  await each(players, async ({ client }) => void (await client.vanish()))
  return [
    judge({
      name: `returns of ${count} players at once, ${elsewhere} of them still on other workers then`,
      value: resumes,
      unit: '/s',
      peer: 'logins of accounts that exist',
      peerValue: logins,
      goal: '>= 0.5',
    }),
    judge({ name: 'until nobody is relayed any more', value: settled, unit: 's', goal: '<= 30' }),
    ...paced,
  ]
}

/** They come back one after the other, so many a second. */
async function returnsInTurn(server: TravelServer, players: readonly Player[]): Promise<Row[]> {
  const before = await server.moves()
  const times: number[] = []
  await (await server.connect()).vanish()
  const begun = performance.now()
  const turns = players.map(async (player, i) => {
    await sleep((i * 1000) / PACE)
    await player.client.vanish()
    player.client = await server.connect()
    const asked = performance.now()
    await comeBack(player)
    times.push(performance.now() - asked)
  })
  await Promise.all(turns)
  const seconds = (performance.now() - begun) / 1000
  await until(
    () => server.relayed(),
    left => left === 0,
    60_000,
  )
  const after = await server.moves()
  const moved = after.all - before.all
  return [
    judge({
      name: `a return of ${PACE} a second, until it is answered, median`,
      value: median(times),
      unit: 'ms',
      goal: '<= 1',
    }),
    judge({
      name: `of ${moved} moves, ${Math.round(moved / seconds)} a second, those within 50 ms`,
      value: (after.quick - before.quick) / Math.max(1, moved),
      unit: '',
      goal: '>= 0.99',
    }),
  ]
}

/** Players who stay where they are. */
async function relay(server: TravelServer): Promise<Row> {
  const players: Player[] = [0, 1, 2, 3].map(i => ({
    acc: `stays${i}`,
    client: undefined as never,
    token: '',
  }))
  await connect(server, players)
  await each(players, enter)
  await each(players, async ({ client }) => void (await client.ask('cs_stay', { stays: true })))
  const here = await echoTime(players)
  // Counted from here on: nothing has come when they come back.
  await each(players, openSession)
  // Round robin: until all of them have come back to the other worker.
  for (let tries = 0; tries < 20 && (await server.relayed()) < players.length; tries++) {
    await each(players, async ({ client }) => void (await client.vanish()))
    if (tries > 0) await (await server.connect()).vanish()
    await connect(server, players)
    await each(players, comeBack)
  }
  const there = await echoTime(players)
  await each(players, async ({ client }) => void (await client.ask('cs_logout')))
  return judge({
    name: 'a request by relay, median, beside one on its own thread',
    value: there,
    unit: 'µs',
    peer: 'on its own thread',
    peerValue: here,
  })
}

async function connect(server: TravelServer, players: readonly Player[]): Promise<void> {
  await each(players, async player => {
    player.client = await server.connect()
  })
}

const enter = async ({ acc, client }: Player) => check(await client.ask('cs_login', { acc }), 'sc_login')

async function openSession(player: Player): Promise<void> {
  const { data } = await player.client.ask('cs_session_open')
  player.token = data.token as string
}

const comeBack = async ({ client, token }: Player) =>
  check(await client.ask('cs_resume', { token, received: 0 }), 'sc_resume')

function check(answer: { name: string; data: unknown }, wanted: string): void {
  if (answer.name !== wanted) throw new Error(`${wanted}: ${JSON.stringify(answer)}`)
}

/** Runs it for all of them, so many at a time; how many a second that are. */
async function each(players: readonly Player[], work: (player: Player) => Promise<void>): Promise<number> {
  const begun = performance.now()
  let next = 0
  const turn = async () => {
    while (next < players.length) await work(players[next++]!)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, turn))
  return (players.length * 1000) / (performance.now() - begun)
}

async function echoTime(players: readonly Player[]): Promise<number> {
  const times: number[] = []
  for (let i = 0; i < ECHOES; i++) {
    const begun = performance.now()
    await players[i % players.length]!.client.ask('cs_echo', { text: 'x' })
    times.push((performance.now() - begun) * 1000)
  }
  return median(times)
}
