// npm run bench -- gate: what a message costs between socket and handler, against a raw uWebSockets.js echo and against
// a bare JSON echo; memory of an idle player; logins a second; the time from start to ready.

import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Figure } from './support/figure.ts'
import { ECHOES } from './support/gate-frames.ts'
import { holdLoad, type Load, openLoad, runLoad } from './support/load.ts'
import { judge, median, type Row } from './support/report.ts'

const ROUNDS = 9
const SECONDS = 1.5
const CONNECTIONS = 200
const IDLE = 10_000
/** Players that are there already when idle ones are counted. */
const FIRST = 2000

interface Peer {
  port: number
  child: ChildProcess
}

async function startPeer(file: string, args: string[] = [], execArgv: string[] = []): Promise<Peer> {
  const child = fork(join(import.meta.dirname, 'support', file), args, { execArgv, stdio: 'inherit' })
  const [{ port }] = (await once(child, 'message')) as [{ port: number }]
  return { port, child }
}

async function stopPeer({ child }: Peer): Promise<void> {
  const exited = once(child, 'exit')
  child.disconnect()
  await exited
}

const echo = (format: 'text' | 'sproto', inFlight: number): Figure => ({
  name: `echo, ${format}, ${inFlight} in flight`,
  unit: '/s',
  better: 'more',
  slice: 100,
  async open() {
    const folder = mkdtempSync(join(tmpdir(), 'gatehouse-bench-'))
    const ours = await startPeer('gatehouse.ts', [folder, '1'], ['--expose-gc'])
    const load = await openLoad({ port: ours.port, ...ECHOES[format], inFlight, connections: CONNECTIONS })
    return {
      measure: load.measure,
      close: async () => {
        await load.close()
        await stopPeer(ours)
        rmSync(folder, { recursive: true, force: true })
      },
    }
  },
})

/** A figure whose every round starts a server of its own. */
const eachRound = (name: string, unit: string, measure: (folder: string) => Promise<number>): Figure => ({
  name,
  unit,
  better: 'less',
  slice: 0,
  async open() {
    const folder = mkdtempSync(join(tmpdir(), 'gatehouse-bench-'))
    let rounds = 0
    return {
      measure: () => measure(join(folder, String(rounds++))),
      close: async () => rmSync(folder, { recursive: true, force: true }),
    }
  },
})

export const figures: readonly Figure[] = [
  ...[1, 16].flatMap(inFlight => [echo('text', inFlight), echo('sproto', inFlight)]),
  eachRound(
    'memory of an idle player',
    'KB',
    async folder => (await measurePlayers(folder)).kilobytes / IDLE,
  ),
  // Which moves by a few bytes from one start to the next, while malloc moves the other by a tenth.
  eachRound('heap of an idle player', 'B', async folder => (await measurePlayers(folder)).heap / IDLE),
  eachRound('start to ready', 'ms', measureReady),
]

export async function run(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-bench-'))
  try {
    return [...(await echoRows(folder)), ...(await playerRows(folder)), await readyRow(folder)]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function echoRows(folder: string): Promise<Row[]> {
  const { text, sproto } = ECHOES
  const raw = await startPeer('raw-echo.ts')
  const json = await startPeer('json-echo.ts')
  const ours = await startPeer('gatehouse.ts', [join(folder, 'echo'), '1'], ['--expose-gc'])
  const rows: Row[] = []
  for (const inFlight of [1, 16]) {
    const rates = await alternate(
      {
        'raw, text': { port: raw.port, frame: text.frame },
        'json, text': { port: json.port, frame: text.frame },
        'ours, text': { port: ours.port, ...text },
        'raw, sproto': { port: raw.port, frame: sproto.frame },
        'ours, sproto': { port: ours.port, ...sproto },
      },
      inFlight,
    )
    rows.push(...echoJudged(rates, inFlight))
  }
  for (const peer of [raw, json, ours]) await stopPeer(peer)
  return rows
}

/** Load -> its rate in each round. */
type Rates = Record<string, number[]>

async function alternate(
  loads: Record<string, Pick<Load, 'port' | 'frame' | 'login' | 'session'>>,
  inFlight: number,
): Promise<Rates> {
  const seen: Rates = {}
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, load] of Object.entries(loads)) {
      const { rate } = await runLoad({ ...load, inFlight, connections: CONNECTIONS, seconds: SECONDS })
      seen[name] = [...(seen[name] ?? []), rate]
    }
  }
  return seen
}

function echoJudged(rates: Rates, inFlight: number): Row[] {
  const row = (format: string, peer: string, goal: string): Row => {
    const [mine, theirs] = [rates[`ours, ${format}`]!, rates[`${peer}, ${format}`]!]
    return judge({
      name: `echo, ${format}, ${inFlight} in flight`,
      value: median(mine),
      unit: '/s',
      peer: peer === 'raw' ? 'raw uWebSockets.js' : 'bare JSON echo',
      peerValue: median(theirs),
      ratio: median(mine.map((rate, round) => rate / theirs[round]!)),
      goal,
    })
  }
  return [
    row('text', 'raw', inFlight === 1 ? '>= 0.80' : '>= 0.40'),
    row('text', 'json', '>= 0.95'),
    row('sproto', 'raw', inFlight === 1 ? '>= 0.90' : '>= 0.60'),
  ]
}

async function playerRows(folder: string): Promise<Row[]> {
  const logins: number[] = []
  const kilobytes: number[] = []
  const heaps: number[] = []
  for (let round = 0; round < 3; round++) {
    const players = await measurePlayers(join(folder, `players${round}`))
    kilobytes.push(players.kilobytes)
    heaps.push(players.heap)
    logins.push(players.logins)
  }
  return [
    judge({
      name: `memory of an idle player at ${IDLE}`,
      value: median(kilobytes) / IDLE,
      unit: 'KB',
      goal: '<= 6',
    }),
    { name: `heap of an idle player at ${IDLE}`, value: median(heaps) / IDLE, unit: 'B' },
    { name: 'connect and log in (new accounts, saved)', value: median(logins), unit: '/s' },
  ]
}

interface Players {
  /** What all of them take of the process's memory. */
  kilobytes: number
  /** Bytes of the heaps. */
  heap: number
  /** How many came in a second. */
  logins: number
}

/** Of IDLE players with sessions, beside some that were there before and for whom V8 has compiled what it compiles. */
async function measurePlayers(folder: string): Promise<Players> {
  const ours = await startPeer('gatehouse.ts', [folder, '1'], ['--expose-gc'])
  const load = { port: ours.port, ...ECHOES.text }
  const first = await holdLoad({
    ...load,
    login: load.login.replace('0000', 'first-0000'),
    connections: FIRST,
  })
  await sleep(3000)
  const before = await memoryOf(ours)
  const held = await holdLoad({ ...load, connections: IDLE })
  await sleep(4000)
  const after = await memoryOf(ours)
  held.release()
  first.release()
  await stopPeer(ours)
  return {
    kilobytes: after.anonymous - before.anonymous,
    heap: after.heap - before.heap,
    logins: IDLE / held.setup,
  }
}

/** After a collection in every thread. */
async function memoryOf({ child }: Peer): Promise<{ anonymous: number; heap: number }> {
  child.send('collect')
  const [memory] = (await once(child, 'message')) as [{ anonymous: number; heap: number }]
  return memory
}

async function readyRow(folder: string): Promise<Row> {
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++) times.push(await measureReady(join(folder, 'ready')))
  return judge({ name: 'start to ready', value: median(times), unit: 'ms', goal: '<= 1000' })
}

/** ms */
async function measureReady(folder: string): Promise<number> {
  const started = performance.now()
  const sets = ['gate.port=0', 'web.port=0', 'console.port=0', 'log.pretty=false', `store.path=${folder}`]
  // As npm start does.
  const child = spawn(process.execPath, ['server/start.js', ...sets.flatMap(set => ['--set', set])])
  for await (const line of createInterface({ input: child.stdout })) if (line.includes('"msg":"ready"')) break
  const ms = performance.now() - started
  child.kill('SIGTERM')
  await once(child, 'exit')
  return ms
}
