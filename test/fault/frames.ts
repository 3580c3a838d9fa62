// Random and mutated frames, text and binary, 10 000 each time (`--times 20` makes 200 000), over 50 connections that
// come back when they are closed: the server does not crash, its memory stays bounded, abusers are closed with 4005,
// and 20 well-behaved clients beside them get every reply.

import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRandom, hostileFrame, type Random } from '../support/client/hostile-frames.ts'
import type { RawClient } from '../support/client/raw-client.ts'
import { freeSettings, type ServerProcess, startProcess } from '../support/server/process.ts'

const FRAMES = 10_000
const ABUSERS = 50
const GOOD = 20
/** What the server may grow by, MB. */
const GROWTH = 150

interface Tally {
  sent: number
  closes: Map<number, number>
}

export async function run(count: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-'))
  const server = startProcess({ args: [...freeSettings(folder), '--set', 'threads=2'] })
  try {
    const { pid } = await server.ready()
    await play(server, pid, count)
    server.kill('SIGTERM')
    const { code } = await server.ended
    if (code !== 0) throw new Error(`exit code ${code}`)
  } finally {
    server.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
  const bugs = server.lines.filter(line => /"level":[56]0/.test(line))
  if (bugs.length > 0) throw new Error(`the server logged a bug: ${bugs[0]}`)
  if (server.errors) throw new Error(`the server wrote ${server.errors}`)
}

async function play(server: ServerProcess, pid: number, count: number): Promise<void> {
  const seed = Date.now() % 1_000_000
  console.log(`frames: seed ${seed}`)
  const tally: Tally = { sent: 0, closes: new Map() }
  const abuse = (frames: number, round: number) =>
    Promise.all(
      Array.from({ length: ABUSERS }, (_, i) =>
        sendFrames(server, createRandom(seed + ABUSERS * round + i), { frames: frames / ABUSERS, tally }),
      ),
    )
  let isOver = false
  const good = Promise.all(Array.from({ length: GOOD }, (_, i) => behave(server, i, () => isOver)))
  await abuse(FRAMES, 0)
  const before = memoryOf(pid)
  for (let round = 1; round < count; round++) await Promise.race([abuse(FRAMES, round), good])
  const grown = memoryOf(pid) - before
  isOver = true
  const replies = (await good).reduce((sum, each) => sum + each, 0)
  report(tally, replies, grown)
}

function report({ sent, closes }: Tally, replies: number, grown: number): void {
  const shown = [...closes].map(([code, times]) => `${code}: ${times}`).join(', ')
  console.log(
    `frames: ${sent} sent, closes ${shown}, ${replies} good replies, grown by ${grown.toFixed(0)} MB`,
  )
  // 1006 is the socket library's own, for text that is not UTF-8.
  const strange = [...closes.keys()].filter(code => ![4005, 4001, 1006].includes(code))
  if (strange.length > 0) throw new Error(`closed with ${strange}`)
  if (!closes.has(4005)) throw new Error('nobody was closed with 4005')
  if (grown > GROWTH) throw new Error(`the server grew by ${grown} MB`)
}

async function sendFrames(
  server: ServerProcess,
  random: Random,
  { frames, tally }: { frames: number; tally: Tally },
): Promise<void> {
  let client: RawClient | undefined
  for (let i = 0; i < frames; i++) {
    if (!client || client.isClosed) client = await comeBack(server, client, tally)
    client.send(hostileFrame(random))
    tally.sent++
    if (i % 4 === 3) await new Promise(resolve => setImmediate(resolve))
  }
  await client?.vanish()
}

async function comeBack(
  server: ServerProcess,
  before: RawClient | undefined,
  { closes }: Tally,
): Promise<RawClient> {
  if (before) {
    const { code } = await before.closed
    closes.set(code, (closes.get(code) ?? 0) + 1)
  }
  return server.connect()
}

/** Asks in lockstep, as text and as sproto, within the limits; every reply has to be the right one. */
async function behave(server: ServerProcess, i: number, isOver: () => boolean): Promise<number> {
  const client = await server.connect()
  await client.login(`good ${i}`)
  let signed = 0
  for (; !isOver(); signed++) {
    const { name, data } = await client.ask('cs_sign')
    if (name !== 'sc_sign' || data.sign_cnt !== signed + 1)
      throw new Error(`good ${i}: ${JSON.stringify(data)} after ${signed}`)
    const text = `good ${i} ${signed}`
    const { body } = await client.askBinary('echo', { text })
    if (body?.text !== text) throw new Error(`good ${i}: ${JSON.stringify(body)} for ${text}`)
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  await client.close()
  return 2 * signed
}

/** Resident memory, MB. */
const memoryOf = (pid: number): number =>
  Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)]).toString()) / 1024
