// The demo's tables in a whole server: handlers read them, a saved file changes what the next request gets.

import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { TableService, TableStatus } from '../../server/table/table-service.ts'
import { type GameServer, shareGame } from '../kit/index.ts'
import { workers } from '../support/workers.ts'

/** Gold after one more sign-in of this account. */
async function signAndCount(server: GameServer, account: string): Promise<number> {
  const client = await server.connect()
  await client.login(account)
  await client.ask('cs_sign')
  await client.ask('cs_logout')
  const { gold } = (await client.login(account)) as { gold: number }
  await client.close()
  await server.emptied()
  return gold
}

async function statusAt(
  server: GameServer,
  isReached: (status: TableStatus) => boolean,
): Promise<TableStatus> {
  const tables = await server.server.node.query<TableService>('.tables')
  await expect.poll(async () => isReached(await tables.call.status())).toBe(true)
  return tables.call.status()
}

describe.each(workers(1))('with %i worker threads', threads => {
  const dir = mkdtempSync(join(tmpdir(), 'gatehouse-data-'))
  cpSync('data', dir, { recursive: true })
  const shared = shareGame({ threads, table: { dir, watch: true } })
  afterAll(() => rmSync(dir, { recursive: true }))

  test('a sign-in gives what sign.csv says, and what it says after it was saved', async () => {
    const server = shared()
    expect(await signAndCount(server, 'ann')).toBe(100)
    const days = [0, 1, 2, 3, 4, 5, 6].map(day => `${day},${7 * (day + 1)}`)
    writeFileSync(join(dir, 'sign.csv'), ['day,gold', ...days].join('\n'))
    await statusAt(server, ({ version }) => version === 2)
    expect(await signAndCount(server, 'bob')).toBe(7)
  })

  test("a file that breaks the game's rules changes nothing and is shown with its place", async () => {
    const server = shared()
    const { version: before } = await statusAt(server, ({ last }) => last.ok)
    writeFileSync(join(dir, 'sign.csv'), 'day,gold\n0,1')
    const { last, version } = await statusAt(server, ({ last }) => !last.ok)
    expect(version).toBe(before)
    expect(last).toMatchObject({
      problemCount: 6,
      problems: Array.from({ length: 6 }, (_, i) => ({ expected: `a reward in sign for day ${i + 1}` })),
    })
    expect(await signAndCount(server, 'cid')).toBe(7)
  })
})
