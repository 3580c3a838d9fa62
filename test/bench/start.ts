// npm run bench -- start: how long a server takes until it is ready, and how much memory it has then, beside uWebSockets.js
// alone with a worker. The first start of all fills the caches and is not counted.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { judge, median, type Row } from './support/report.ts'
import { memoryOf, setsOf, start, stop } from './support/started.ts'

const ROUNDS = 7
const SERVER = 'server/start.js'
const READY = '"msg":"ready"'

interface Seen {
  ready: number[]
  memory: number[]
}

export async function run(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-bench-'))
  const sets = setsOf(join(folder, 'store'))
  const programs: Record<string, [args: string[], ready: string]> = {
    raw: [[join(import.meta.dirname, 'support/raw-start.ts')], 'ready'],
    small: [[SERVER, 'etc/small.ts', ...sets], READY],
    one: [[SERVER, ...sets, '--set', 'threads=1'], READY],
    three: [[SERVER, ...sets, '--set', 'threads=3'], READY],
  }
  const seen = Object.fromEntries(
    Object.keys(programs).map(name => [name, { ready: [], memory: [] } as Seen]),
  ) as Record<keyof typeof programs, Seen>
  try {
    for (let round = 0; round <= ROUNDS; round++)
      for (const [name, [args, ready]] of Object.entries(programs)) {
        const started = await start(args, ready)
        const memory = await memoryOf(started.child)
        await stop(started.child)
        if (round === 0) continue
        seen[name]!.ready.push(started.ready)
        seen[name]!.memory.push(memory)
      }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return rowsOf(seen)
}

function rowsOf({ raw, small, one, three }: Record<string, Seen>): Row[] {
  const further = three!.memory.map((mb, i) => (mb - one!.memory[i]!) / 2)
  const beside = (value: Seen, what: keyof Seen) => ({
    value: median(value[what]),
    peer: 'raw uWebSockets.js with a worker',
    peerValue: median(raw![what]),
  })
  // The goals are of the figures, not of the ratios.
  const ready = beside(one!, 'ready')
  const memory = beside(one!, 'memory')
  return [
    { name: 'start to ready, one worker', unit: 'ms', ...ready },
    judge({ name: 'the same, by its goal', value: ready.value, unit: 'ms', goal: '<= 420' }),
    { name: 'memory, one worker', unit: 'MB', ...memory },
    judge({ name: 'the same, by its goal', value: memory.value, unit: 'MB', goal: '<= 140' }),
    judge({ name: 'memory, etc/small.ts', value: median(small!.memory), unit: 'MB', goal: '<= 140' }),
    judge({ name: 'memory of each further worker', value: median(further), unit: 'MB', goal: '<= 32' }),
  ]
}
