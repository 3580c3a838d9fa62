// npm run bench -- board: the sorted set with 1 k, 100 k and 1 M members against a skip list after Redis' in the same
// process (and a sorted array up to 10 k), Redis over a local socket with pipelining, and the board service from 200
// clients. Rates are of single operations a second; each is the median of five alternating rounds.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import pino from 'pino'
import { type BoardContext, createBoardService } from '../../server/board/board.ts'
import { BoardKeeper, boards } from '../../server/board/boards.ts'
import { defineBoard } from '../../server/board/define-board.ts'
import { SortedSet } from '../../server/board/sorted-set.ts'
import { Node } from '../../server/core/node.ts'
import { systemClock } from '../../server/lib/clock.ts'
import { EmbeddedBoardStore } from '../../server/store/embedded/board-store.ts'
import { openEnvironment } from '../../server/store/embedded/environment.ts'
import { measureRedis } from './support/redis-board.ts'
import { judge, median, type Row } from './support/report.ts'
import { SkipListSet } from './support/skip-list.ts'
import { SortedArraySet } from './support/sorted-array.ts'

const ROUNDS = 5
const CLIENTS = 200
/** Members and questions before it counts, so that all code is compiled. */
const WARM_UP = 20_000
/** lua-zset (a C skip list) with 1 M members on two cores like these: operations a second. */
const LUA_ZSET = { insert: 451_000, update: 209_000, rank: 362_000, 'range of 10': 160_000 }

type Work = keyof typeof LUA_ZSET
const WORKS = Object.keys(LUA_ZSET) as Work[]
type Rates = Record<Work, number>

interface Ranking {
  set(member: string, score: number): unknown
  rank(member: string): number | undefined
  range(start: number, end: number): unknown[]
}

const collectGarbage = ((): (() => void) => {
  setFlagsFromString('--expose-gc')
  return runInNewContext('gc') as () => void
})()

const nameMembers = (count: number): string[] =>
  Array.from({ length: count }, (_, i) => String(4_503_599_627_370_496 + i * 7919))

function rate(count: number, work: (i: number) => unknown): number {
  const started = performance.now()
  for (let i = 0; i < count; i++) work(i)
  return (count / (performance.now() - started)) * 1000
}

/** Fills new sets, so many that small ones are measured too, then asks one for random members of it. */
function measure(make: () => Ranking, members: readonly string[], asks: number): Rates {
  const sets = Array.from({ length: Math.ceil(asks / members.length) }, make)
  const set = sets[0]!
  const random = () => Math.floor(Math.random() * members.length)
  const score = () => Math.random() * 1e6
  const picked = Array.from({ length: asks }, random)
  return {
    insert: rate(members.length * sets.length, i =>
      sets[i % sets.length]!.set(members[Math.floor(i / sets.length)]!, score()),
    ),
    update: rate(asks, i => set.set(members[picked[i]!]!, score())),
    rank: rate(asks, i => set.rank(members[picked[i]!]!)),
    'range of 10': rate(asks, i => set.range(picked[i]!, picked[i]! + 10)),
  }
}

function measureInTurns(members: readonly string[], asks: number, makers: Record<string, () => Ranking>) {
  const rounds: Record<string, Rates[]> = {}
  for (const make of Object.values(makers)) measure(make, members.slice(0, WARM_UP), WARM_UP)
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, make] of Object.entries(makers)) {
      collectGarbage()
      rounds[name] ??= []
      rounds[name].push(measure(make, members, asks))
    }
  }
  return (name: string, work: Work): number => median(rounds[name]!.map(rates => rates[work]))
}

const withPeer = (row: Omit<Row, 'ratio' | 'met'>): Row => judge({ ...row, unit: 'op/s' })

function setRows(count: number, asks: number): Row[] {
  const label = count >= 1e6 ? `${count / 1e6} M` : `${count / 1000} k`
  const makers: Record<string, () => Ranking> = {
    'sorted set': () => new SortedSet({ order: 'ascending' }),
    'skip list': () => new SkipListSet(),
  }
  if (count <= 10_000) makers['sorted array'] = () => new SortedArraySet()
  const of = measureInTurns(nameMembers(count), asks, makers)
  const rows: Row[] = []
  for (const work of WORKS) {
    const row = { name: `sorted set, ${label}: ${work}`, value: of('sorted set', work), unit: 'op/s' }
    const goal = count >= 1e6 ? { goal: '>= 3' } : {}
    rows.push(withPeer({ ...row, ...goal, peer: 'skip list', peerValue: of('skip list', work) }))
    if (makers['sorted array'])
      rows.push(withPeer({ ...row, peer: 'sorted array', peerValue: of('sorted array', work) }))
    if (count >= 1e6)
      rows.push(
        withPeer({ ...row, ...goal, peer: 'lua-zset, as measured before', peerValue: LUA_ZSET[work] }),
      )
  }
  return rows
}

/** Loading what is in order already, and what a member costs beyond its name. */
function loadRows(count: number): Row[] {
  const members = nameMembers(count)
  const entries = members.map((member, i) => [member, count - i] as const)
  const held = () => {
    collectGarbage()
    const { heapUsed, arrayBuffers } = process.memoryUsage()
    return heapUsed + arrayBuffers
  }
  const [times, bytes]: [number[], number[]] = [[], []]
  for (let round = 0; round < ROUNDS; round++) {
    const before = held()
    const set = new SortedSet()
    const started = performance.now()
    set.load(entries)
    times.push((performance.now() - started) / 1000)
    bytes.push((held() - before) / 1e6)
    if (set.size !== count) throw new Error('the load lost members')
  }
  return [
    judge({ name: 'sorted set: bulk load of 1 M', value: median(times), unit: 's', goal: '<= 1' }),
    judge({
      name: 'sorted set: memory of 1 M beyond the names',
      value: median(bytes),
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
    store: new EmbeddedBoardStore(environment, { createSet: order => new SortedSet({ order }) }),
    clock: systemClock,
    edit: () => Promise.resolve(),
    owner: 'bench',
    running: new Set(),
  }
  const services = { board: createBoardService(() => context) }
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
  const rows = [...setRows(1000, 100_000), ...setRows(10_000, 100_000), ...setRows(100_000, 200_000)]
  const million = setRows(1_000_000, 100_000)
  const redis = await measureRedis(nameMembers(1_000_000))
  const ours = new Map(million.map(row => [row.name, row.value]))
  const beside = WORKS.flatMap(work => {
    const name = `sorted set, 1 M: ${work}`
    return redis
      ? [
          judge({
            name,
            value: ours.get(name)!,
            unit: 'op/s',
            peer: 'Redis, pipelined',
            peerValue: redis[work],
          }),
        ]
      : []
  })
  return [...rows, ...million, ...beside, ...loadRows(1_000_000), ...(await serviceRows())]
}
