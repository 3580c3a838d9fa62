// A database that is frozen for longer than 10 s, by SIGSTOP.

import { expect, onTestFinished, test, vi } from 'vitest'
import { serverForTest } from '../../support/server/server-for-test.ts'
import { launchServer } from '../../support/store/databases.ts'
import { until } from '../../support/until.ts'

vi.setConfig({ testTimeout: 120_000 })

const database = await launchServer('mongodb')
if (!database && process.env.REQUIRE_SERVERS === '1') throw new Error('no mongod or ferretdb on PATH')

test.skipIf(!database)('/readyz sends nobody new while the store is away, /healthz goes on', async () => {
  onTestFinished(() => database!.dispose())
  const store = { kind: 'mongo', url: database!.url } as const
  const server = await serverForTest({ threads: 1, store, web: { enabled: true } })
  const ask = async (path: string) => {
    const answer = await fetch(`http://127.0.0.1:${server.server.webPort}${path}`)
    return { status: answer.status, body: (await answer.json()) as { state: string; why?: string[] } }
  }
  expect(await ask('/readyz')).toEqual({ status: 200, body: { state: 'ready', code: expect.anything() } })
  const frozenAt = performance.now()
  database!.freeze()
  onTestFinished(() => database!.thaw())
  const away = await until(
    () => ask('/readyz'),
    ({ status }) => status === 503,
  )
  expect(away.body).toMatchObject({
    state: 'ready',
    why: [expect.stringMatching(/^the store has not answered for \d+ s$/)],
  })
  expect(performance.now() - frozenAt).toBeGreaterThan(9000)
  expect((await ask('/healthz')).status).toBe(200)
  database!.thaw()
  await until(
    () => ask('/readyz'),
    ({ status }) => status === 200,
  )
})
