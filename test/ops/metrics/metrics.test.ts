// GET /metrics of a whole server: what is counted is what happened, over all threads; and who may read it.

import { describe, expect, test } from 'vitest'
import { scrape, sumOf } from '../../support/server/scrape.ts'
import { serverForSuite } from '../../support/server/suite-server.ts'

describe.each([0, 2])('the metrics of a server with %i workers', threads => {
  const { server, guest, player } = serverForSuite({ threads, web: { enabled: true } })

  test('count connections, guests and players of all threads', async () => {
    const clients = [await player('ann'), await player('bob'), await guest()]
    const found = await scrape(server())
    expect(sumOf(found, 'gatehouse_connections')).toBe(clients.length)
    expect(sumOf(found, 'gatehouse_guests')).toBe(1)
    expect(sumOf(found, 'gatehouse_players')).toBe(2)
  })

  test('count what is asked, by message and code, with times and bytes', async () => {
    const before = await scrape(server())
    const [ann, lost] = [await player('ann'), await guest()]
    for (let i = 0; i < 3; i++) await ann.ask('cs_sign', {})
    await lost.ask('cs_sign', {}).catch(() => undefined)
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
})
