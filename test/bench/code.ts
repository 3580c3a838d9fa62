// npm run bench -- code: what a message costs after the game's code was replaced 20 times, beside a server that runs it as it was
// started. Both are alive and measured in turns.

import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { GameCopy } from './support/game-copy.ts'
import { ECHOES } from './support/gate-frames.ts'
import { openLoad } from './support/load.ts'
import { judge, median, type Row } from './support/report.ts'

const REPLACEMENTS = 20
const ROUNDS = 61
const SLICE = 100
/** ms before the first slice: the new functions are to be compiled as well as the old ones. */
const WARM = 1500
const CONNECTIONS = 200
const IN_FLIGHT = [1, 16]
/** In which the handler of the echo is. */
const CHANGED = 'handlers/login.ts'

interface Side {
  port: number
  child: ChildProcess
}

export async function run(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-bench-'))
  const game = new GameCopy()
  try {
    const sides = [await start(folder, game, 'before'), await start(folder, game, 'after')] as const
    for (let n = 0; n < REPLACEMENTS; n++) {
      game.edit(CHANGED, text => `${text}\n// ${n}\n`)
      await replace(sides[1])
    }
    const rows: Row[] = []
    for (const inFlight of IN_FLIGHT)
      for (const format of ['text', 'sproto'] as const) rows.push(await compare(sides, format, inFlight))
    for (const side of sides) await stop(side)
    return rows
  } finally {
    game.remove()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function start(folder: string, game: GameCopy, name: string): Promise<Side> {
  const sets = [`game=${game.path}`, `code.history=${join(folder, name, 'code')}`]
  const child = fork(join(import.meta.dirname, 'support/gatehouse.ts'), [join(folder, name), '1', ...sets], {
    execArgv: ['--expose-gc'],
    stdio: 'inherit',
  })
  const [{ port }] = (await once(child, 'message')) as [{ port: number }]
  return { port, child }
}

async function replace({ child }: Side): Promise<void> {
  child.send('replace')
  const [{ changed }] = (await once(child, 'message')) as [{ changed: string[] }]
  if (!changed.includes(CHANGED)) throw new Error(`${CHANGED} was not replaced, but ${changed.join(', ')}`)
}

async function stop({ child }: Side): Promise<void> {
  const exited = once(child, 'exit')
  child.disconnect()
  await exited
}

async function compare(
  sides: readonly [Side, Side],
  format: 'text' | 'sproto',
  inFlight: number,
): Promise<Row> {
  const { frame, login } = ECHOES[format]
  const loads = await Promise.all(
    sides.map(({ port }) => openLoad({ port, frame, login, inFlight, connections: CONNECTIONS })),
  )
  for (const load of loads) await load.measure(WARM)
  const rates: [number[], number[]] = [[], []]
  for (let round = 0; round < ROUNDS; round++)
    for (const i of round % 2 === 0 ? [0, 1] : [1, 0]) rates[i]!.push(await loads[i]!.measure(SLICE))
  for (const load of loads) await load.close()
  const [before, after] = rates
  return judge({
    name: `echo, ${format}, ${inFlight} in flight, after ${REPLACEMENTS} replacements`,
    value: median(after),
    unit: '/s',
    peer: 'as started',
    peerValue: median(before),
    ratio: median(after.map((rate, round) => rate / before[round]!)),
    goal: '>= 0.98',
  })
}
