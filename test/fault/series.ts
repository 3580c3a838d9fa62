// The demo under load, with every message asked and refused as well: a scrape has at most 5000 series.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openClient } from '../support/client/raw-client.ts'
import { ROOT } from '../support/server/process.ts'
import { type Scraped, scrape } from '../support/server/scrape.ts'
import { startTestServer, type TestServer } from '../support/server/server.ts'
import { startBots } from './support/start-bots.ts'

export const DEFAULT_TIMES = 1

const DEMO = join(ROOT, 'server/game/index.ts')
const MOST = 5000
const THREADS = 4
const BOTS = 100
const SECONDS = 15

export async function run(times: number): Promise<void> {
  for (let round = 0; round < times; round++) await runOnce()
}

async function runOnce(): Promise<void> {
  const gate = { messageRate: 1e6, messageBurst: 1e6, maxBadMessages: 1e6 }
  const server = await startTestServer({ game: DEMO, threads: THREADS, web: { enabled: true }, gate })
  try {
    const scripts = ['chat', 'duel'].map(name => `server/game/bots/${name}.ts`)
    const playing = scripts.map((script, i) =>
      startBots(
        ...['--script', script, '--name', `bot${i}x`, '--url', server.url, '--count', String(BOTS)],
        ...['--rate', '50', '--seconds', String(SECONDS), '--think', '50-100', '--processes', '1'],
      ),
    )
    await askEverything(server)
    for (const bots of playing)
      if ((await bots.ended).code !== 0) throw new Error(bots.lines.slice(-20).join('\n'))
    const found = await scrape(server)
    for (const [name, count] of mostOf(found)) console.log(`${String(count).padStart(6)}  ${name}`)
    console.log(`${found.series.length} series with ${THREADS} threads`)
    if (found.series.length > MOST) throw new Error(`expected at most ${MOST} series`)
  } finally {
    await server.stop()
  }
}

/** With an empty body and with nonsense, by guests and by players, on every thread: sockets go to them in turns. */
async function askEverything({ server }: TestServer): Promise<void> {
  const names = [...readFileSync(join(ROOT, 'protocol/c2s.sproto'), 'utf8').matchAll(/^(\w+) \d+ \{/gm)]
  const asked = names.map(([, name]) => name!).filter(name => name !== 'logout')
  for (let n = 0; n < 2 * THREADS; n++) {
    const client = await openClient({ port: server.gatePort })
    if (n >= THREADS) await client.login(`asker ${n}`)
    for (const name of asked) client.sendText(`cs_${name}`, n % 2 === 0 ? {} : { id: 7 }, 1)
    client.sendText('cs_nonsense', {}, 1)
    for (let answers = 0; answers <= asked.length; answers++) await client.next()
    await client.vanish()
  }
}

/** The names with the most series. */
function mostOf({ series }: Scraped): [name: string, count: number][] {
  const counts = new Map<string, number>()
  for (const { name } of series) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].sort(([, a], [, b]) => b - a).slice(0, 10)
}
