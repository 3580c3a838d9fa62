// What is remembered of connections that have ended, as an operator asks for it.

import { describe, expect, test } from 'vitest'
import { PROBE, probeProtocol } from '../support/games/probe.ts'
import { askConsole } from '../support/server/console-client.ts'
import { serverForSuite } from '../support/server/suite-server.ts'
import { until } from '../support/until.ts'

interface Closed {
  account?: string
  code: number
  by: string
  reason: string
  peak: number
  times: number
  at: string
}

const TIME = /^20\d\d-\d\d-\d\dT.*Z$/

describe.each([0, 2])('with %i workers', threads => {
  const gate = { messageRate: 10_000, messageBurst: 10_000 }
  const { server, guest, player } = serverForSuite({ threads, game: PROBE, gate }, probeProtocol)
  const ask = <T>(line: string) => askConsole<T>(server().server.consolePort!, line)
  const closedOf = async (account: string) => (await ask<{ closed?: Closed }>(`player ${account}`)).closed
  const listed = async () => (await ask<{ rows: Closed[] }>('connections --closed')).rows

  test('of a player who was too slow: when, with which code, and how much waited at most', async () => {
    const slow = await player('slow')
    slow.pause()
    slow.sendText('cs_flood', { count: 3000, size: 4000 })
    await server().until(({ agents }) => agents === 0)
    const closed = {
      at: expect.stringMatching(TIME),
      code: 4003,
      reason: 'too slow: too much was waiting to be sent',
      by: 'server',
      peak: expect.toSatisfy((bytes: number) => bytes > 1_048_576),
      times: 1,
      address: '127.0.0.1',
    }
    expect(await ask('player slow')).toMatchObject({ account: 'slow', online: false, closed })
    expect(await listed()).toContainEqual(expect.objectContaining({ account: 'slow', ...closed }))
  })

  test('of a player who has left and is back', async () => {
    await (await player('bob')).close()
    const left = await until(
      () => closedOf('bob'),
      found => found !== undefined,
    )
    expect(left).toMatchObject({ code: 1000, by: 'client', reason: 'closed by the client', peak: 0 })
    await player('bob')
    expect(await ask('player bob')).toMatchObject({ online: true, closed: left })
  })

  test('of a player whose connection was lost, of one who was kicked, and of a guest', async () => {
    await (await player('lost')).vanish()
    await until(
      () => closedOf('lost'),
      found => found?.code === 1006 && found.by === 'client',
    )
    const kicked = await player('kicked')
    await ask('kick kicked')
    await kicked.closed
    expect(await closedOf('kicked')).toMatchObject({ code: 4008, by: 'server', reason: 'kicked' })
    await (await guest()).close()
    const rows = await until(listed, all => all.some(({ account }) => account === undefined))
    const times = rows.map(({ at }) => at)
    expect(times).toEqual(times.toSorted().reverse())
  })
})
