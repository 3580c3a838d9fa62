import { describe, expect, test } from 'vitest'
import { CLOSE } from '../../protocol/errors.ts'
import type { Ref } from '../../server/core/service/ref.ts'
import { Latch } from '../core/support/services.ts'
import type { RawClient, TextMessage } from '../support/client/raw-client.ts'
import { PROBE, probeProtocol } from '../support/games/probe.ts'
import { type Settings, startTestServer, type TestServer } from '../support/server/server.ts'
import { serverForTest } from '../support/server/server-for-test.ts'
import { shareServers } from '../support/server/shared-servers.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { workers } from '../support/workers.ts'

const STOPPING = { code: 4002, reason: 'the server is stopping, connect again' }

async function player(server: TestServer, acc: string): Promise<RawClient> {
  const client = await server.connect({ protocol: probeProtocol })
  await client.login(acc)
  return client
}

/** Where the requests of busy players wait. */
const latchOn = ({ server }: TestServer): Promise<Ref<Latch>> =>
  server.node.launch(Latch, undefined, { name: '.latch' })

/** A player whose request is being handled, until the latch is opened. */
async function busyPlayer(server: TestServer, acc: string): Promise<RawClient> {
  const client = await player(server, acc)
  client.sendText('cs_later', {}, 7)
  expect(await client.nextText()).toMatchObject({ name: 'sc_news' })
  return client
}

const ANSWER = { name: 'sc_later', data: { count: 1 }, session: 7 }

describe.each(workers(1))('with %i worker threads', threads => {
  const share = shareServers()

  test('a stop lets what runs end, and answers it before the close; what is asked later is not run, and told so', async () => {
    const folder = temporaryFolder()
    const settings: Settings = { game: PROBE, threads, gate: { messageRate: 1e6, messageBurst: 1e6 } }
    const first = await startTestServer(settings, folder)
    const latch = await latchOn(first)
    const idle = await player(first, 'idle')
    const [late, ...busy] = await Promise.all(['late', 'a', 'b'].map(acc => busyPlayer(first, acc)))
    const stopped = first.stop()
    expect(await idle.closed).toEqual(STOPPING)
    const answers = await askUntilRefused(late!)
    await latch.call.open()
    for (const client of busy) {
      expect(await client.nextText()).toEqual(ANSWER)
      expect(await client.closed).toEqual(STOPPING)
    }
    expect(await late!.closed).toEqual(STOPPING)
    expect((await stopped).problems).toEqual([])
    while (late!.waiting > 0) answers.push(await late!.nextText())
    const refused = answers.filter(({ name }) => name === 'sc_error')
    for (const { data, session } of refused)
      expect([data, session]).toMatchObject([{ code: 'TRY_AGAIN', msg: 'the server is stopping' }, 8])
    const second = await serverForTest({ game: PROBE }, folder)
    const { count } = await (await second.connect({ protocol: probeProtocol })).login('late')
    expect(count).toBe(answers.length - refused.length)
  })

  test('a stop does not wait for long for a handler that does not end', async () => {
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
  ])('who is %s hears the answer to what runs first', async (acc, code) => {
    const server = await share({ game: PROBE, threads })
    const latch = await latchOn(server)
    const client = await busyPlayer(server, acc)
    const next = code === CLOSE.REPLACED ? player(server, acc) : undefined
    if (next) await server.until(({ waiting }) => waiting === 1)
    else expect(await (await server.watchdog()).call.kick(acc)).toBe(true)
    await latch.call.open()
    expect(await client.nextText()).toEqual(ANSWER)
    expect((await client.closed).code).toBe(code)
    await next
    await server.server.node.end(latch)
  })
})

/** Asks again and again, until it is told that nothing is run any more; gives what it was answered. */
async function askUntilRefused(client: RawClient): Promise<TextMessage[]> {
  const answers: TextMessage[] = []
  while (answers.at(-1)?.name !== 'sc_error') {
    client.sendText('cs_add', { by: 1 }, 8)
    await new Promise(resolve => setTimeout(resolve, 5))
    if (client.waiting > 0) answers.push(await client.nextText())
  }
  return answers
}
