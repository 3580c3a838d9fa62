// A server is killed (kill -9) while players trade on the market and give to guilds, its database is stopped, killed and frozen,
// and two nodes fight over a document. Nothing that was confirmed is lost, and no gold and no item is made or gone, summed over
// roles, orders and guilds.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Config } from '../../server/config.ts'
import { AppError } from '../../server/core/errors.ts'
import { openStores } from '../../server/store/open-stores.ts'
import { openClient } from '../support/client/raw-client.ts'
import { VAULTS, Vault } from '../support/games/vaults.ts'
import { freeSettings, ROOT, type ServerProcess, startProcess } from '../support/server/process.ts'
import { startTestServer } from '../support/server/server.ts'
import type { ServerProcess as Database } from '../support/store/database-process.ts'
import { launchServer } from '../support/store/databases.ts'
import { count, expected, seed, storeOf, type Totals, TRADERS, Trader } from './support/traders.ts'

export const DEFAULT_TIMES = 3

const sleep = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

export async function run(times: number): Promise<void> {
  await inFolder(folder => killServer(folder, times))
  const database = await launchServer('mongodb')
  if (!database) {
    if (process.env.REQUIRE_SERVERS === '1') throw new Error('no mongod or ferretdb on PATH')
    console.log('document: no mongod or ferretdb on PATH, the faults of a database are left out')
    return
  }
  try {
    await inFolder(folder => breakDatabase(folder, database, Math.max(3, Math.ceil(times / 5))))
    await inFolder(folder => fightOver(folder, database, Math.min(60, 3 * times)))
  } finally {
    await database.dispose()
  }
}

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-fault-'))
  try {
    await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const start = (folder: string, threads: number, sets: readonly string[] = []): ServerProcess =>
  startProcess({
    args: [
      ...freeSettings(folder),
      ...[
        `threads=${threads}`,
        `game=${join(ROOT, 'server/game/index.ts')}`,
        'gate.messageRate=100000',
        'gate.messageBurst=100000',
        'document.idle=300',
        ...sets,
      ].flatMap(set => ['--set', set]),
    ],
  })

const createTraders = (): Trader[] => Array.from({ length: TRADERS }, (_, i) => new Trader(i))

async function killServer(folder: string, times: number): Promise<void> {
  const store = storeOf({ path: join(folder, 'store') })
  await seed(store)
  const traders = createTraders()
  for (let i = 0; i < times; i++) {
    const server = start(folder, (2 * i) % 4)
    try {
      const { gate } = await server.ready()
      const connect = () => openClient({ port: gate })
      const trading = Promise.all(traders.map(trader => trader.trade(connect, () => false)))
      await sleep(i % 5 === 0 ? 3500 + Math.random() * 1500 : 300 + Math.random() * 1200)
      server.kill('SIGKILL')
      await trading
    } finally {
      server.kill('SIGKILL')
      await server.ended
    }
    if (i % 5 === 4 || i === times - 1) check(traders, await settled(folder, store))
  }
  console.log(
    `  killed under load: ${times} times, ${doneBy(traders)} requests; gold and items are what they were`,
  )
}

/** Starts and stops in order until everything that was sent has arrived. A database is slow: what a stop cannot save in time, the
 * next start applies. */
async function settled(
  folder: string,
  store: Config['store'],
  sets: readonly string[] = [],
): Promise<Totals> {
  for (let tries = 0; ; tries++) {
    const server = start(folder, 1, sets)
    try {
      await server.ready()
    } catch (error) {
      // A database that has just come back may have too much to do to answer: an operator starts again.
      if (sets.length === 0 || tries === 20) throw error
      await server.ended
      await sleep(1000)
      continue
    }
    await sleep(sets.length > 0 ? 5000 : 1000)
    server.kill('SIGTERM')
    const { code } = await server.ended
    if (code !== 0 && sets.length === 0)
      throw new Error(`the server ended with ${code}:\n${server.lines.join('\n')}`)
    const totals = await count(store)
    if (totals.owing === 0) return totals
    if (tries === 20)
      throw new Error(`${totals.owing} documents still owe something:\n${server.lines.join('\n')}`)
  }
}

const doneBy = (traders: readonly Trader[]): number => traders.reduce((sum, { done }) => sum + done, 0)

function check(traders: readonly Trader[], { gold, items, given }: Totals): void {
  if (gold !== expected.gold || items !== expected.items)
    throw new Error(`${gold} gold and ${items} items, not ${expected.gold} and ${expected.items}`)
  for (const [guild, has] of given) {
    const told = traders.filter(each => each.guild === guild).reduce((sum, each) => sum + each.given, 0)
    if (has < told) throw new Error(`${guild} was said to be given ${told}, and has ${has}`)
  }
}

async function breakDatabase(folder: string, database: Database, times: number): Promise<void> {
  const url = `${database.url}documents_${process.pid}`
  const store = storeOf({ kind: 'mongo', url })
  const sets = (options = '') => ['store.kind=mongo', `store.url=${url}${options}`]
  await seed(store)
  const traders = createTraders()
  // It notices soon that the database is away.
  const server = start(folder, 2, sets('?socketTimeoutMS=1500&serverSelectionTimeoutMS=2000'))
  try {
    const { gate } = await server.ready()
    let isOver = false
    const connect = () => openClient({ port: gate })
    const trading = Promise.all(traders.map(trader => trader.trade(connect, () => isOver)))
    for (let i = 0; i < times; i++) {
      await sleep(500 + Math.random() * 500)
      await breakOnce(database, (['stop', 'kill', 'freeze'] as const)[i % 3]!)
    }
    await sleep(1000)
    isOver = true
    await trading
  } finally {
    server.kill('SIGTERM')
    await server.ended
  }
  check(traders, await settled(folder, store, sets()))
  console.log(
    `  database broken under load: ${times} times, ${doneBy(traders)} requests; gold and items are what they were`,
  )
}

async function breakOnce(database: Database, how: 'stop' | 'kill' | 'freeze'): Promise<void> {
  if (how === 'freeze') database.freeze()
  else await database.end(how === 'stop' ? 'SIGTERM' : 'SIGKILL')
  await sleep(300 + Math.random() * 2500)
  if (how === 'freeze') database.thaw()
  else await database.start()
}

/** Two nodes open one vault again and again, and count what was confirmed to them. */
async function fightOver(folder: string, database: Database, seconds: number): Promise<void> {
  const url = `${database.url}fight_${process.pid}`
  const nodes = await Promise.all([1, 2].map(id => startNode(join(folder, String(id)), url, id)))
  const end = Date.now() + seconds * 1000
  const stores = await openStores(storeOf({ kind: 'mongo', url }), { node: 0 })
  const vaults = await stores.documents.open('vault')
  await vaults.create({
    _id: 'fought over',
    epoch: 1,
    rev: 0,
    version: 0,
    gold: 0,
    level: 0,
    name: '',
    notes: [],
    bulk: [],
  })
  const earned = await Promise.all(nodes.map(node => earnUntil(node, end)))
  for (const node of nodes) await node.stop()
  const { gold, epoch } = (await vaults.read('fought over'))!
  await stores.close()
  const confirmed = earned.reduce((a, b) => a + b, 0)
  if (gold !== confirmed) throw new Error(`${confirmed} gold was confirmed, the vault has ${gold}`)
  console.log(`  fought over for ${seconds} s: ${epoch} epochs, ${gold} gold, each confirmed and there once`)
}

type Node = Awaited<ReturnType<typeof startNode>>

const startNode = (folder: string, url: string, id: number) =>
  startTestServer({ game: VAULTS, node: { id }, store: { kind: 'mongo', url } }, folder)

/** Returns how much was confirmed. */
async function earnUntil({ server: { node } }: Node, end: number): Promise<number> {
  let confirmed = 0
  while (Date.now() < end) {
    try {
      const vault = await node.open(Vault, 'fought over')
      for (let i = 0; i < 20; i++) {
        await vault.call.earn(1)
        confirmed++
      }
    } catch (error) {
      if (!(error instanceof AppError)) throw error
    }
    await sleep(Math.random() * 50)
  }
  return confirmed
}
