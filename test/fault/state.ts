// A server is killed (kill -9) while a service that keeps a state changes it: what was confirmed is there at the next start, and
// every state that was stored is whole.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openEnvironment } from '../../server/store/embedded/environment/environment.ts'
import { EmbeddedKindStores } from '../../server/store/embedded/kind-store.ts'
import { times } from '../support/client/fleet.ts'
import type { RawClient } from '../support/client/raw-client.ts'
import { isWhole, SEASONS, type SeasonState, seasonsProtocol } from '../support/games/seasons.ts'
import { freeSettings, type ServerProcess, startProcess } from '../support/server/process.ts'
import { until } from '../support/until.ts'

const PLAYERS = 8

export async function run(count: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-'))
  try {
    let told = 0
    for (let round = 0; round < count; round++) {
      told = await bumpAndKill(folder, round % 3, told)
      const stored = await readState(folder)
      if (stored.round < told) throw new Error(`round ${told} was confirmed, and ${stored.round} is stored`)
      if (!isWhole(stored)) throw new Error(`a state that is not whole was stored: ${JSON.stringify(stored)}`)
      console.log(`state ${round + 1}: round ${stored.round} stored, ${told} confirmed`)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Returns the highest round that was confirmed. */
async function bumpAndKill(folder: string, threads: number, before: number): Promise<number> {
  const server = start(folder, threads)
  const { pid } = await server.ready()
  const clients = await times(PLAYERS, () => server.connect({ protocol: seasonsProtocol }))
  let told = before
  const bumping = clients.map(async (client, i) => {
    await client.ask('cs_login', { acc: `player ${i}` })
    for (let round = await bump(client); round !== undefined; round = await bump(client))
      told = Math.max(told, round)
  })
  const wanted = before + 20 + Math.random() * 200
  await until(
    () => told,
    round => round > wanted,
  )
  process.kill(pid, 'SIGKILL')
  await Promise.all([...bumping, server.ended])
  return told
}

/** undefined when the connection is lost. */
const bump = async (client: RawClient): Promise<number | undefined> => {
  const reply = await client.ask('cs_bump', {}).catch(() => undefined)
  return reply && Number(reply.data.round)
}

async function readState(folder: string): Promise<SeasonState> {
  const environment = openEnvironment(join(folder, 'store'))
  try {
    const store = await new EmbeddedKindStores(environment).open('state')
    const found = await store.read('.season')
    if (!found) throw new Error('no state of .season is stored')
    return found as unknown as SeasonState
  } finally {
    await environment.close()
  }
}

const start = (folder: string, threads: number): ServerProcess =>
  startProcess({
    args: [
      ...freeSettings(folder),
      ...[
        `threads=${threads}`,
        `game=${SEASONS}`,
        'gate.messageRate=100000',
        'gate.messageBurst=100000',
      ].flatMap(set => ['--set', set]),
    ],
  })
