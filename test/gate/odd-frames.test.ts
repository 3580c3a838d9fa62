import { expect, test } from 'vitest'
import { makeFrame, OPCODE } from '../support/client/ws-frames.ts'
import { PROBE, probeProtocol } from '../support/games/probe.ts'
import type { TestServer } from '../support/server/server.ts'
import { until } from '../support/until.ts'
import { shareGates } from './support/open-gate.ts'

const openGate = shareGates()

/** What the log says of connections that were ended, as soon as it says something. */
const ended = (server: TestServer) =>
  until(
    () => server.log().filter(({ msg }) => msg === 'a connection was ended'),
    lines => lines.length > 0,
  )

async function player(server: TestServer, acc: string) {
  const client = await server.connect()
  await client.login(acc)
  return client
}

test('a message that is far too large ends the connection, and the log says whose and why, once in a while', async () => {
  const server = await openGate()
  for (let i = 0; i < 3; i++) {
    const client = await player(server, 'huge')
    client.sendText('cs_echo', { text: 'x'.repeat(70_000) })
    expect((await client.closed).code).toBe(1006)
  }
  expect(await ended(server)).toMatchObject([
    {
      reason: 'Received too big message',
      account: 'huge',
      address: '127.0.0.1',
      help: expect.stringContaining('gate.maxMessage'),
    },
  ])
})

test.each([
  [4096, 16_000, 17_000],
  [64, 16_000, 17_000],
  [10_000, 39_000, 41_000],
  [60_000, 65_000, 66_000],
])(
  'with messages of %i bytes, one of %i is told so, and of %i not even parts are kept',
  async (maxMessage, told, kept) => {
    const server = await openGate({ gate: { maxMessage, messageBurst: 1000 } })
    const client = await server.connect()
    client.sendText('cs_echo', { text: 'x'.repeat(told) }, 5)
    expect(await client.nextText()).toMatchObject({ data: { code: 'MESSAGE_TOO_LARGE' }, session: 5 })
    for (const opcode of [OPCODE.TEXT, OPCODE.CONTINUATION])
      client.sendBytes(makeFrame(opcode, Buffer.alloc(kept / 2, 'x'), false))
    expect((await client.closed).code).toBe(1006)
  },
)

test('a client that does not mask its frames is served nothing, and closed for not logging in', async () => {
  const server = await openGate({ gate: { loginTimeout: 300 } })
  const client = await server.connect()
  const text = Buffer.from('{"name":"cs_heartbeat","data":{}}')
  client.sendBytes(Buffer.concat([Buffer.from([0x81, text.length]), text]))
  expect((await client.closed).code).toBe(4007)
  expect(client.waiting).toBe(0)
})

test('binary frames that cannot be decoded count as bad, and the log says what they were', async () => {
  const server = await openGate({ game: PROBE, gate: { maxBadMessages: 3 } })
  const client = await server.connect({ protocol: probeProtocol })
  for (let i = 0; i < 4; i++) client.send(Uint8Array.from([255]))
  expect((await client.closed).code).toBe(4005)
  expect(await ended(server)).toMatchObject([{ reason: 'too many bad messages', code: 'BAD_MESSAGE' }])
})

test('an upgrade may have headers of 15 KB, as long cookies make them', async () => {
  const server = await openGate()
  const client = await server.connect({ headers: { Cookie: 'x'.repeat(15_000) } })
  expect(await client.ask('cs_heartbeat')).toMatchObject({ name: 'sc_heartbeat' })
  await expect(server.connect({ headers: { Cookie: 'x'.repeat(20_000) } })).rejects.toThrow('431')
})
