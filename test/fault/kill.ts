// Ends of the process: kill -9 under load loses nothing that was answered more than 3 s before; SIGTERM to npm, SIGTERM
// to node and Ctrl-C in a terminal lose nothing at all. Every round starts on the store that the one before left.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expectNone, Signer, times } from '../support/client/fleet.ts'
import {
  freeSettings,
  type ProcessOptions,
  type ServerProcess,
  startProcess,
} from '../support/server/process.ts'

const PLAYERS = 100
/** Nothing that was answered longer ago than this is lost. */
const SAFE_AFTER = 3000
const PAUSE = 50

interface End {
  name: string
  via: NonNullable<ProcessOptions['via']>
  end(server: ServerProcess, pid: number): void
}

const GENTLE: readonly End[] = [
  { name: 'SIGTERM to npm', via: 'npm', end: server => server.kill('SIGTERM') },
  { name: 'SIGTERM to node', via: 'node', end: server => server.kill('SIGTERM') },
  { name: 'Ctrl-C in a terminal', via: 'terminal', end: server => server.type('\x03') },
]

export async function run(count: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-'))
  try {
    const players = Array.from({ length: PLAYERS }, (_, i) => new Signer(`player ${i}`))
    for (let round = 0; round < count; round++) {
      await killHard(folder, players, round)
      await endGently(folder, players, GENTLE[round % GENTLE.length]!)
      console.log(`kill ${round + 1}: kill -9, ${GENTLE[round % GENTLE.length]!.name}`)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function killHard(folder: string, players: readonly Signer[], round: number): Promise<void> {
  const server = start(folder, 'node', round % 3)
  const { pid } = await server.ready()
  await enter(server, players)
  const running = players.map(player => player.run(PAUSE))
  await sleep(SAFE_AFTER + 500 + Math.random() * 2000)
  process.kill(pid, 'SIGKILL')
  const killed = performance.now()
  await Promise.all([...running, server.ended])
  const least = players.map(player => player.toldBefore(killed - SAFE_AFTER))
  const most = players.map(({ asked }) => asked)
  expectNone(
    'players who signed nothing that could be lost',
    players.filter((_, i) => least[i]! === 0),
  )

  const next = start(folder, 'node', 1)
  await enter(next, players)
  const wrong = players.filter(({ told }, i) => told < least[i]! || told > most[i]!)
  expectNone(
    'lost by kill -9',
    wrong.map(({ acc, told }) => `${acc} has ${told}`),
  )
  next.kill('SIGTERM')
  await expectCleanEnd(next)
}

async function endGently(folder: string, players: readonly Signer[], { via, end, name }: End): Promise<void> {
  const server = start(folder, via, 2)
  const { pid } = await server.ready()
  await enter(server, players)
  await times(players.length, i => players[i]!.sign())
  const expected = players.map(({ told }) => told)
  end(server, pid)
  if (via === 'terminal') await server.ended
  else await expectCleanEnd(server)
  await expectGone(pid)

  const next = start(folder, 'node', 0)
  await enter(next, players)
  const wrong = players.filter(({ told }, i) => told !== expected[i])
  expectNone(
    `lost by ${name}`,
    wrong.map(({ acc, told }) => `${acc} has ${told}`),
  )
  next.kill('SIGTERM')
  await expectCleanEnd(next)
}

const start = (folder: string, via: End['via'], threads: number): ServerProcess =>
  startProcess({ via, args: [...freeSettings(folder), '--set', `threads=${threads}`] })

async function enter(server: ServerProcess, players: readonly Signer[]): Promise<void> {
  await times(players.length, async i => {
    const player = players[i]!
    player.history.length = 0
    await player.login(await server.connect())
  })
}

async function expectCleanEnd(server: ServerProcess): Promise<void> {
  const { code, signal } = await server.ended
  if (code !== 0) throw new Error(`ended with ${code ?? signal}:\n${server.lines.join('\n')}`)
}

/** The server itself, not only what had started it. */
async function expectGone(pid: number): Promise<void> {
  const deadline = performance.now() + 2000
  for (;;) {
    try {
      process.kill(pid, 0)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ESRCH') return
      throw error
    }
    if (performance.now() > deadline) throw new Error(`the server ${pid} outlives what started it`)
    await sleep(20)
  }
}

const sleep = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms))
