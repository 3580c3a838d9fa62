import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { Admission, createAdmissionMemory } from '../../../server/gate/limit/admission.ts'
import { isNetwork, Networks } from '../../../server/lib/networks.ts'
import { ownAddress } from '../../support/client/own-address.ts'
import { type RawClient, UpgradeError } from '../../support/client/raw-client.ts'
import { shareGates } from '../support/open-gate.ts'

const openGate = shareGates()

const CROWDED = { code: 4009, reason: 'too many connections from one address' }
const own = ownAddress()

describe('who stands behind a proxy', () => {
  test('does not become loopback by saying so', async () => {
    const server = await openGate({ gate: { trustProxy: 1, maxPerAddress: 1 } })
    for (const claim of ['127.0.0.1', '::1', '::ffff:127.0.0.1', 'nonsense']) {
      const headers = { 'X-Forwarded-For': claim }
      const first = await server.connect({ headers })
      const second = await server.connect({ headers })
      expect(await second.closed).toEqual(CROWDED)
      await first.close()
      await server.until(({ connections }) => connections === 0)
    }
  })

  test.skipIf(!own)('is believed only where the peer is a proxy', async () => {
    const gate = { host: '0.0.0.0', trustProxy: 1, maxPerAddress: 1 }
    const unknown = await openGate({ gate })
    const named = await openGate({ gate: { ...gate, proxies: ['192.0.2.0/24', `${own}/32`] } })
    const from = (server: typeof named, address: string) =>
      server.connect({ host: own!, headers: { 'X-Forwarded-For': address } })
    await from(unknown, '203.0.113.1')
    expect(await (await from(unknown, '203.0.113.2')).closed).toEqual(CROWDED)
    await from(named, '203.0.113.1')
    const second = await from(named, '203.0.113.2')
    expect(await second.ask('cs_heartbeat')).toMatchObject({ name: 'sc_heartbeat' })
    expect(await (await from(named, '203.0.113.2')).closed).toEqual(CROWDED)
  })
})

test.each([
  ['10.0.0.0/8', '10.1.2.3', true],
  ['10.0.0.0/8', '11.1.2.3', false],
  ['192.0.2.7', '192.0.2.7', true],
  ['fd00::/8', 'fd00:0:0:0:0:0:0:7', true],
  ['fd00::/8', '10.0.0.1', false],
])('the network %s: has it %s? %s', (network, address, has) => {
  expect(new Networks([network]).has(address)).toBe(has)
})

test.each([
  '',
  'proxy.example',
  '10.0.0.0/33',
  '10.0.0',
  '::ffff:10.0.0.0/104',
  '10.0.0.1/',
  'fd00::/129',
  ' ',
])('%j is no network', text => expect(isNetwork(text)).toBe(false))

describe('an IPv6 site', () => {
  const limits = { maxClients: 1000, maxPerAddress: 2, maxUpgrades: 60_000 }
  const admission = new Admission(createAdmissionMemory(), limits, { slot: 0, key: 'k' })
  const admit = (address: string) => admission.admit(admission.spotOf(address))

  test('has its limit for each /64, and eight times as much for the whole /48', () => {
    const network = (n: number) => `2001:db8:1:${n.toString(16)}:0:0:0:1`
    const verdicts = Array.from({ length: 20 }, (_, n) => admit(network(n)))
    expect(verdicts.filter(verdict => verdict === 'admitted').length).toBe(16)
    expect(verdicts.slice(16)).toEqual(Array(4).fill('crowded'))
    expect(admit('2001:db8:2:0:0:0:0:1')).toBe('admitted')
    admission.release(admission.spotOf(network(0)))
    expect([admit(network(0)), admit(network(30))]).toEqual(['admitted', 'crowded'])
  })
})

describe('sockets that have not upgraded', () => {
  test('are answered once, and closed', async () => {
    const server = await openGate()
    for (const request of ['GET / HTTP/1.1', 'POST /a HTTP/1.1']) {
      const { head, ended } = await exchange(server.server.gatePort, `${request}\r\nHost: a\r\n\r\n`)
      expect(head).toMatch(/^HTTP\/1\.1 426 /)
      expect(head).toMatch(/connection: close/i)
      await ended
    }
  })

  test.skipIf(!own)('count for their address from their accept on, until they are gone', async () => {
    const server = await openGate({ gate: { host: '0.0.0.0', maxPerAddress: 20 } })
    const { gatePort } = server.server
    const silent = await Promise.all(Array.from({ length: 20 }, () => openSocket(gatePort, own!)))
    const beyond = await openSocket(gatePort, own!)
    await once(beyond, 'close')
    expect(silent.filter(socket => socket.destroyed)).toEqual([])
    for (const socket of silent) socket.destroy()
    const client = await untilAdmitted(() => server.connect({ host: own! }))
    expect(await client.ask('cs_heartbeat')).toMatchObject({ name: 'sc_heartbeat' })
  })

  test('are counted for the node, and given back by a thread that dies', () => {
    const memory = createAdmissionMemory()
    const limits = { maxClients: 1, maxPerAddress: 1, maxUpgrades: 100 }
    const [one, two] = [1, 2].map(slot => new Admission(memory, limits, { slot, key: 'k' })) as [
      Admission,
      Admission,
    ]
    let arrived = 0
    while (one.arrive(undefined)) arrived++
    expect(arrived).toBe(1025)
    expect(two.arrive(undefined)).toBe(false)
    two.clear(1)
    expect(two.arrive(undefined)).toBe(true)
    two.depart(undefined)
    expect(two.sockets).toBe(0)
  })
})

describe('what one address may say', () => {
  test('is not renewed by connecting again', async () => {
    const server = await openGate({
      gate: { trustProxy: 1, messageRatePerAddress: 25, messageBurst: 10, maxBadMessages: 1000 },
    })
    const now = performance.now()
    const clock = vi.spyOn(performance, 'now').mockReturnValue(now)
    onTestFinished(() => clock.mockRestore())
    const rounds: number[] = []
    for (let i = 0; i < 4; i++) rounds.push(await answeredOf(await connectFrom(server, '203.0.113.5'), 15))
    expect(rounds.reduce((sum, each) => sum + each)).toBeLessThanOrEqual(25 + 10)
    expect(rounds.at(-1)).toBe(0)
    expect(await answeredOf(await connectFrom(server, '203.0.113.6'), 15)).toBeGreaterThan(0)
    clock.mockReturnValue(now + 1000)
    expect(await answeredOf(await connectFrom(server, '203.0.113.5'), 15)).toBeGreaterThan(0)
  })

  test('is not limited on loopback', async () => {
    const server = await openGate({ gate: { messageRatePerAddress: 1 } })
    for (let i = 0; i < 3; i++) expect(await answeredOf(await server.connect(), 10)).toBe(10)
  })
})

describe('the Origin of a page', () => {
  const origins = ['https://play.example.com', 'http://localhost:5173']
  const statusOf = async (connecting: Promise<RawClient>): Promise<number> => {
    try {
      await connecting
      return 101
    } catch (error) {
      return (error as UpgradeError).status
    }
  }

  test('has to be one of gate.origins, where there are any; programs send none', async () => {
    const server = await openGate({ gate: { origins } })
    const from = (Origin: string) => statusOf(server.connect({ headers: { Origin } }))
    expect(await Promise.all(origins.map(from))).toEqual([101, 101])
    const others = ['https://evil.example', 'https://play.example.com:444', 'http://play.example.com', 'null']
    expect(await Promise.all(others.map(from))).toEqual(others.map(() => 403))
    expect(await statusOf(server.connect())).toBe(101)
  })

  test('counts for nothing where gate.origins is empty', async () => {
    const server = await openGate()
    expect(await statusOf(server.connect({ headers: { Origin: 'https://evil.example' } }))).toBe(101)
  })

  test('a request with two Host headers is a bad one', async () => {
    const server = await openGate()
    await expect(server.connect({ headers: { Host: 'other' } })).rejects.toEqual(new UpgradeError(400))
  })
})

/** How many of `count` heartbeats are answered, and not refused. */
async function answeredOf(client: RawClient, count: number): Promise<number> {
  let answered = 0
  for (let i = 0; i < count; i++) if ((await client.ask('cs_heartbeat')).name === 'sc_heartbeat') answered++
  await client.close()
  return answered
}

const connectFrom = (server: Awaited<ReturnType<typeof openGate>>, address: string) =>
  server.connect({ headers: { 'X-Forwarded-For': address } })

/** Until the server has seen that the sockets before are gone. */
async function untilAdmitted(open: () => Promise<RawClient>): Promise<RawClient> {
  for (;;) {
    try {
      return await open()
    } catch {
      await new Promise(resolve => setTimeout(resolve, 10))
    }
  }
}

async function openSocket(port: number, host: string): Promise<Socket> {
  const socket = connect(port, host)
  socket.on('error', () => socket.destroy())
  onTestFinished(() => void socket.destroy())
  socket.resume()
  await once(socket, 'connect')
  return socket
}

async function exchange(port: number, request: string): Promise<{ head: string; ended: Promise<unknown> }> {
  const socket = await openSocket(port, '127.0.0.1')
  const ended = once(socket, 'close')
  socket.write(request)
  const [data] = (await once(socket, 'data')) as [Buffer]
  return { head: data.toString(), ended }
}
