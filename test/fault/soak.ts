// A server of its own process under 200 players for minutes: they log in and out, sign, talk in rooms, whisper, look at
// boards, log in twice, and vanish, while designers save tables. No sign is lost (over a restart too), nothing is logged
// as an error, and when all have left nobody and nothing is left of them, and memory has not grown.

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expectNone, times } from '../support/client/fleet.ts'
import { openClient } from '../support/client/raw-client.ts'
import { SoakBook } from './support/soak-book.ts'
import type { Look, SoakSettings } from './support/soak-server.ts'
import { SoakedProcess } from './support/soaked-process.ts'
import { growthOf } from './support/trend.ts'
import { Visitor } from './support/visitor.ts'

const VISITORS = 200
const PAUSE = 200
/** Looks in a run, where they are not closer than every 3 s: each collects the garbage of every thread. */
const MOST_LOOKS = 40
const CLOSEST = 3000
const EMPTIED_WITHIN = 30_000
const MB = 1_048_576

/** One run is long; said for the command line. */
export const DEFAULT_TIMES = 1

export async function run(count: number, seconds = 600): Promise<void> {
  for (let round = 0; round < count; round++) {
    const folder = mkdtempSync(join(tmpdir(), 'gatehouse-soak-'))
    try {
      await soak(folder, seconds)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

async function soak(folder: string, seconds: number): Promise<void> {
  const dir = join(folder, 'data')
  cpSync(join(import.meta.dirname, '../../data'), dir, { recursive: true })
  const options: SoakSettings = {
    folder,
    settings: {
      threads: 2,
      game: 'test/fault/support/soak-game.ts',
      web: { enabled: true },
      table: { dir, watch: true },
      room: { emptyGrace: 3000 },
    },
  }
  const book = new SoakBook()
  await soaked(options, server => visit(server, book, { seconds, dir }))
  await soaked(options, server => checkSigns(server, book))
  const { mistakes } = book
  expectNone(`mistakes, the first: ${mistakes.slice(0, 5).join('; ')}`, mistakes)
}

/** Starts the server, and stops it in order when `work` is done; nothing may be left unsaved or be logged as an error. */
async function soaked(options: SoakSettings, work: (server: SoakedProcess) => Promise<void>): Promise<void> {
  const server = await SoakedProcess.start(options)
  try {
    await work(server)
    expectNone('not saved by the stop', await server.stop())
    expectNone('errors in the log', server.log(50))
  } finally {
    server.kill()
  }
}

async function visit(
  server: SoakedProcess,
  book: SoakBook,
  { seconds, dir }: { seconds: number; dir: string },
): Promise<void> {
  await openWorld(server)
  const before = await server.look()
  const visitors = Array.from(
    { length: VISITORS },
    (_, number) => new Visitor({ book, port: server.port, number, count: VISITORS, pause: PAUSE }),
  )
  const running = visitors.map(visitor => visitor.run())
  const lost = Promise.all(running)
  const looks = await Promise.race([
    watch(server, book, { seconds, dir }),
    lost.then(() => Promise.reject(new Error('the visitors have left by themselves'))),
  ])
  for (const visitor of visitors) visitor.isRunning = false
  await lost
  const after = await untilEmpty(server, before)
  console.log(`soak, all have left: ${figures(book, after)}; warnings: ${server.log(40).length}`)
  if (after.tableVersion <= before.tableVersion) book.fault('no table was replaced')
  checkMemory(book, looks)
}

/** The room that is always there is made by the first who joins it, and stays. */
async function openWorld({ port }: SoakedProcess): Promise<void> {
  const client = await openClient({ port })
  await client.login('first')
  await client.ask('cs_room_join', { kind: 'world' })
  await client.close()
}

/** Looks at the server every now and then for so long, replaces a table each time, and prints a line a minute. */
async function watch(
  server: SoakedProcess,
  book: SoakBook,
  { seconds, dir }: { seconds: number; dir: string },
): Promise<Look[]> {
  const looks: Look[] = []
  const every = Math.max(CLOSEST, (seconds * 1000) / MOST_LOOKS)
  const [start, file] = [performance.now(), join(dir, 'sign.csv')]
  const sheet = readFileSync(file, 'utf8')
  let minutes = 0
  for (let i = 1; i * every <= seconds * 1000; i++) {
    await new Promise(resolve => setTimeout(resolve, start + i * every - performance.now()))
    looks.push(await server.look())
    writeFileSync(file, sheet.replace(/^0,\d+,/m, `0,${100 + (i % 2)},`))
    await checkHealth(server, book)
    const passed = Math.floor((performance.now() - start) / 60_000)
    if (passed > minutes) console.log(`soak ${passed} min: ${figures(book, looks.at(-1)!)}`)
    minutes = passed
  }
  return looks
}

async function checkHealth({ web }: SoakedProcess, book: SoakBook): Promise<void> {
  const { status } = await fetch(`http://127.0.0.1:${web}/healthz`)
  if (status !== 200) book.fault(`/healthz said ${status}`)
}

function figures(book: SoakBook, look: Look): string {
  const { logins, requests, refusals, pushes, replaced, vanished, mistakes } = book
  const { connections, agents, rooms, tableVersion, used, rss } = look
  return (
    `${logins} logins, ${requests} requests (${refusals} refused), ${pushes} pushes, ${replaced} replaced, ` +
    `${vanished} vanished, ${mistakes.length} mistakes; ${connections} connections, ${agents} agents, ${rooms} rooms, ` +
    `tables ${tableVersion}; in use ${inMb(used)} MB, RSS ${inMb(rss)} MB`
  )
}

const inMb = (bytes: number): string => (bytes / MB).toFixed(1)

/** Nobody is there any more, and no room but those of the start. */
async function untilEmpty(server: SoakedProcess, before: Look): Promise<Look> {
  const deadline = performance.now() + EMPTIED_WITHIN
  for (;;) {
    const look = await server.look()
    const { connections, agents, roles, unsaved, online, seated } = look
    const left = { connections, agents, roles, unsaved, online, seated, rooms: look.rooms - before.rooms }
    if (Object.values(left).every(count => count === 0)) return look
    if (performance.now() > deadline) throw new Error(`left over: ${JSON.stringify(left)}`)
    await new Promise(resolve => setTimeout(resolve, 200))
  }
}

/** What is in use may grow by little; the system's view of it, which counts what is free in between, by more. */
function checkMemory(book: SoakBook, looks: readonly Look[]): void {
  const bounds = { used: { bytes: 3 * MB, share: 0.04 }, rss: { bytes: 32 * MB, share: 0.1 } }
  for (const name of ['used', 'rss'] as const) {
    const growth = growthOf(looks.map(look => look[name]))
    if (!growth) continue
    const { before, after } = growth
    console.log(
      `soak, memory (${name}): ${inMb(before)} MB in the third quarter, ${inMb(after)} MB in the last`,
    )
    const { bytes, share } = bounds[name]
    if (after - before > Math.max(bytes, before * share))
      book.fault(`memory grows (${name}): ${inMb(before)} to ${inMb(after)} MB`)
  }
}

/** After the restart every account has what it was told, and no more than it asked for. */
async function checkSigns(server: SoakedProcess, book: SoakBook): Promise<void> {
  const { accounts } = book
  await times(accounts.length, async i => {
    const acc = accounts[i]!
    const { told, asked } = book.account(acc)
    const client = await openClient({ port: server.port })
    const { sign_cnt } = await client.login(acc)
    if ((sign_cnt as number) < told || (sign_cnt as number) > asked)
      book.fault(`${acc} has ${sign_cnt} after the restart, expected ${told} to ${asked}`)
    await client.close()
  })
  console.log(`soak, after a restart: the signs of ${accounts.length} accounts are there`)
}
