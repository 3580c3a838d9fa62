// npm run bench -- role: what tracking costs, what a commit costs, how fast 10 000 roles are saved, what a role weighs.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ATTACH } from '../../server/document/tree/node.ts'
import { OUTSIDE } from '../../server/document/tree/position.ts'
import type { Roles } from '../../server/role/roles.ts'
import { openEnvironment } from '../../server/store/embedded/environment/environment.ts'
import { EmbeddedRoleStore } from '../../server/store/embedded/role-store.ts'
import { connectMongo } from '../../server/store/mongo/connect.ts'
import { MongoRoleStore } from '../../server/store/mongo/role-store.ts'
import type { RoleDocument, RoleStore } from '../../server/store/role-store.ts'
import { collectGarbage } from '../fault/support/collect-garbage.ts'
import { launchServer } from '../support/store/databases.ts'
import { isFerretDB } from '../support/store/mongo-store.ts'
import { judge, median, type Row } from './support/report.ts'
import { accessRows, buildRows } from './support/role-access.ts'
import { type BenchRole, benchRole, createBenchRoles, documentWith, OWNER } from './support/role-fixture.ts'

const RUNS = 5
const ITEMS = 15

export async function run(): Promise<Row[]> {
  return [...accessRows(), ...buildRows(), ...memoryRows(), await embeddedRow(), ...(await mongoRows())]
}

/** Of roles as they are loaded, and of such that have been read to the last entry. */
function memoryRows(): Row[] {
  const count = 5000
  const compiled = benchRole.compile(true)
  const weigh = (make: (document: RoleDocument) => unknown): number => {
    collectGarbage()
    const before = process.memoryUsage().heapUsed
    const kept = Array.from({ length: count }, (_, i) => make(documentWith(ITEMS, String(i))))
    collectGarbage()
    const bytes = (process.memoryUsage().heapUsed - before) / kept.length
    return bytes
  }
  const load = (document: RoleDocument) => {
    const { root: role } = compiled.load(document)
    role[ATTACH](OUTSIDE, '')
    return role
  }
  const read = (document: RoleDocument) => {
    const role = load(document)
    JSON.stringify(role)
    return role
  }
  const plain = ({ _id, acc, epoch, rev, version, ...fields }: RoleDocument) => fields
  const values = Array.from({ length: RUNS }, () => [load, read, plain].map(weigh))
  const [loaded, all, peerValue] = [0, 1, 2].map(i => median(values.map(run => run[i]!)))
  const row = { unit: 'bytes', peer: 'plain', peerValue: peerValue! }
  return [
    judge({ ...row, name: 'memory of a role of 1 KB', value: loaded!, goal: '<= 1.1' }),
    judge({ ...row, name: 'the same, when all of it was read', value: all! }),
  ]
}

/** Roles of their own in the store, in memory. */
async function claimAll(
  store: RoleStore,
  count: number,
): Promise<{ roles: Roles<BenchRole>; all: BenchRole[] }> {
  const roles = createBenchRoles(store)
  const all: BenchRole[] = []
  for (let first = 0; first < count; first += 500)
    all.push(
      ...((await Promise.all(
        Array.from({ length: Math.min(500, count - first) }, (_, i) =>
          roles.claimUid(`u${first + i}`, OWNER),
        ),
      )) as BenchRole[]),
    )
  return { roles, all }
}

/** ms to save all of them, each with two changes. */
async function flushOnce(roles: Roles<BenchRole>, all: readonly BenchRole[]): Promise<number> {
  for (const role of all) {
    role.gold += 1
    role.bag.i3!.count += 1
  }
  const started = performance.now()
  await roles.flush()
  return performance.now() - started
}

async function embeddedRow(): Promise<Row> {
  const count = 10_000
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-bench-'))
  const environment = openEnvironment(folder)
  const documents = environment.openDB<RoleDocument, string>({ name: 'roles' })
  const accounts = environment.openDB<string, string>({ name: 'accounts' })
  for (let i = 0; i < count; i++) {
    void documents.put(`u${i}`, { ...documentWith(ITEMS, `u${i}`), acc: `acc${i}` })
    void accounts.put(`acc${i}`, `u${i}`)
  }
  await environment.flushed
  const { roles, all } = await claimAll(new EmbeddedRoleStore(environment), count)
  const bare = environment.openDB<RoleDocument, string>({ name: 'bare' })
  const document = documentWith(ITEMS)
  const times: [number, number][] = []
  for (let run = 0; run < RUNS; run++) {
    const mine = await flushOnce(roles, all)
    const started = performance.now()
    for (let i = 0; i < count; i++) void bare.put(`u${i}`, document)
    await bare.flushed
    times.push([mine, performance.now() - started])
  }
  await roles.stop(1000)
  await environment.close()
  rmSync(folder, { recursive: true })
  return {
    ...judge({
      name: '10 000 roles to LMDB',
      value: median(times.map(([mine]) => mine)),
      unit: 'ms',
      goal: '<= 500',
    }),
    peer: 'bare puts of whole documents, ms',
    peerValue: median(times.map(([, peer]) => peer)),
  }
}

/** FerretDB writes some 50 roles a second, whoever asks it, so that it is given fewer. */
const [MONGO_ROLES, FERRET_ROLES] = [10_000, 50]

/** Against the server that MONGODB_URI names, else a mongod or ferretdb on PATH; no row where there is none. */
async function mongoRows(): Promise<Row[]> {
  const given = process.env.MONGODB_URI
  const own = given ? undefined : await launchServer('mongodb')
  const url = given ?? own?.url
  try {
    if (url) return [await mongoRow(url, (await isFerretDB(url)) ? FERRET_ROLES : MONGO_ROLES)]
    console.log('roles to MongoDB: left out, MONGODB_URI names no server and none is on PATH')
    return []
  } finally {
    await own?.dispose()
  }
}

async function mongoRow(url: string, count: number): Promise<Row> {
  const bulk = Math.min(500, count)
  const own = new URL(url)
  own.pathname = `/bench_${process.pid}`
  const connection = await connectMongo(own.href)
  const store = await MongoRoleStore.open(connection)
  const document = (i: number) => ({ ...documentWith(ITEMS, `u${i}`), acc: `acc${i}` })
  const collections = ['roles', 'bare'].map(each => connection.db.collection<RoleDocument>(each))
  for (const collection of collections)
    for (let i = 0; i < count; i += bulk)
      await collection.insertMany(Array.from({ length: bulk }, (_, k) => document(i + k)))
  const { roles, all } = await claimAll(store, count)
  const times: [number, number][] = []
  for (let run = 0; run < RUNS; run++) {
    const mine = await flushOnce(roles, all)
    const started = performance.now()
    for (let i = 0; i < count; i += bulk)
      await collections[1]!.bulkWrite(
        Array.from({ length: bulk }, (_, k) => ({
          updateOne: {
            filter: { _id: `u${i + k}`, epoch: 1, rev: run },
            update: { $set: { gold: run, 'bag.i3.count': run, rev: run + 1 } as never },
          },
        })),
        { ordered: false },
      )
    times.push([mine, performance.now() - started])
  }
  await roles.stop(5000)
  await connection.db.dropDatabase()
  await store.close()
  const perSecond = (ms: number) => (count / ms) * 1000
  return judge({
    name: `${count.toLocaleString('en').replace(',', ' ')} roles to ${count === MONGO_ROLES ? 'MongoDB' : 'FerretDB'}`,
    value: median(times.map(([mine]) => perSecond(mine))),
    unit: 'roles/s',
    peer: 'bare driver, the same bulk writes',
    peerValue: median(times.map(([, peer]) => perSecond(peer))),
    goal: '>= 0.7',
  })
}
