// GET /metrics of a whole server: what is counted is what happened, over all threads; and who may read it.

import { describe, expect, test } from 'vitest'
import { rawRequest } from '../../support/client/raw-http.ts'
import { METERED, meteredProtocol } from '../../support/games/metered.ts'
import { PROBE, probeProtocol } from '../../support/games/probe.ts'
import { type Scraped, scrape, sumOf } from '../../support/server/scrape.ts'
import { serverForTest } from '../../support/server/server-for-test.ts'
import { serverForSuite } from '../../support/server/suite-server.ts'
import { until } from '../../support/until.ts'
import { workers } from '../../support/workers.ts'

describe.each(workers(1))('the metrics of a server with %i workers', threads => {
  const { server, guest, player } = serverForSuite({ threads, web: { enabled: true } })

  test('count connections, guests and players of all threads', async () => {
    for (const each of [() => player('ann'), () => player('bob'), guest]) await each()
    const counted = (seen: Scraped) =>
      ['connections', 'guests', 'players'].map(name => sumOf(seen, `gatehouse_${name}`)).join()
    await until(
      () => scrape(server()),
      seen => counted(seen) === '3,1,2',
    )
  })

  test('count what is asked, by message and code, with times and bytes', async () => {
    const before = await scrape(server())
    const [ann, lost] = [await player('ann'), await guest()]
    for (let i = 0; i < 3; i++) await ann.ask('cs_sign')
    await lost.ask('cs_sign')
    const after = await scrape(server())
    const grown = (name: string, labels: Record<string, string>) =>
      sumOf(after, name, labels) - sumOf(before, name, labels)
    expect(grown('gatehouse_requests_total', { message: 'sign', code: 'OK' })).toBe(3)
    expect(grown('gatehouse_requests_total', { message: 'sign', code: 'NEED_LOGIN' })).toBe(1)
    expect(grown('gatehouse_requests_received_total', { message: 'sign' })).toBe(4)
    expect(grown('gatehouse_request_seconds_count', { message: 'sign' })).toBe(3)
    expect(grown('gatehouse_requests_received_bytes_total', { message: 'sign' })).toBeGreaterThan(4)
    expect(grown('gatehouse_logins_total', { outcome: 'OK' })).toBe(1)
  })

  test('count rooms and their members, saves, updates of boards, and operations of stores', async () => {
    const ann = await player('ann')
    await ann.ask('cs_room_create', { kind: 'chat', name: 'hall' })
    await ann.ask('cs_sign')
    const found = await until(
      () => scrape(server()),
      seen => sumOf(seen, 'gatehouse_saves_total') > 0 && sumOf(seen, 'gatehouse_room_members') === 1,
    )
    const claims = { store: 'roles', operation: 'claim' }
    expect(sumOf(found, 'gatehouse_rooms', { kind: 'chat' })).toBeGreaterThan(0)
    expect(sumOf(found, 'gatehouse_board_updates_total', { board: 'sign' })).toBeGreaterThan(0)
    expect(sumOf(found, 'gatehouse_store_seconds_count', claims)).toBeGreaterThan(0)
    expect(sumOf(found, 'gatehouse_save_seconds_count')).toBeGreaterThan(0)
  })

  test('show every thread for itself', async () => {
    const { series } = await scrape(server())
    const heaps = series.filter(({ name }) => name === 'gatehouse_heap_used_bytes')
    const slots = Array.from({ length: threads + 1 }, (_, slot) => String(slot))
    expect(heaps.map(({ labels }) => labels.thread).toSorted()).toEqual(slots)
  })

  test('are few, whatever clients send', async () => {
    const lost = await guest()
    for (let i = 0; i < 10; i++) await lost.ask(`cs_mystery${i}`)
    const { series, text } = await scrape(server())
    expect(series.length).toBeLessThan(2000)
    expect(text).not.toContain('mystery')
  })

  test('are for this machine only: who comes by a proxy has to show a token', async () => {
    const { webPort } = server().server
    for (const header of ['X-Forwarded-For', 'Forwarded', 'Via', 'X-Real-IP'])
      expect(await rawRequest(webPort!, '/metrics', { [header]: '203.0.113.7' })).toMatchObject({
        status: 401,
      })
    const wrong = { authorization: 'Bearer wrong' }
    expect(await rawRequest(webPort!, '/metrics', wrong)).toMatchObject({ status: 401 })
  })
})

test("a worker's end takes nothing back that was counted", async () => {
  const server = await serverForTest({ game: PROBE, threads: 1, web: { enabled: true } })
  const client = await server.connect({ protocol: probeProtocol })
  await client.ask('cs_login', { acc: 'ann' })
  const before = sumOf(await scrape(server), 'gatehouse_requests_total')
  client.sendText('cs_crash', {})
  await client.closed
  const isBack = { thread: '1' }
  const after = await until(
    () => scrape(server),
    seen => sumOf(seen, 'gatehouse_thread_up', isBack) === 1 && sumOf(seen, 'gatehouse_connections') === 0,
  )
  expect(before).toBeGreaterThan(0)
  expect(sumOf(after, 'gatehouse_requests_total')).toBeGreaterThanOrEqual(before)
})

test('nor does the end of two workers at once', async () => {
  const server = await serverForTest({ game: PROBE, threads: 2, web: { enabled: true } })
  const clients = [0, 1].map(() => server.connect({ protocol: probeProtocol }))
  const players = await Promise.all(clients)
  await Promise.all(players.map((player, i) => player.login(`player ${i}`)))
  const before = sumOf(await scrape(server), 'gatehouse_requests_total')
  for (const player of players) player.sendText('cs_crash', {})
  await Promise.all(players.map(player => player.closed))
  const after = await until(
    () => scrape(server),
    seen => sumOf(seen, 'gatehouse_thread_up') === 3 && sumOf(seen, 'gatehouse_connections') === 0,
  )
  expect(sumOf(after, 'gatehouse_requests_total')).toBeGreaterThanOrEqual(before)
})

describe.each(workers(2))("a game's metrics with %i workers", threads => {
  const { server } = serverForSuite(
    { game: METERED, threads, web: { enabled: true }, gate: { messageRate: 10_000, messageBurst: 10_000 } },
    meteredProtocol,
  )

  async function playerOf(acc: string) {
    const client = await server().connect({ protocol: meteredProtocol })
    await client.ask('cs_login', { acc })
    return client
  }

  test('are counted by handlers, services and rooms of every thread, and merged', async () => {
    const players = await Promise.all(['ann', 'bob', 'cid'].map(playerOf))
    for (const player of players) {
      await player.ask('cs_bet', { game: 'dice', gold: 50 })
      await player.ask('cs_draw')
      await player.ask('cs_sit')
    }
    const found = await scrape(server())
    expect(found.types.get('game_bets_placed_total')).toBe('counter')
    expect(sumOf(found, 'game_bets_placed_total', { game: 'dice' })).toBe(3)
    expect(sumOf(found, 'game_bet_gold_bucket', { le: '10' })).toBe(0)
    expect(sumOf(found, 'game_bet_gold_bucket', { le: '100' })).toBe(3)
    expect(sumOf(found, 'game_drawing_seconds_count')).toBe(3)
    expect(sumOf(found, 'game_open_bets')).toBe(15)
  })

  test('have a bounded number of series, whatever a game puts into a label', async () => {
    const ann = await playerOf('ann')
    for (let i = 0; i < 250; i++) await ann.ask('cs_bet', { game: `game ${i}`, gold: 1 })
    const { series } = await scrape(server())
    const bets = series.filter(({ name }) => name === 'game_bets_placed_total')
    expect(bets.length).toBeLessThanOrEqual(201 * Math.max(1, threads))
    expect(bets.find(({ labels }) => labels.game === 'other')!.value).toBeGreaterThanOrEqual(49)
  })
})
