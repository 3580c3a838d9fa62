import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { PROBE, probeProtocol } from '../support/games/probe.ts'
import { startTestServer } from '../support/server/server.ts'
import { serverForTest } from '../support/server/server-for-test.ts'
import { shareServers } from '../support/server/shared-servers.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { until } from '../support/until.ts'
import { workers } from '../support/workers.ts'

const openServer = shareServers()

test('two nodes run in one process without knowing of each other', async () => {
  const [one, two] = await Promise.all([
    serverForTest({ threads: 1, node: { id: 1 } }),
    serverForTest({ threads: 0, node: { id: 2 }, gate: { maxClients: 1 } }),
  ])
  const [here, there] = await Promise.all([one.connect(), two.connect()])
  await Promise.all([here.login('same name'), there.login('same name')])
  await here.ask('cs_sign')
  expect(await here.ask('cs_sign')).toMatchObject({ data: { sign_cnt: 2 } })
  expect(await there.ask('cs_sign')).toMatchObject({ data: { sign_cnt: 1 } })
  expect((await (await two.connect()).closed).code).toBe(4006)
  expect((await one.census()).connections).toBe(1)
  await two.server.stop()
  expect((await there.closed).code).toBe(4002)
  expect(await here.ask('cs_sign')).toMatchObject({ data: { sign_cnt: 3 } })
})

test.each(workers(1))(
  'a stop tells every client, saves, and lets the store go (%i worker threads)',
  async threads => {
    const folder = temporaryFolder()
    const server = await startTestServer({ threads }, folder)
    const clients = await Promise.all(Array.from({ length: 20 }, () => server.connect()))
    await Promise.all(clients.map((client, i) => client.login(`stop ${i}`)))
    await Promise.all(clients.map(client => client.ask('cs_sign')))
    expect(await server.stop()).toEqual({ problems: [], stuck: [] })
    for (const client of clients)
      expect(await client.closed).toEqual({ code: 4002, reason: 'the server is stopping, connect again' })
    const next = await serverForTest({}, folder)
    const again = await next.connect()
    expect(await again.login('stop 7')).toMatchObject({ sign_cnt: 1 })
  },
)

test.each(workers(1))('wss works with a certificate of one’s own (%i worker threads)', async threads => {
  const folder = temporaryFolder()
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1']
  const files = ['-keyout', key, '-out', cert]
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  execFileSync('openssl', ['req', '-x509', ...newKey, ...files, ...subject], { stdio: 'ignore' })
  const server = await serverForTest({ threads, gate: { tls: { key, cert, passphrase: '' } } })
  const tls = { ca: readFileSync(cert, 'utf8') }
  const clients = await Promise.all(Array.from({ length: 6 }, () => server.connect({ tls })))
  await Promise.all(clients.map((client, i) => client.login(`secret ${i}`)))
  for (const client of clients) {
    expect(await client.ask('cs_echo', { text: 'x'.repeat(3000) })).toMatchObject({ name: 'sc_echo' })
    expect(await client.askBinary('sign')).toMatchObject({ body: { sign_cnt: 1 } })
  }
  await Promise.all(clients.map(client => client.close()))
  await server.emptied()
})

test('clients that vanish at every moment of their login leave nothing', async () => {
  const server = await openServer({ threads: 2, game: PROBE })
  const clients = await Promise.all(Array.from({ length: 50 }, () => server.connect()))
  await Promise.all(
    clients.map(async (client, i) => {
      client.sendText('cs_login', { acc: `vanish ${i % 10}` })
      for (let turn = 0; turn < i; turn++) await new Promise(resolve => setImmediate(resolve))
      await client.vanish()
    }),
  )
  await server.emptied()
  expect(server.complaints().map(({ msg }) => msg)).toEqual([])
})

test('an uncaught error in a worker costs nothing but that worker’s connections', async () => {
  const server = await openServer({ threads: 2, game: PROBE })
  const clients = await Promise.all(
    Array.from({ length: 20 }, () => server.connect({ protocol: probeProtocol })),
  )
  await Promise.all(clients.map((client, i) => client.login(`crash ${i}`)))
  await Promise.all(clients.map(client => client.ask('cs_add', { by: 5 })))
  clients[0]!.sendText('cs_crash')
  expect((await clients[0]!.closed).code).toBe(4002)
  await server.until(({ connections, agents }) => connections === 10 && agents === 10)
  const others = await until(
    () => clients.filter(client => !client.isClosed),
    open => open.length === 10,
  )
  for (const client of others)
    expect(await client.ask('cs_add', { by: 1 })).toMatchObject({ data: { count: 6 } })
  for (const [i, client] of clients.entries()) {
    if (!client.isClosed) continue
    const again = await server.connect({ protocol: probeProtocol })
    expect(await again.login(`crash ${i}`)).toMatchObject({ count: 5 })
  }
  await expect.poll(() => server.server.node.slots).toEqual([1, 2])
})
