import { expect, onTestFinished, test } from 'vitest'
import { ROOMS } from '../support/games/rooms.ts'
import { serverForTest } from '../support/server/server-for-test.ts'
import { launchServer } from '../support/store/databases.ts'

const database = await launchServer('mongodb')
if (!database) {
  const missing = 'no mongodb of its own to stop: put mongod or ferretdb on PATH'
  if (process.env.REQUIRE_SERVERS === '1') throw new Error(missing)
  process.stderr.write(`skipped, ${missing}\n`)
}

test.skipIf(!database)(
  'who logs in while the database is away is told to try again, and comes in when it is back',
  { timeout: 60_000 },
  async () => {
    onTestFinished(() => database!.dispose())
    const url = `${database!.url}away?serverSelectionTimeoutMS=1000&connectTimeoutMS=5000`
    const server = await serverForTest({
      game: ROOMS,
      store: { kind: 'mongo', url },
      gate: { loginTimeout: 60_000 },
    })
    const client = await server.connect()
    await database!.end('SIGKILL')
    expect(await client.ask('cs_login', { acc: 'patient' })).toMatchObject({
      name: 'sc_error',
      data: { req_name: 'cs_login', code: 'TRY_AGAIN' },
    })
    await database!.start()
    await expect
      .poll(() => client.ask('cs_login', { acc: 'patient' }), { timeout: 30_000 })
      .toMatchObject({
        name: 'sc_login',
      })
  },
)
