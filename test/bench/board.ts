// npm run bench -- board: the sorted set with 1 k, 10 k, 100 k and 1 M members against a skip list after Redis' (and a
// sorted array up to 10 k), Redis over a local socket with pipelining, and the board service from 200 clients. Rates are
// of single operations a second, the median of five alternating rounds; of the rankings by the processor's time, of
// Redis and the service by the clock, as they wait.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import pino from 'pino'
import { type BoardContext, createBoardService } from '../../server/board/board.ts'
import { BoardKeeper, boards } from '../../server/board/board-keeper.ts'
import { defineBoard } from '../../server/board/define-board.ts'
import { Tally } from '../../server/core/metrics/tally.ts'
import { Node } from '../../server/core/node/node.ts'
import { systemClock } from '../../server/lib/clock.ts'
import { SortedSet } from '../../server/lib/sorted-set/sorted-set.ts'
import { EmbeddedBoardStore } from '../../server/store/embedded/board/board-store.ts'
import { openEnvironment } from '../../server/store/embedded/environment/environment.ts'
import { compareRankings, nameMembers, type RankingTask, type Rates, WORKS } from './support/ranking.ts'
import { measureRedis } from './support/redis-board.ts'
import { judge, median, type Row } from './support/report.ts'

const ROUNDS = 5
const CLIENTS = 200
const MILLION = 1_000_000
/** lua-zset (a C skip list) with 1 M members on two cores like these: operations a second. */
const LUA_ZSET: Rates = { insert: 451_000, update: 209_000, rank: 362_000, 'range of 10': 160_000 }

const collectGarbage = ((): (() => void) => {
  setFlagsFromString('--expose-gc')
  return runInNewContext('gc') as () => void
})()

/** To the standard error, so that the table stays as it is. */
const say = (what: string): boolean => process.stderr.write(`  measuring ${what}\n`)

const label = (count: number): string => (count >= MILLION ? `${count / MILLION} M` : `${count / 1000} k`)

function rowsAgainst(count: number, ours: Rates, peer: string, theirs: Rates, goal?: string): Row[] {
  return WORKS.map(work =>
    judge({
      name: `sorted set, ${label(count)}: ${work}`,
      value: ours[work],
      unit: 'op/s',
      peer,
      peerValue: theirs[work],
      ...(goal ? { goal } : {}),
    }),
  )
}

/** Against those that have so many members too. */
async function smallRows(count: number, asks: number, kinds: RankingTask['kind'][]): Promise<Row[]> {
  say(`sorted set, ${label(count)}`)
  const all: RankingTask['kind'][] = ['sorted set', ...kinds]
  const [ours, ...others] = await compareRankings(all.map(kind => ({ kind, count, asks })))
  return kinds.flatMap((kind, i) => rowsAgainst(count, ours!, kind, others[i]!))
}

async function millionRows(): Promise<Row[]> {
  say('sorted set, 1 M')
  const task = { count: MILLION, asks: 100_000 }
  const [ours, skipList] = await compareRankings([
    { kind: 'sorted set', ...task },
    { kind: 'skip list', ...task },
  ])
  say('Redis, 1 M')
  const redis = await measureRedis(nameMembers(MILLION))
  return [
    ...rowsAgainst(MILLION, ours!, 'skip list', skipList!, '>= 3'),
    ...rowsAgainst(MILLION, ours!, 'lua-zset, as measured before', LUA_ZSET, '>= 3'),
    ...(redis ? rowsAgainst(MILLION, ours!, 'Redis, pipelined', redis) : []),
  ]
}

const bytesHeld = (): number => {
  collectGarbage()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

/** In a function of its own, so that nothing holds the set of the round before. */
function loadOnce(entries: readonly (readonly [string, number])[]): { seconds: number; bytes: number } {
  const before = bytesHeld()
  const set = new SortedSet()
  const started = process.threadCpuUsage()
  set.load(entries)
  const { user, system } = process.threadCpuUsage(started)
  const bytes = bytesHeld() - before
  if (set.size !== entries.length) throw new Error('the load lost members')
  return { seconds: (user + system) / 1e6, bytes }
}

/** Loading what is in order already, and what a member costs beyond its name. */
function loadRows(count: number): Row[] {
  const entries = nameMembers(count).map((member, i) => [member, count - i] as const)
  const rounds = Array.from({ length: ROUNDS }, () => loadOnce(entries))
  return [
    judge({
      name: `sorted set: bulk load of ${label(count)}`,
      value: median(rounds.map(round => round.seconds)),
      unit: 's',
      goal: '<= 1',
    }),
    judge({
      name: `sorted set: memory of ${label(count)} beyond the names`,
      value: median(rounds.map(round => round.bytes)) / 1e6,
      unit: 'MB',
      goal: '<= 120',
    }),
  ]
}

/** A node with one board on the embedded store, asked by 200 callers at once: every update is confirmed as stored. */
async function serviceRows(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-bench-'))
  const environment = openEnvironment(folder)
  const definitions = { gold: defineBoard({ operator: 'last' }) }
  const context: BoardContext = {
    definitions,
    store: new EmbeddedBoardStore(environment),
    clock: systemClock,
    edit: () => Promise.resolve(),
    owner: 'bench',
    running: new Set(),
    updates: new Tally(),
  }
  const services = { board: createBoardService(context) }
  const node = await Node.start({ id: 0, log: pino({ level: 'error' }), services, development: false })
  await new BoardKeeper(node).open('gold')
  const { gold } = boards(definitions, node)
  const member = () => String(Math.floor(Math.random() * 10_000))
  try {
    return [
      await serviceRow('update, stored', () => gold.update(member(), Math.random() * 1e6)),
      await serviceRow('query', () => gold.query(member())),
      await serviceRow('top 10', () => gold.top(10)),
    ]
  } finally {
    await node.stop()
    await environment.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function serviceRow(name: string, ask: () => Promise<unknown>): Promise<Row> {
  const rates: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const until = performance.now() + 500
    let count = 0
    const client = async () => {
      for (; performance.now() < until; count++) await ask()
    }
    await Promise.all(Array.from({ length: CLIENTS }, client))
    rates.push(count * 2)
  }
  return { name: `board service, ${CLIENTS} clients: ${name}`, value: median(rates), unit: 'op/s' }
}

export async function run(): Promise<Row[]> {
  const rows = [
    ...(await smallRows(1000, 100_000, ['skip list', 'sorted array'])),
    ...(await smallRows(10_000, 100_000, ['skip list', 'sorted array'])),
    ...(await smallRows(100_000, 200_000, ['skip list'])),
    ...(await millionRows()),
  ]
  say('bulk load and memory')
  rows.push(...loadRows(MILLION))
  say(`the board service from ${CLIENTS} clients`)
  return [...rows, ...(await serviceRows())]
}
