// Many documents of services, opened by their ids through a whole server.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openEnvironment } from '../../../server/store/embedded/environment/environment.ts'
import { EmbeddedKindStores } from '../../../server/store/embedded/kind-store.ts'
import { VAULTS, Vault } from '../../support/games/vaults.ts'
import { startTestServer } from '../../support/server/server.ts'

/** Runs `work` for 0 … count - 1, a thousand at a time; the results in order. */
export async function forAll<T>(count: number, work: (i: number) => Promise<T>): Promise<T[]> {
  const all: T[] = []
  for (let first = 0; first < count; first += 1000) {
    const some = Math.min(1000, count - first)
    all.push(...(await Promise.all(Array.from({ length: some }, (_, i) => work(first + i)))))
  }
  return all
}

/** Seconds to open so many that are stored, from main, on two workers, as a server for players is set up. */
export async function openDocuments(count: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-bench-'))
  try {
    await store(folder, count)
    const server = await startTestServer({ game: VAULTS, threads: 2, development: false }, folder)
    const began = performance.now()
    await forAll(count, i => server.server.node.open(Vault, `v${i}`))
    const seconds = (performance.now() - began) / 1000
    await server.stop()
    return seconds
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function store(folder: string, count: number): Promise<void> {
  const environment = openEnvironment(join(folder, 'store'))
  const vaults = await new EmbeddedKindStores(environment).open('vault', ['level', 'name'])
  const fields = { gold: 1, level: 1, name: '', notes: [], bulk: [] }
  await forAll(count, i => vaults.create({ _id: `v${i}`, epoch: 1, rev: 0, version: 0, ...fields }))
  await environment.close()
}
