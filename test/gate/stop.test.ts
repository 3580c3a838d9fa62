import { describe, expect, test } from 'vitest'
import { CLOSE } from '../../protocol/errors.ts'
import type { RawClient, TextMessage } from '../support/client/raw-client.ts'
import { PROBE, probeProtocol } from '../support/games/probe.ts'
import { type Settings, startTestServer, type TestServer } from '../support/server/server.ts'
import { serverForTest } from '../support/server/server-for-test.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const STOPPING = { code: 4002, reason: 'the server is stopping, connect again' }

const start = (settings: Settings): Promise<TestServer> => serverForTest({ game: PROBE, ...settings })

async function player(server: TestServer, acc: string): Promise<RawClient> {
  const client = await server.connect({ protocol: probeProtocol })
  await client.login(acc)
  return client
}

/** A player whose request is being handled, and ends `ms` later. */
async function busyPlayer(server: TestServer, acc: string, ms: number): Promise<RawClient> {
  const client = await player(server, acc)
  client.sendText('cs_later', { ms }, 7)
  expect(await client.nextText()).toMatchObject({ name: 'sc_news' })
  return client
}

const ANSWER = { name: 'sc_later', data: { count: 1 }, session: 7 }

describe.each([0, 1])('a stop, with %i worker threads', threads => {
  test('lets what runs end, and sends its answer before the close', async () => {
    const server = await startTestServer({ game: PROBE, threads })
    const [idle, ...busy] = await Promise.all([
      player(server, 'idle'),
      ...['a', 'b', 'c'].map(acc => busyPlayer(server, acc, 300)),
    ])
    const stopped = server.stop()
    expect(await idle.closed).toEqual(STOPPING)
    for (const client of busy) {
      expect(await client.nextText()).toEqual(ANSWER)
      expect(await client.closed).toEqual(STOPPING)
    }
    expect((await stopped).problems).toEqual([])
  })

  test('runs nothing that is asked after its beginning, and says so', async () => {
    const folder = temporaryFolder()
    const settings: Settings = { game: PROBE, threads, gate: { messageRate: 1e6, messageBurst: 1e6 } }
    const first = await startTestServer(settings, folder)
    const client = await busyPlayer(first, 'late', 1000)
    const stopped = first.stop()
    await askUntilAnswered(client)
    expect(await client.closed).toEqual(STOPPING)
    await stopped
    const answers = await takeAll(client)
    const refused = answers.filter(({ name }) => name === 'sc_error')
    expect(refused.length).toBeGreaterThan(0)
    for (const { data, session } of refused)
      expect([data, session]).toMatchObject([{ code: 'TRY_AGAIN', msg: 'the server is stopping' }, 8])
    const second = await serverForTest({ game: PROBE }, folder)
    const { count } = await (await second.connect({ protocol: probeProtocol })).login('late')
    expect(count).toBe(answers.length - refused.length)
  })

  test('does not wait for long for a handler that does not end', async () => {
    const server = await startTestServer({ game: PROBE, threads, stopTimeout: 1500 })
    const client = await player(server, 'endless')
    client.sendText('cs_hold', { key: 'for ever' }, 7)
    await client.ask('cs_heartbeat').catch(() => 0)
    await server.stop()
    expect([1006, 4002]).toContain((await client.closed).code)
  })

  test.each([
    ['kicked', CLOSE.KICKED],
    ['replaced', CLOSE.REPLACED],
  ])('who is %s hears the answer to what runs first', async (_, code) => {
    const server = await start({ threads })
    const client = await busyPlayer(server, 'busy', 300)
    if (code === CLOSE.KICKED) expect(await (await server.watchdog()).call.kick('busy')).toBe(true)
    else await player(server, 'busy')
    expect(await client.nextText()).toEqual(ANSWER)
    expect((await client.closed).code).toBe(code)
  })
})

/** Asks again and again, until something was answered. */
async function askUntilAnswered(client: RawClient): Promise<void> {
  while (client.waiting === 0) {
    client.sendText('cs_add', { by: 1 }, 8)
    await new Promise(resolve => setTimeout(resolve, 5))
  }
}

async function takeAll(client: RawClient): Promise<TextMessage[]> {
  const taken = []
  while (client.waiting > 0) taken.push(await client.nextText())
  return taken
}
