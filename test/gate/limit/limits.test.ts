import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { UpgradeError } from '../../support/client/raw-client.ts'
import { ROOMS } from '../../support/games/rooms.ts'
import { shareServers } from '../../support/server/shared-servers.ts'
import { workers } from '../../support/workers.ts'
import { shareGates } from '../support/open-gate.ts'

const openGate = shareGates()

const FULL = { code: 4006, reason: 'the server is full' }

describe.each(workers(2))('with %i worker threads', threads => {
  const openServer = shareServers()
  const open = () =>
    openServer({ game: ROOMS, threads, gate: { maxClients: 10, trustProxy: 1, maxPerAddress: 3 } })

  test('the whole node takes as many clients as are configured, and not one more', async () => {
    const server = await open()
    const clients = await Promise.all(Array.from({ length: 30 }, () => server.connect()))
    const refused = clients.filter(client => client.isClosed)
    await Promise.all(
      clients.map(client => Promise.race([client.closed, client.ask('cs_heartbeat').catch(() => 0)])),
    )
    const closed = await Promise.all(clients.filter(client => client.isClosed).map(client => client.closed))
    expect(closed).toEqual(Array(20).fill(FULL))
    expect(refused.length).toBeLessThanOrEqual(20)
    await server.until(({ connections }) => connections === 10)
  })

  test('a client that leaves makes room for another', async () => {
    const server = await open()
    const [first] = await Promise.all(Array.from({ length: 10 }, () => server.connect()))
    expect(await (await server.connect()).closed).toEqual(FULL)
    await first!.vanish()
    await server.until(({ connections }) => connections === 9)
    const next = await server.connect()
    expect(await next.ask('cs_heartbeat')).toMatchObject({ name: 'sc_heartbeat' })
  })

  test('one address has its share of connections, wherever they land', async () => {
    const server = await open()
    const from = (address: string) => server.connect({ headers: { 'X-Forwarded-For': address } })
    const mine = await Promise.all(['a', 'b', 'c'].map(() => from('203.0.113.7')))
    const fourth = await from('203.0.113.7')
    expect(await fourth.closed).toEqual({ code: 4009, reason: 'too many connections from one address' })
    const other = await from('203.0.113.8')
    expect(await other.ask('cs_heartbeat')).toMatchObject({ name: 'sc_heartbeat' })
    await mine[0]!.close()
    await server.until(({ connections }) => connections === 3)
    const again = await from('203.0.113.7')
    expect(await again.ask('cs_heartbeat')).toMatchObject({ name: 'sc_heartbeat' })
  })
})

describe('addresses', () => {
  test('one that connects too often is refused before its upgrade', async () => {
    const server = await openGate({ gate: { trustProxy: 1, maxUpgrades: 5 } })
    const headers = { 'X-Forwarded-For': '203.0.113.9' }
    const tries = await Promise.allSettled(Array.from({ length: 30 }, () => server.connect({ headers })))
    const refused = tries.filter(({ status }) => status === 'rejected')
    expect(refused.length).toBeGreaterThanOrEqual(20)
    expect((refused[0] as PromiseRejectedResult).reason).toEqual(new UpgradeError(429))
    const other = await server.connect({ headers: { 'X-Forwarded-For': '203.0.113.10' } })
    expect(other.isClosed).toBe(false)
  })

  test('loopback is not counted', async () => {
    const server = await openGate({ gate: { maxPerAddress: 1, maxUpgrades: 1 } })
    const clients = await Promise.all(Array.from({ length: 20 }, () => server.connect()))
    expect(clients.filter(client => client.isClosed)).toEqual([])
  })

  test('what a client writes of its own address counts for nothing', async () => {
    const direct = await openGate({ gate: { maxPerAddress: 1 } })
    const headers = { 'X-Forwarded-For': '203.0.113.1' }
    await direct.connect({ headers })
    expect(await (await direct.connect({ headers })).ask('cs_heartbeat')).toBeDefined()
    const behind = await openGate({ gate: { maxPerAddress: 1, trustProxy: 1 } })
    await behind.connect({ headers: { 'X-Forwarded-For': '198.51.100.1, 203.0.113.1' } })
    const second = await behind.connect({ headers: { 'X-Forwarded-For': '198.51.100.2, 203.0.113.1' } })
    expect((await second.closed).code).toBe(4009)
  })
})

describe('messages', () => {
  test('one that is too large is answered with its number, and the connection goes on', async () => {
    const server = await openGate({ gate: { maxMessage: 100 } })
    const client = await server.connect()
    client.sendText('cs_echo', { text: 'x'.repeat(200) }, 4)
    expect(await client.nextText()).toEqual({
      name: 'sc_error',
      data: { req_name: 'cs_echo', code: 'MESSAGE_TOO_LARGE', msg: 'the message is too large' },
      session: 4,
    })
    client.sendBinary('echo', { text: 'x'.repeat(200) }, 5)
    expect(await client.nextBinary()).toMatchObject({ session: 5, ud: 'MESSAGE_TOO_LARGE' })
    expect(await client.ask('cs_heartbeat')).toMatchObject({ name: 'sc_heartbeat' })
  })

  test('too many at a time are refused with their numbers, and later ones are not', async () => {
    const server = await openGate({
      gate: { messageRate: 2, messageBurst: 5, maxBadMessages: 1_000_000_000 },
    })
    const client = await server.connect()
    for (let session = 1; session <= 10; session++) client.sendText('cs_heartbeat', {}, session)
    const answers = []
    for (let i = 0; i < 10; i++) answers.push(await client.nextText())
    expect(answers.slice(0, 5).map(answer => answer.name)).toEqual(Array(5).fill('sc_heartbeat'))
    const late = answers.slice(5).filter(({ name }) => name === 'sc_error')
    expect(late.length).toBeGreaterThan(0)
    expect(late[0]).toEqual({
      name: 'sc_error',
      data: { req_name: 'cs_heartbeat', code: 'RATE_LIMITED', msg: 'too many messages' },
      session: expect.any(Number),
    })
    for (;;) if ((await client.ask('cs_heartbeat')).name === 'sc_heartbeat') break
  })

  test('who sends bad ones again and again is closed with 4005', async () => {
    const server = await openGate({ gate: { maxBadMessages: 3 } })
    const client = await server.connect()
    for (let i = 0; i < 4; i++) client.send('nonsense')
    expect(await client.closed).toEqual({ code: 4005, reason: 'too many bad messages' })
    expect(client.waiting).toBe(4)
    await server.emptied()
  })

  test('who sends too many again and again is closed with 4005, pings too', async () => {
    const server = await openGate({ gate: { messageRate: 1, messageBurst: 1, maxBadMessages: 3 } })
    const [loud, pinging] = await Promise.all([server.connect(), server.connect()])
    for (let i = 0; i < 10; i++) {
      loud.sendText('cs_heartbeat')
      pinging.ping()
    }
    expect((await loud.closed).code).toBe(4005)
    expect((await pinging.closed).code).toBe(4005)
  })
})

describe('time', () => {
  test('who does not log in in time is closed with 4007, whatever it says meanwhile', async () => {
    const server = await openGate({ gate: { loginTimeout: 200, messageRate: 1000 } })
    const [silent, busy] = await Promise.all([server.connect(), server.connect()])
    const talk = setInterval(() => busy.sendText('cs_heartbeat'), 20)
    expect(await silent.closed).toEqual({ code: 4007, reason: 'not logged in in time' })
    expect((await busy.closed).code).toBe(4007)
    clearInterval(talk)
  })

  test('who has logged in stays, and has to log in in time again after a logout', async () => {
    const server = await openGate({ gate: { loginTimeout: 1500 } })
    const [player, guest] = await Promise.all([server.connect(), server.connect()])
    await player.login('stays')
    await guest.closed
    expect(await player.ask('cs_heartbeat')).toMatchObject({ name: 'sc_heartbeat' })
    await player.ask('cs_logout')
    expect((await player.closed).code).toBe(4007)
  })

  test('who sends nothing and answers no ping is closed with 4004; who answers pings stays', async () => {
    const server = await openGate({ gate: { idleTimeout: 1000 } })
    const [dead, alive] = await Promise.all([server.connect({ answersPings: false }), server.connect()])
    await dead.login('dead')
    await alive.login('alive')
    expect(await dead.closed).toEqual({ code: 4004, reason: 'idle for too long' })
    expect(dead.pings).toBeGreaterThan(0)
    expect(await alive.ask('cs_heartbeat')).toMatchObject({ name: 'sc_heartbeat' })
    await server.until(({ agents }) => agents === 1)
  })

  test('a loop that stood still closes nobody who could not be heard meanwhile', async () => {
    const server = await openGate({ threads: 0, gate: { idleTimeout: 1000 } })
    const player = await server.connect()
    await player.login('unheard')
    // The client's loop, too.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1500)
    expect(await player.ask('cs_heartbeat')).toMatchObject({ name: 'sc_heartbeat' })
  })

  test('a clock that is set an hour ahead closes nobody', async () => {
    const server = await openGate({ threads: 0, gate: { loginTimeout: 1500 } })
    const [player, guest] = await Promise.all([server.connect(), server.connect()])
    await player.login('patient')
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_600_000 })
    onTestFinished(() => void vi.useRealTimers())
    // What closes the guest has looked at the player too.
    expect((await guest.closed).code).toBe(4007)
    expect(await player.ask('cs_heartbeat')).toMatchObject({ name: 'sc_heartbeat' })
  })
})

test('an HTTP request on the port of the gate is told what the port is for', async () => {
  const server = await openGate()
  const response = await fetch(`http://127.0.0.1:${server.server.gatePort}/`)
  expect(response.status).toBe(426)
})
