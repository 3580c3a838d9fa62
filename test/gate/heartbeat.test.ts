import { describe, expect, test } from 'vitest'
import { parseSchema, protocolOf } from '../../protocol/sproto/index.ts'
import { defineGameOf } from '../../server/kit/index.ts'
import { PROBE, probeProtocol } from '../support/games/probe.ts'
import { serverForTest } from '../support/server/server-for-test.ts'
import { shareGates } from './support/open-gate.ts'

const openGate = shareGates()

const recent = () => expect.toSatisfy(time => Math.abs(Date.now() - time) < 60_000)

describe('a heartbeat', () => {
  test('is answered before the login and after it, in both formats, with the time of the server', async () => {
    const server = await openGate()
    const client = await server.connect()
    for (const acc of [undefined, 'hanxi']) {
      if (acc) await client.login(acc)
      expect(await client.ask('cs_heartbeat')).toEqual({
        name: 'sc_heartbeat',
        data: { time: recent() },
        session: expect.any(Number),
      })
      expect(await client.askBinary('heartbeat')).toMatchObject({
        error: undefined,
        body: { time: recent() },
      })
    }
  })

  test('without a number is answered as text, and not as sproto', async () => {
    const server = await openGate()
    const client = await server.connect()
    client.sendBinary('heartbeat')
    client.sendText('cs_heartbeat')
    expect(await client.nextText()).toEqual({ name: 'sc_heartbeat', data: { time: recent() } })
  })

  test('is answered while a handler of its player waits, and the other requests of the player are not', async () => {
    const server = await openGate()
    const client = await server.connect()
    await client.login('hanxi')
    const { data } = await client.ask('cs_room_create', { name: 'hall' })
    const { id } = data.room as { id: string }
    client.sendText('cs_room_say', { id, text: 'filter' }, 50)
    client.sendText('cs_echo', { text: 'behind it' }, 51)
    client.sendText('cs_heartbeat', {}, 52)
    expect(await client.nextText()).toMatchObject({ name: 'sc_heartbeat', session: 52 })
    expect(await client.askBinary('heartbeat')).toMatchObject({ body: { time: recent() } })
  })

  test('counts against the rate of its connection as any message does', async () => {
    const server = await openGate({ gate: { messageRate: 1, messageBurst: 2, maxBadMessages: 3 } })
    const client = await server.connect()
    for (let session = 1; session <= 40; session++) client.sendBinary('heartbeat', undefined, session)
    expect(await client.nextBinary()).toMatchObject({ session: 1, body: { time: recent() } })
    expect(await client.nextBinary()).toMatchObject({ session: 2, body: { time: recent() } })
    expect((await client.closed).code).toBe(4005)
  })

  test('is an unknown message where the protocol has none', async () => {
    const server = await serverForTest({ game: PROBE })
    const client = await server.connect({ protocol: probeProtocol })
    expect(await client.ask('cs_heartbeat')).toMatchObject({ data: { code: 'UNKNOWN_MESSAGE' } })
    await client.login('hanxi')
    expect(await client.ask('cs_echo', { text: 'x' })).toMatchObject({ data: { text: 'x' } })
  })

  test('has no handler: a game that brings one is refused', () => {
    const protocol = protocolOf(parseSchema('heartbeat 2 { response { time 0 : integer } }'))
    const game = { role: {}, protocol, latestWins: new Set(), guest: {}, handlers: { heartbeat: () => ({}) } }
    expect(() => defineGameOf(game as never)).toThrow(
      'there is a handler "heartbeat", but connections answer it',
    )
  })
})
