// A server that ails in six ways, for somebody who is to find them with the console and the manual's page "When something is
// wrong": `node server/run.js test/fault/support/ailing-server.ts [CONSOLE-PORT]`. It has players, who keep it ailing until
// Ctrl-C. The store is a MongoDB (on PATH, or MONGODB_URI) whose answers come late.

import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openClient, type RawClient } from '../../support/client/raw-client.ts'
import { AILING, ailingProtocol } from '../../support/games/ailing.ts'
import { ConsoleClient, ConsoleError } from '../../support/server/console-client.ts'
import { freeSettings, startProcess } from '../../support/server/process.ts'
import { launchServer } from '../../support/store/databases.ts'

/** ms by which each answer of the store is late. */
const LATE = 1500
const CONSOLE = Number(process.argv[2] ?? 8000)
const PLAYERS = 20
/** Bytes that the slow client leaves waiting, and in how many shouts at a time it gets there. */
const LEFT = 900_000
const STEPS = [
  { upTo: LEFT / 2, shouts: 20 },
  { upTo: LEFT, shouts: 1 },
]

const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms))

/** Before the server at `target`: passes answers on late. */
async function lateProxy(target: number): Promise<number> {
  const proxy = createServer(client => {
    const server = connect(target, '127.0.0.1')
    client.pipe(server)
    server.on('data', bytes => setTimeout(() => client.write(bytes), LATE))
    for (const socket of [client, server]) socket.on('error', () => socket.destroy())
    client.on('close', () => server.destroy())
    server.on('close', () => setTimeout(() => client.destroy(), LATE))
  }).listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  return (proxy.address() as { port: number }).port
}

const enter = async (port: number, account: string): Promise<RawClient> => {
  const client = await openClient({ port, protocol: ailingProtocol })
  await client.login(account)
  return client
}

async function repeat(ms: number, work: (round: number) => unknown): Promise<void> {
  for (let round = 0; ; round++) {
    await work(round)
    await pause(ms)
  }
}

const database = await launchServer('mongodb')
if (!database) throw new Error('expected mongod or ferretdb on PATH')
const folder = mkdtempSync(join(tmpdir(), 'gatehouse-ailing-'))
const url = `mongodb://127.0.0.1:${await lateProxy(database.port)}/`
const settings = {
  game: AILING,
  threads: 2,
  'console.port': CONSOLE,
  'store.kind': 'mongo',
  'store.url': url,
  'gate.messageRate': 1000,
  'gate.messageBurst': 1000,
}
const sets = Object.entries(settings).flatMap(([path, value]) => ['--set', `${path}=${value}`])
const server = startProcess({ args: [...freeSettings(folder), ...sets] })
process.once('exit', () => server.kill('SIGTERM'))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => server.kill('SIGTERM'))
void server.ended.then(async () => {
  await database.dispose()
  rmSync(folder, { recursive: true, force: true })
  process.exit(0)
})

const { gate } = await server.ready()
const names = Array.from({ length: PLAYERS }, (_, i) => `player${i + 1}`)
const players = await Promise.all(names.map(name => enter(gate, name)))
for (const player of players.slice(0, 12)) void repeat(1000, () => player.ask('cs_work'))
for (const player of players.slice(12, 14)) void repeat(4000, () => player.ask('cs_craft'))
void repeat(80, () => players[14]!.ask('cs_post', { text: 'a letter' }))
void repeat(60_000, () => players[15]!.ask('cs_fight'))

const operator = await ConsoleClient.open(CONSOLE)
const queuedOf = async (account: string): Promise<number> => {
  const { rows } = await operator.ask<{ rows: { account: string; queued: number }[] }>('connections')
  const found = rows.find(row => row.account === account)
  if (!found) throw new Error(`${account} has gone: ${await operator.text(`player ${account}`)}`)
  return found.queued
}

// Zoe reads nothing, and lives: she is never given more than fits, and her pings say that she is there.
const zoe = await enter(gate, 'zoe')
zoe.pause()
void repeat(10_000, () => zoe.ping())
const fill = async (upTo: number, shouts: number): Promise<void> => {
  while ((await queuedOf('zoe')) < upTo)
    for (let n = 0; n < shouts; n++) await players[16]!.ask('cs_shout', { to: 'zoe' })
}
for (const { upTo, shouts } of STEPS) await fill(upTo, shouts)
console.log(`the server runs; its console: 127.0.0.1:${CONSOLE}`)
// A look into the memory of a thread, as the page advises, holds its answers up: she is filled up after it.
void repeat(2000, () =>
  fill(LEFT, 1).catch(error => {
    if (!(error instanceof ConsoleError)) throw error
  }),
)
