// Worlds of all kinds (sight, budgets, far rates, all see all), with clients that are slow, held up, cut off and come back, in binary and
// in text, through the gates of a server without workers and of one with 2. Each patch is decoded and has to fit what came before it; whoever
// lacks nothing has exactly what the server believes that it sees; and everybody has all of it in the end. N worlds, 8 at a time; and for
// each of them a world without a network, whose every tick is compared.

import { ARENA } from '../support/games/arena.ts'
import { WeakNetwork } from '../support/network/weak-network.ts'
import { startTestServer, type TestServer } from '../support/server/server.ts'
import { Fuzz } from '../world/support/fuzz.ts'
import { type WorldCounts, WorldCourse } from './support/world-course.ts'

export const DEFAULT_TIMES = 24

const AT_ONCE = 8
const KINDS = ['arena', 'open', 'tight']
const FREE = { createRate: 1e6, createBurst: 1e6, emptyGrace: 0 }

/** From a good line to a bad one. */
const WEAK = [
  { delay: 2, jitter: 5 },
  { delay: 30, jitter: 30, stall: 0.02, cut: 0.004 },
  { delay: 5, jitter: 5, rate: 6000 },
  { delay: 10, jitter: 20, halfOpen: 0.004, cut: 0.004 },
]

interface Side {
  server: TestServer
  networks: WeakNetwork[]
}

export async function run(count: number): Promise<void> {
  const sides = await Promise.all([openSide(0), openSide(2)])
  const sum: WorldCounts = { patches: 0, fulls: 0, returns: 0, exact: 0 }
  try {
    let round = 0
    const runner = async () => {
      while (round < count) {
        const number = round++
        const counts = await playRound(sides[number % 2]!, number)
        for (const name of Object.keys(sum) as (keyof WorldCounts)[]) sum[name] += counts[name]
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, runner))
  } finally {
    for (const { server, networks } of sides) {
      for (const network of networks) await network.close()
      await server.stop()
    }
  }
  const frames = fuzz(count)
  console.log(
    `${sum.patches} patches, ${sum.fulls} of them full, ${sum.returns} returns, ${sum.exact} comparisons; without a network ${frames} frames`,
  )
}

async function openSide(threads: number): Promise<Side> {
  const server = await startTestServer({ threads, game: ARENA, room: FREE, session: { grace: 20_000 } })
  const networks = await Promise.all(
    WEAK.map((weakness, seed) => WeakNetwork.open(server.server.gatePort, weakness, { seed })),
  )
  return { server, networks }
}

function playRound({ server, networks }: Side, round: number): Promise<WorldCounts> {
  const weak = networks.map(({ port }) => `ws://127.0.0.1:${port}`)
  return new WorldCourse({ url: server.url, weak, kind: KINDS[round % KINDS.length]!, round }).run()
}

function fuzz(count: number): number {
  let frames = 0
  for (let seed = 1; seed <= count; seed++) frames += new Fuzz(1000 + seed).run().frames
  return frames
}
