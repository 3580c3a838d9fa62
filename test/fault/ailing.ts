// A server that ails in six ways, and what the console says of each, as the manual's page "When something is wrong" has one
// look for it: a slow handler, a queue that grows, a leak, a room that throws, a player who does not read, a slow store.

import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { ConsoleClient } from '../support/server/console-client.ts'
import { ROOT, ServerProcess } from '../support/server/process.ts'
import { freePort } from '../support/store/database-process.ts'

export const DEFAULT_TIMES = 1

/** Longer than gate.idleTimeout, which a player who does not read must outlive. */
const AILING_FOR = 75_000
const MISSING = 'expected mongod or ferretdb on PATH'

type Row = Record<string, unknown>

export async function run(times: number): Promise<void> {
  for (let round = 0; round < times; round++) await runOnce()
}

async function runOnce(): Promise<void> {
  const port = await freePort()
  const program = resolve(ROOT, 'test/fault/support/ailing-server.ts')
  const args = [resolve(ROOT, 'server/run.js'), program, String(port)]
  const server = new ServerProcess(spawn(process.execPath, args, { cwd: ROOT, stdio: 'pipe' }))
  try {
    const line = await server.line(text => text.includes('the server runs') || text.includes(MISSING))
    if (line.includes(MISSING) && process.env.REQUIRE_SERVERS !== '1')
      return console.log(`ailing: ${MISSING}`)
    if (line.includes(MISSING)) throw new Error(MISSING)
    await new Promise(ends => setTimeout(ends, AILING_FOR))
    const operator = await ConsoleClient.open(port)
    for (const look of [slowHandler, queue, room, connection, store, leak, connection, memory, quiet]) {
      console.log(`${look.name}: ${JSON.stringify(await look(operator))}`)
    }
    operator.close()
  } finally {
    server.kill('SIGTERM')
    await server.ended
  }
}

function check(holds: boolean, seen: unknown): void {
  if (!holds) throw new Error(`not found in ${JSON.stringify(seen).slice(0, 3000)}`)
}

async function slowHandler(operator: ConsoleClient): Promise<unknown> {
  const rows = await operator.ask<Row[]>('slow')
  const found = rows.find(({ service, command }) => service === 'Agent' && command === 'craft')
  check(Number(found?.busy) > 0.8 * Number(found?.total), rows)
  const measured = await operator.ask<Row[]>('profile player13 9')
  check(
    measured.some(({ command, busy }) => command === 'craft' && Number(busy) >= 300),
    measured,
  )
  return found
}

async function queue(operator: ConsoleClient): Promise<unknown> {
  const { rows } = await operator.ask<{ rows: Row[] }>('stat --by queue')
  check(rows[0]?.name === '.courier' && Number(rows[0].queue) > 100, rows)
  const task = await operator.ask<{ running: Row[]; 'waits for': unknown }>('task .courier')
  check(task.running[0]?.command === 'deliver' && String(task['waits for']).startsWith('no service'), task)
  const edges = await operator.ask<Row[]>('graph')
  check(
    edges.some(({ from, to }) => from === 'Agent' && to === '.courier'),
    edges,
  )
  return rows[0]
}

async function room(operator: ConsoleClient): Promise<unknown> {
  const rows = await operator.ask<Row[]>('errors')
  const found = rows.find(({ place }) => /^test\/support\/games\/ailing\.ts:\d+:\d+$/.test(String(place)))
  check(found?.command === 'onTick', rows)
  check(String((await operator.ask<Row>(`errors ${found!.place}`)).stack).includes('onTick'), rows)
  return found
}

async function connection(operator: ConsoleClient): Promise<unknown> {
  const { rows } = await operator.ask<{ rows: Row[] }>('connections')
  check(rows[0]?.account === 'zoe' && Number(rows[0].queued) > 850_000, rows.slice(0, 3))
  return rows[0]
}

async function store(operator: ConsoleClient): Promise<unknown> {
  const rows = await operator.ask<Row[]>('stores')
  const found = rows.find(({ store: name, thread }) => name === 'roles' && thread !== 'main')
  check(Number(found?.recent) > 1000, rows)
  const slow = await operator.ask<Row[]>('slow')
  check(
    slow.some(({ service, mean }) => service === 'store roles' && Number(mean) > 1000),
    slow,
  )
  return found
}

async function leak(operator: ConsoleClient): Promise<unknown> {
  const rows = await operator.ask<Row[]>('leakcheck .market 10 --force')
  const found = rows.find(row => row.class === 'Offer')
  check(found?.service === '.market' && found.holder === 'Market.#offers[…]', rows)
  return found
}

async function memory(operator: ConsoleClient): Promise<unknown> {
  const rows = await operator.ask<Row[]>('mem')
  const found = rows.find(({ service }) => service === 'Market')
  check(Number(found?.sampledMb) > 0, rows)
  return found
}

/** What leakcheck held is not told as a fault of the server. */
async function quiet(operator: ConsoleClient): Promise<unknown> {
  const lines: string[] = []
  await operator.parts('tail loop of a thread is stuck', part => {
    lines.push(String(part))
    if (String(part).startsWith('reading the log')) operator.say('')
  })
  check(lines.length === 1, lines)
  const { rows } = await operator.ask<{ rows: Row[] }>('connections --closed')
  check(!rows.some(({ code }) => code === 4004), rows)
  return lines
}
