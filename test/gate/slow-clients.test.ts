import { expect, test } from 'vitest'
import type { RawClient } from '../support/client/raw-client.ts'
import { PROBE, probeProtocol } from '../support/games/probe.ts'
import type { Census, Settings, TestServer } from '../support/server/server.ts'
import { shareServers } from '../support/server/shared-servers.ts'
import { workers } from '../support/workers.ts'

const TOO_SLOW = { code: 4003, reason: 'too slow: too much was waiting to be sent' }
/** More than the kernel keeps between two sockets of one machine, in pushes of 4 KB. */
const FLOOD = { count: 3000, size: 4000 }

const share = shareServers()
const start = (gate: Settings['gate'] = {}, threads = 0): Promise<TestServer> =>
  share({ threads, game: PROBE, gate: { messageRate: 10_000, messageBurst: 10_000, ...gate } })

async function player(server: TestServer, acc: string) {
  const client = await server.connect({ protocol: probeProtocol })
  await client.login(acc)
  return client
}

test('a player who stops reading is closed with 4003, and nobody else is', async () => {
  const server = await start()
  const slow = await player(server, 'slow')
  const quick = await player(server, 'quick')
  slow.pause()
  slow.sendText('cs_flood', FLOOD)
  await server.until(({ agents }) => agents === 1)
  expect(await quick.ask('cs_echo', { text: 'here' })).toMatchObject({ data: { text: 'here' } })
  slow.resume()
  expect(await slow.closed).toEqual(TOO_SLOW)
  await server.until(({ connections }) => connections === 1)
})

test('what waited for a slow player before the limit still comes, in order', async () => {
  const server = await start()
  const slow = await player(server, 'slow')
  slow.pause()
  slow.sendText('cs_flood', FLOOD)
  await server.until(({ agents }) => agents === 0)
  slow.resume()
  await slow.closed
  expect(slow.waiting).toBeGreaterThan(100)
  for (let left = slow.waiting; left > 0; left--) {
    expect(await slow.nextText()).toMatchObject({ name: 'sc_news' })
  }
})

test('a player who never reads again is cut off, and what waited for it is freed', async () => {
  const server = await start({ maxQueued: 100_000 })
  const slow = await player(server, 'gone')
  slow.pause()
  slow.sendText('cs_flood', FLOOD)
  await server.emptied()
  slow.resume()
  expect((await slow.closed).code).toBe(1006)
})

test('a guest may keep less waiting than a player', async () => {
  const server = await start({ maxBadMessages: 1_000_000, maxGuestQueued: 4096 })
  const guest = await server.connect({ protocol: probeProtocol })
  const other = await player(server, 'player')
  guest.pause()
  const unknown = `{"name":"cs_${'unknown'.repeat(8)}"}`
  const ask = setInterval(() => {
    for (let i = 0; i < 1000; i++) guest.send(unknown)
  })
  await server.until(({ closing }) => closing === 1)
  clearInterval(ask)
  guest.resume()
  expect(await guest.closed).toEqual(TOO_SLOW)
  expect(await other.ask('cs_echo', { text: 'here' })).toMatchObject({ data: { text: 'here' } })
})

test('of latest-wins pushes a slow player gets the newest, and everything else in full', async () => {
  const server = await start()
  const slow = await player(server, 'slow')
  slow.pause()
  slow.sendText('cs_move', { count: 5000, size: 4000 }, 5)
  const quick = await player(server, 'quick')
  await quick.ask('cs_echo', { text: 'the server has handled what slow asked' })
  slow.resume()
  const seen: number[] = []
  let isAnswered = false
  while (seen.at(-1) !== 5000 || !isAnswered) {
    const { name, data } = await slow.nextText()
    if (name === 'sc_position') seen.push(data.n as number)
    else isAnswered = name === 'sc_move'
  }
  expect(seen.length).toBeLessThan(5000)
  expect(seen).toEqual([...seen].sort((a, b) => a - b))
  expect(slow.isClosed).toBe(false)
})

test('of a slow player with a session not even what the machine buffers is full of latest-wins pushes', async () => {
  const server = await start()
  const slow = await player(server, 'slow')
  await slow.ask('cs_session_open')
  slow.pause()
  slow.sendText('cs_move', { count: 5000, size: 4000 }, 5)
  const quick = await player(server, 'quick')
  await quick.ask('cs_echo', { text: 'the server has handled what slow asked' })
  slow.resume()
  const seen: number[] = []
  let count = 0
  while (seen.at(-1) !== 5000) {
    const { name, data } = await slow.nextText()
    if (name === 'sc_received') continue
    slow.sendText('cs_received', { count: ++count })
    if (name === 'sc_position') seen.push(data.n as number)
  }
  // 64 KB that may wait, 32 that it need not confirm at once, and the newest.
  expect(seen.length).toBeLessThan(100_000 / 4000 + 2)
  slow.sendText('cs_logout', {}, 6)
  while ((await slow.nextText()).name !== 'sc_logout');
  expect(slow.isClosed).toBe(false)
})

test.each(workers(2))('with %i worker threads, the largest of all goes first', async threads => {
  const server = await start({ maxBuffered: 2_000_000, maxQueued: 3_000_000 }, threads)
  const small = await Promise.all(['a', 'b', 'c', 'd'].map(name => player(server, name)))
  const large = await player(server, 'large')
  for (const [i, client] of small.entries()) {
    client.pause()
    await pushUntil(server, client, ({ backlogged }) => backlogged > i)
  }
  large.pause()
  await pushUntil(server, large, ({ agents }) => agents < 5)
  await server.until(census => census.queued < 2_000_000)
  for (const client of [...small, large]) client.resume()
  expect([1006, 4003]).toContain((await large.closed).code)
  expect(small.filter(client => client.isClosed)).toEqual([])
  for (const client of small) client.sendText('cs_echo', { text: 'still here' })
  await Promise.all(small.map(client => untilEcho(client)))
})

/** Pushes to `client` step by step. */
async function pushUntil(
  server: TestServer,
  client: RawClient,
  holds: (census: Census) => boolean,
): Promise<void> {
  for (;;) {
    client.sendText('cs_flood', { count: 100, size: 4000 })
    const other = await player(server, 'mark')
    await other.ask('cs_logout')
    await other.vanish()
    const census = await server.until(({ connections, agents }) => connections <= 5 && agents <= 5)
    if (holds(census)) return
  }
}

async function untilEcho(client: RawClient): Promise<void> {
  for (;;) if ((await client.nextText()).name === 'sc_echo') return
}
