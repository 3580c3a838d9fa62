// The server is killed N times under load, its database is stopped, killed and frozen
// N / 5 times under load, and two processes fight over one account for up to 60 s. Every change that was confirmed has
// to be there, no document torn, nothing lost that was 3 s old; and the server has to go on without help.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { KEEPER } from '../support/games/keeper.ts'
import { freeSettings, type ServerProcess, startProcess } from '../support/server/process.ts'
import type { ServerProcess as Database } from '../support/store/database-process.ts'
import { launchServer } from '../support/store/databases.ts'
import { fight } from './support/fight.ts'
import { Player } from './support/keeper-load.ts'

const PLAYERS = 20
const sleep = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

export async function run(times: number): Promise<void> {
  await inFolder(folder => killServer(folder, times))
  const database = await launchServer('mongodb')
  if (!database) {
    if (process.env.REQUIRE_SERVERS === '1') throw new Error('no mongod or ferretdb on PATH')
    console.log('role: no mongod or ferretdb on PATH, the faults of a database are left out')
    return
  }
  try {
    await inFolder(folder => breakDatabase(folder, database, Math.max(3, Math.ceil(times / 5))))
    await fight(database.url, Math.min(60, 3 * times))
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

const start = (folder: string, ...sets: string[]): ServerProcess =>
  startProcess({
    args: [
      ...freeSettings(folder),
      ...[
        'threads=2',
        `game=${KEEPER}`,
        'gate.messageRate=100000',
        'gate.messageBurst=100000',
        'log.level=info',
      ]
        .concat(sets)
        .flatMap(set => ['--set', set]),
    ],
  })

const createPlayers = (prefix: string): Player[] =>
  Array.from({ length: PLAYERS }, (_, i) => new Player(`${prefix}${i}`))

async function killServer(folder: string, times: number): Promise<void> {
  const players = createPlayers('killed')
  let diedAt: number | undefined
  for (let i = 0; i < times; i++) {
    const server = start(folder)
    try {
      const { gate } = await server.ready()
      await Promise.all(players.map(player => player.enter(gate, diedAt)))
      const playing = Promise.all(players.map(player => player.play(() => false)))
      // Every fifth life is long enough for changes to be 3 s old.
      await sleep(i % 5 === 0 ? 3500 + Math.random() * 1500 : 100 + Math.random() * 500)
      diedAt = Date.now()
      server.kill('SIGKILL')
      await playing
    } finally {
      server.kill('SIGKILL')
      await server.ended
    }
  }
  await checkLast(folder, players, diedAt)
  console.log(`  killed under load: ${times} times, ${confirmedBy(players)} confirmed changes`)
}

async function checkLast(
  folder: string,
  players: readonly Player[],
  diedAt: number | undefined,
): Promise<void> {
  const server = start(folder)
  const { gate } = await server.ready()
  await Promise.all(players.map(player => player.enter(gate, diedAt)))
  await Promise.all(players.map(player => player.leave()))
  server.kill('SIGTERM')
  const { code } = await server.ended
  if (code !== 0) throw new Error(`the last server ended with ${code}:\n${server.lines.join('\n')}`)
}

const confirmedBy = (players: readonly Player[]): number =>
  players.reduce((sum, { confirmed }) => sum + confirmed, 0)

async function breakDatabase(folder: string, database: Database, times: number): Promise<void> {
  const url = `${database.url}fault_${process.pid}?socketTimeoutMS=1500&serverSelectionTimeoutMS=1000`
  const settings = ['store.kind=mongo', `store.url=${url}`]
  const server = start(folder, ...settings)
  try {
    const { gate } = await server.ready()
    const players = createPlayers('broken')
    await Promise.all(players.map(player => player.enter(gate)))
    let isOver = false
    const playing = Promise.all(players.map(player => player.play(() => isOver)))
    for (let i = 0; i < times; i++) {
      await sleep(300 + Math.random() * 500)
      await breakOnce(database, (['stop', 'kill', 'freeze'] as const)[i % 3]!)
    }
    await sleep(500)
    isOver = true
    await playing
    await Promise.all(players.map(player => player.leave()))
    await Promise.all(players.map(player => player.enter(gate)))
    console.log(`  database broken under load: ${times} times, ${confirmedBy(players)} confirmed changes`)
  } finally {
    server.kill('SIGTERM')
    await server.ended
  }
}

async function breakOnce(database: Database, how: 'stop' | 'kill' | 'freeze'): Promise<void> {
  if (how === 'freeze') database.freeze()
  else await database.end(how === 'stop' ? 'SIGTERM' : 'SIGKILL')
  // Longer than the driver's timeout at times, so that answers are lost of what is applied later.
  await sleep(300 + Math.random() * 2500)
  if (how === 'freeze') database.thaw()
  else await database.start()
}
