// What reading a table costs against plain frozen objects, what it needs of memory on one and several threads, and how
// long a new version takes: to load and check, apart from the threads that serve, and to switch, on each of them.

import { join } from 'node:path'
import { buildTables } from '../../server/table/build/build.ts'
import { TableHolder } from '../../server/table/read/holder.ts'
import { saveForm } from '../../server/table/replace/versions.ts'
import { dataFolder } from '../table/support/data-folder.ts'
import { type Figure, loop } from './support/figure.ts'
import { judge, median, type Row } from './support/report.ts'
import { measureMemory } from './support/table-memory.ts'
import { type BenchRow, csvOf, formOf, makeRows, mapOf, set } from './support/table-rows.ts'

const ROUNDS = 7
const READS = 1 << 20
const ROWS = 100_000
const MANY = 1_000_000

export async function run(): Promise<Row[]> {
  return [...measureReads(), ...(await measureVersions()), ...(await measureAllMemory())]
}

export const figures: readonly Figure[] = (['number', 'text'] as const).map(field =>
  loop(`get by key, a ${field}, 1000 rows in use`, READS, () => {
    const rows = makeRows(ROWS)
    const read = loopOver(readersOf(rows).table[field])
    const keys = Int32Array.from({ length: READS }, (_, i) => rows[(i * 7919) % 1000]!.id)
    return () => read(keys)
  }),
)

interface Reader {
  number(key: number): number
  text(key: number): string
}

/** Each way has functions of its own, so that none is slow for what another has taught V8. */
function readersOf(rows: BenchRow[]): Record<'table' | 'map' | 'object', Reader> {
  const { item } = new TableHolder(set, formOf(rows)).tables
  const map = mapOf(rows)
  const object = Object.freeze(Object.fromEntries(map)) as Record<number, BenchRow>
  return {
    table: { number: key => item.get(key).price, text: key => item.get(key).name },
    map: { number: key => map.get(key)!.price, text: key => map.get(key)!.name },
    object: { number: key => object[key]!.price, text: key => object[key]!.name },
  }
}

/** Runs `read` over the keys; a loop of its own for each reader, made from source for the same reason. */
const loopOver = (read: (key: number) => number | string): ((keys: Int32Array) => number) =>
  new Function(
    'read',
    'return keys => { let n = 0; for (let i = 0; i < keys.length; i++) n += read(keys[i]) === undefined ? 0 : 1; return n }',
  )(read) as (keys: Int32Array) => number

function measureReads(): Row[] {
  const rows = makeRows(ROWS)
  const readers = readersOf(rows)
  const everywhere = Int32Array.from({ length: READS }, () => rows[Math.floor(Math.random() * ROWS)]!.id)
  const few = Int32Array.from({ length: READS }, () => rows[Math.floor(Math.random() * 1000)]!.id)
  const figures: Row[] = []
  const cases = [
    { name: 'get by key, a number', field: 'number', keys: everywhere, goal: '>= 0.5' },
    { name: 'get by key, a number, 1000 rows in use', field: 'number', keys: few, goal: '>= 0.5' },
    { name: 'get by key, a text, 1000 rows in use', field: 'text', keys: few, goal: '>= 1.2' },
    { name: 'get by key, a text, all of 100 k rows', field: 'text', keys: everywhere, goal: '>= 0.3' },
  ] as const
  for (const { name, field, keys, ...rest } of cases) {
    const loops = {
      table: loopOver(readers.table[field]),
      map: loopOver(readers.map[field]),
      object: loopOver(readers.object[field]),
    }
    const found = alternate(loops, keys)
    const row = { name, value: found.table, unit: 'reads/s' }
    figures.push(judge({ ...row, peer: 'Map of frozen objects', peerValue: found.map, ...rest }))
    figures.push(judge({ ...row, peer: 'frozen plain object', peerValue: found.object }))
  }
  return figures
}

/** Reads a second of each way, the median of rounds in which they take turns. */
function alternate<K extends string>(
  ways: Record<K, (keys: Int32Array) => number>,
  keys: Int32Array,
): Record<K, number> {
  const names = Object.keys(ways) as K[]
  const found = Object.fromEntries(names.map(name => [name, [] as number[]])) as Record<K, number[]>
  for (let round = -2; round < ROUNDS; round++)
    for (const name of names) {
      const began = performance.now()
      if (ways[name](keys) !== keys.length) throw new Error(`${name} missed a row`)
      if (round >= 0) found[name].push((keys.length / (performance.now() - began)) * 1000)
    }
  return Object.fromEntries(names.map(name => [name, median(found[name])])) as Record<K, number>
}

async function measureVersions(): Promise<Row[]> {
  const folder = await dataFolder({ 'item.csv': csvOf(makeRows(ROWS)) })
  const builds: number[] = []
  const switches: number[] = []
  try {
    const { buffer } = await buildTables(set, folder)
    const holder = new TableHolder(set, buffer!)
    for (let version = 2; version < ROUNDS + 2; version++) {
      const began = performance.now()
      const next = await buildTables(set, { ...folder, version })
      const built = performance.now()
      holder.switchTo(next.buffer!)
      switches.push(performance.now() - built)
      builds.push(built - began)
      if (holder.version !== version) throw new Error('the switch did not happen')
    }
  } finally {
    await folder.close()
  }
  return [
    judge({ name: 'load and check 100 k rows of CSV', value: median(builds), unit: 'ms' }),
    judge({ name: 'switch to a version of 100 k rows', value: median(switches), unit: 'ms', goal: '<= 1' }),
  ]
}

async function measureAllMemory(): Promise<Row[]> {
  const folder = await dataFolder({})
  const form = join(folder.dir, 'form')
  try {
    await saveForm(form, formOf(makeRows(MANY)))
    return await measureThreads(form)
  } finally {
    await folder.close()
  }
}

async function measureThreads(form: string): Promise<Row[]> {
  const all = { rows: MANY, form }
  await measureMemory({ ...all, threads: 1, way: 'shared' }) // what stays of the first one is not the table's
  const shared: number[] = []
  const rows: Row[] = []
  for (const threads of [1, 2, 4]) {
    const value = await measureMemory({ ...all, threads, way: 'shared' })
    const peerValue = await measureMemory({ ...all, threads, way: 'plain' })
    shared.push(value)
    const name = `memory for 1 M rows, ${threads} ${threads === 1 ? 'thread' : 'threads'}`
    rows.push(judge({ name, value, unit: 'MB', peer: 'plain objects on each thread', peerValue }))
  }
  const [one, , four] = shared as [number, number, number]
  const copies = { name: 'memory, 4 threads', value: four, unit: 'MB', peer: '1 thread', peerValue: one }
  return [...rows, judge({ ...copies, goal: '<= 1.2' })]
}
