import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { connect } from 'node:tls'
import { expect, test, vi } from 'vitest'
import type { Slave } from '../../../server/gate/slave.ts'
import type { RawClient } from '../../support/client/raw-client.ts'
import { TROUBLE, troubleProtocol } from '../../support/games/trouble.ts'
import type { TestServer } from '../../support/server/server.ts'
import { serverForTest } from '../../support/server/server-for-test.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

vi.setConfig({ testTimeout: 120_000 })

/** As certbot keeps them: each pair in a folder of its own, and links to the one that is live. */
class Authority {
  readonly #folder = temporaryFolder()
  readonly tls = {
    key: join(this.#folder, 'live', 'key.pem'),
    cert: join(this.#folder, 'live', 'cert.pem'),
    passphrase: '',
  }

  constructor() {
    mkdirSync(join(this.#folder, 'live'))
  }

  /** Makes pair `n` and its links. */
  issue(n: number): void {
    this.make(n)
    this.link('key', n)
    this.link('cert', n)
  }

  make(n: number): void {
    const folder = join(this.#folder, String(n))
    mkdirSync(folder)
    const files = ['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'cert.pem')]
    const subject = [
      '-set_serial',
      String(n),
      '-subj',
      '/CN=localhost',
      '-addext',
      'subjectAltName=IP:127.0.0.1',
    ]
    const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
    execFileSync('openssl', ['req', '-x509', ...kind, ...files, ...subject], { stdio: 'ignore' })
  }

  link(name: 'key' | 'cert', n: number): void {
    symlinkSync(join('..', String(n), `${name}.pem`), `${this.tls[name]}.new`)
    renameSync(`${this.tls[name]}.new`, this.tls[name])
  }

  text(n: number): string {
    return readFileSync(join(this.#folder, String(n), 'cert.pem'), 'utf8')
  }
}

/** The serial number of the certificate that a new connection gets. */
function serialAt(port: number, servername?: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const name = servername ? { servername } : {}
    const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false, ...name }, () => {
      resolve(Number.parseInt(socket.getPeerCertificate().serialNumber, 16))
      socket.destroy()
    })
    socket.on('error', reject)
  })
}

/** Of several new connections, so that every thread has its turn. */
const serialsAt = async (port: number): Promise<number[]> =>
  Promise.all([undefined, 'localhost', undefined, 'other.example'].map(name => serialAt(port, name)))

const isServedBy = (server: TestServer, n: number) =>
  expect.poll(() => serialsAt(server.server.gatePort), { timeout: 60_000 }).toEqual([n, n, n, n])

interface Member {
  client: RawClient
  room: string
}

/** A player in the world's chat who believes certificate `ca`. */
async function enter(server: TestServer, acc: string, ca: string): Promise<Member> {
  const client = await server.connect({ tls: { ca } })
  await client.login(acc)
  const { data } = await client.ask('cs_room_join', { kind: 'world' })
  return { client, room: (data.room as { id: string }).id }
}

async function untilHeard({ client }: Member, text: string): Promise<void> {
  for (;;) {
    const { name, data } = await client.nextText()
    if (name === 'sc_room_message' && data.text === text) return
  }
}

test.each([0, 2])(
  'a certificate that is renewed serves new connections without a restart, and the old ones stay (%i worker threads)',
  async threads => {
    const authority = new Authority()
    authority.issue(1)
    const server = await serverForTest({ threads, gate: { tls: authority.tls } })
    await isServedBy(server, 1)
    const old = [
      await enter(server, 'old a', authority.text(1)),
      await enter(server, 'old b', authority.text(1)),
    ]
    authority.issue(2)
    await isServedBy(server, 2)
    const between = await enter(server, 'between', authority.text(2))
    authority.issue(3)
    await isServedBy(server, 3)
    const all = [...old, between, await enter(server, 'new', authority.text(3))]
    for (const [i, { client, room }] of all.entries()) {
      client.sendText('cs_room_say', { id: room, text: `from ${i}` })
      await Promise.all(all.map(member => untilHeard(member, `from ${i}`)))
    }
    for (const { client } of all) await client.close()
    await server.emptied()
  },
)

test('a pair that can not be used changes nothing, is logged once, and the next good one serves', async () => {
  const authority = new Authority()
  authority.issue(1)
  const server = await serverForTest({ threads: 1, gate: { tls: authority.tls } })
  authority.make(2)
  authority.link('cert', 2)
  const complaint = 'the new certificate cannot be used; the old one stays in use'
  const complaints = () => server.complaints().filter(line => line.msg === complaint).length
  await expect.poll(complaints, { timeout: 60_000 }).toBe(1)
  expect(await serialsAt(server.server.gatePort)).toEqual([1, 1, 1, 1])
  rmSync(authority.tls.cert)
  writeFileSync(authority.tls.cert, 'no certificate')
  await expect.poll(complaints, { timeout: 60_000 }).toBe(2)
  rmSync(authority.tls.cert)
  await server.server.node.reload('a test')
  expect(await serialsAt(server.server.gatePort)).toEqual([1, 1, 1, 1])
  authority.issue(3)
  await isServedBy(server, 3)
})

test('a worker that is replaced while the files are broken serves with the last good pair', async () => {
  const authority = new Authority()
  authority.issue(1)
  const server = await serverForTest({ threads: 1, game: TROUBLE, gate: { tls: authority.tls } })
  const { node } = server.server
  authority.issue(2)
  await node.reload('a test')
  rmSync(authority.tls.key)
  const tls = { ca: authority.text(2) }
  const client = await server.connect({ tls, protocol: troubleProtocol })
  await client.login('unlucky')
  const before = (await node.query<Slave>('.gate/1')).address
  client.sendText('cs_storm')
  expect((await client.closed).code).toBe(4002)
  const gate = async () => (await node.query<Slave>('.gate/1', 60_000)).address
  await expect.poll(gate, { timeout: 60_000 }).not.toBe(before)
  await isServedBy(server, 2)
})
