// Measures one kind of ranking in a thread of its own, one round for each message: its heap is its own, and so is what
// V8 learns of the loops, so that no kind spoils the caches of another. Rates are of operations a second of the
// processor's time: what else runs on the machine does not count. What is asked is made before, so that making it
// does not count either.

import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { parentPort, workerData } from 'node:worker_threads'
import { SortedSet } from '../../../server/lib/sorted-set/sorted-set.ts'
import type { RankingTask, Rates } from './ranking.ts'
import { nameMembers } from './ranking.ts'
import { SkipListSet } from './skip-list.ts'
import { SortedArraySet } from './sorted-array.ts'

/** Members and questions before it counts, so that all code is compiled. */
const WARM_UP = 20_000

interface Ranking {
  set(member: string, score: number): unknown
  rank(member: string): number | undefined
  range(start: number, end: number): unknown[]
}

const KINDS: Record<RankingTask['kind'], () => Ranking> = {
  'sorted set': () => new SortedSet({ order: 'ascending' }),
  'skip list': () => new SkipListSet(),
  'sorted array': () => new SortedArraySet(),
}

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

function processorMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

/** Each turn does `size` operations. */
function rate(turns: number, work: (i: number) => unknown, size = 1): number {
  const started = processorMs()
  for (let i = 0; i < turns; i++) work(i)
  return ((turns * size) / (processorMs() - started)) * 1000
}

function fill(set: Ranking, members: readonly string[], scores: Float64Array): void {
  for (let i = 0; i < members.length; i++) set.set(members[i]!, scores[i]!)
}

const scores = (count: number): Float64Array =>
  Float64Array.from({ length: count }, () => Math.random() * 1e6)

/** Fills new sets, so many that small ones are measured too, then asks one for random members of it. */
function measure(make: () => Ranking, members: readonly string[], asks: number): Rates {
  const sets = Array.from({ length: Math.ceil(asks / members.length) }, make)
  const set = sets[0]!
  const places = Array.from({ length: asks }, () => Math.floor(Math.random() * members.length))
  const asked = places.map(place => members[place]!)
  const [first, second] = [scores(members.length), scores(asks)]
  return {
    insert: rate(sets.length, i => fill(sets[i]!, members, first), members.length),
    update: rate(asks, i => set.set(asked[i]!, second[i]!)),
    rank: rate(asks, i => set.rank(asked[i]!)),
    'range of 10': rate(asks, i => set.range(places[i]!, places[i]! + 10)),
  }
}

const { kind, count, asks } = workerData as RankingTask
const members = nameMembers(count)
measure(KINDS[kind], members.slice(0, WARM_UP), WARM_UP)
parentPort!.on('message', () => {
  collectGarbage()
  parentPort!.postMessage(measure(KINDS[kind], members, asks))
})
