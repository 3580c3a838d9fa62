// SIGTERM with 1000 players: all are closed with 4002, all roles are saved, exit code 0, within 3 s.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expectNone, Signer, times } from '../support/client/fleet.ts'
import { freeSettings, startProcess } from '../support/server/process.ts'

const PLAYERS = 1000
const LONGEST = 3000

export async function run(count: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-'))
  try {
    const players = Array.from({ length: PLAYERS }, (_, i) => new Signer(`player ${i}`))
    for (let round = 0; round < count; round++) await stopOnce(folder, players, round)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function stopOnce(folder: string, players: readonly Signer[], round: number): Promise<void> {
  const server = startProcess({ args: [...freeSettings(folder), '--set', `threads=${1 + (round % 2)}`] })
  try {
    const known = players.map(player => player.told)
    await times(players.length, async i => players[i]!.login(await server.connect()))
    expectNone(
      'not saved by the stop before',
      players.filter((player, i) => player.told !== known[i]),
    )
    await times(players.length, i => players[i]!.sign())
    const started = performance.now()
    server.kill(round % 3 === 2 ? 'SIGINT' : 'SIGTERM')
    const closed = await Promise.all(players.map(({ client }) => client.closed))
    const { code } = await server.ended
    const took = performance.now() - started
    expectNone(
      'not closed with 4002',
      closed.filter(end => end.code !== 4002),
    )
    if (code !== 0) throw new Error(`exit code ${code}:\n${server.lines.join('\n')}`)
    if (took > LONGEST) throw new Error(`the stop took ${Math.round(took)} ms`)
    console.log(`stop ${round + 1}: ${PLAYERS} players, ${Math.round(took)} ms`)
  } finally {
    server.kill('SIGKILL')
  }
}
