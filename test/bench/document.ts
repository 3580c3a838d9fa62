// npm run bench -- document: what the writes of documents of services cost beside those of roles.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { configSchema } from '../../server/config.ts'
import type { Documents } from '../../server/document/documents.ts'
import { Deliverer } from '../../server/document/outbox/deliverer.ts'
import { defineKind } from '../../server/document/service/define-kind.ts'
import { KindDocuments } from '../../server/document/service/kind-documents.ts'
import { systemClock } from '../../server/lib/clock.ts'
import type { StoredDocument } from '../../server/store/document-store.ts'
import { type Environment, openEnvironment } from '../../server/store/embedded/environment/environment.ts'
import { EmbeddedKindStores } from '../../server/store/embedded/kind-store.ts'
import { EmbeddedRoleStore } from '../../server/store/embedded/role-store.ts'
import { forAll } from './support/open-documents.ts'
import { judge, median, type Row } from './support/report.ts'
import { type BenchRole, benchSchema, createBenchRoles, documentWith, OWNER } from './support/role-fixture.ts'

const COUNT = 10_000
const ITEMS = 15
const RUNS = 7

export async function run(): Promise<Row[]> {
  return [await inFolder(writeRow)]
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-bench-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The same fields, changed in the same two places, as roles and as documents of a service; in turns. */
async function writeRow(folder: string): Promise<Row> {
  const environment = openEnvironment(join(folder, 'store'))
  const [roles, documents] = [await openRoles(environment), await openDocuments(environment)]
  const times: [number, number][] = []
  for (let i = 0; i < RUNS; i++) times.push([await flushOnce(documents), await flushOnce(roles)])
  for (const { of } of [roles, documents]) await of.stop(1000)
  await environment.close()
  const ratio = median(times.map(([mine, peer]) => mine / peer))
  const [value, peerValue] = [0, 1].map(i => median(times.map(run => run[i]!)))
  const row = {
    name: '10 000 documents saved, LMDB',
    value: value!,
    unit: 'ms',
    peer: 'roles',
    peerValue: peerValue!,
  }
  return judge({ ...row, ratio, goal: '<= 1.05' })
}

interface Side {
  of: Pick<Documents<object, StoredDocument>, 'flush' | 'stop'>
  all: BenchRole[]
}

async function openRoles(environment: Environment): Promise<Side> {
  const store = new EmbeddedRoleStore(environment)
  await forAll(COUNT, i =>
    store.claim(`acc${i}`, () => ({ ...documentWith(ITEMS, `u${i}`), acc: `acc${i}` })),
  )
  const of = createBenchRoles(store)
  return { of, all: (await forAll(COUNT, i => of.claimUid(`u${i}`, OWNER))) as BenchRole[] }
}

async function openDocuments(environment: Environment): Promise<Side> {
  const store = await new EmbeddedKindStores(environment).open('bench', [])
  const { _id, acc, ...fields } = documentWith(ITEMS)
  await forAll(COUNT, i => store.create({ ...fields, _id: `u${i}` } as StoredDocument))
  const log = pino({ level: 'silent' })
  const of = new KindDocuments({
    definition: defineKind({ kind: 'bench', schema: benchSchema }),
    store,
    clock: systemClock,
    log,
    outbox: new Deliverer({ store, log, receivers: {} }),
    config: { ...configSchema.parse({}).save, interval: 600_000 },
  })
  return { of, all: (await forAll(COUNT, i => of.claim(`u${i}`, OWNER))) as unknown as BenchRole[] }
}

/** ms to save all of them, each with two changes. */
async function flushOnce({ of, all }: Side): Promise<number> {
  for (const each of all) {
    each.gold += 1
    each.bag.i3!.count += 1
  }
  const began = performance.now()
  await of.flush()
  return performance.now() - began
}
