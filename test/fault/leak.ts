// A service of a worker whose heap has 100 MB keeps 1000 objects a second in a Map: what `diff` says of two snapshots names the
// class, the service and who holds them, and `leakcheck` too. `mem --exact` knows what it keeps, to within a few percent.

import { SICK, sickProtocol } from '../support/games/sick.ts'
import { ConsoleClient } from '../support/server/console-client.ts'
import { startTestServer, type TestServer } from '../support/server/server.ts'

export const DEFAULT_TIMES = 1

/** What the heap holds besides: ~100 MB. */
const ITEMS = 90_000
const BYTES = 1024
const PER_SECOND = 1000
const SECONDS = 5

interface Growth {
  class: string
  service: string
  holder: string
  before: number
  after: number
  parent: string
  key: string
  example: string
}

export async function run(times: number): Promise<void> {
  const settings = { game: SICK, threads: 1 }
  for (let round = 0; round < times; round++) {
    const server = await startTestServer(settings)
    const operator = await ConsoleClient.open(server.server.consolePort!)
    try {
      const player = await server.connect({ protocol: sickProtocol })
      await player.login('keeper')
      await player.ask('cs_keep', { service: '.ballast', items: ITEMS, bytes: BYTES })
      await player.ask('cs_keep', { service: '.market', items: 0, bytes: 0 })
      await player.ask('cs_leak', { service: '.market', perSecond: PER_SECOND })
      await checkDiff(operator)
      checkLeak('leakcheck', await operator.ask<Growth[]>(`leakcheck .market ${SECONDS} --force`))
      await checkExact(operator)
      await checkQuiet(operator)
      checkHold(server, await operator.ask<Slow[]>('slow --all'))
    } finally {
      operator.close()
      await server.stop()
    }
  }
}

async function checkDiff(operator: ConsoleClient): Promise<void> {
  const started = performance.now()
  for (const part of await operator.parts('snapshot 1 before --force')) console.log(part)
  console.log(`the snapshot took ${Math.round(performance.now() - started)} ms`)
  await new Promise(resolve => setTimeout(resolve, SECONDS * 1000))
  await operator.ask('snapshot 1 after --force')
  const asked = performance.now()
  const rows = await operator.ask<Growth[]>('diff before after')
  console.log(`diff took ${Math.round(performance.now() - asked)} ms`)
  checkLeak('diff', rows)
}

function checkLeak(command: string, rows: readonly Growth[]): void {
  const row = rows.find(each => each.class === 'Offer')
  const said = JSON.stringify(row ?? rows.slice(0, 5))
  console.log(`${command}: ${said}`)
  if (!row || rows.indexOf(row) > 3) throw new Error(`${command} does not name the leak first: ${said}`)
  if (row.service !== '.market' || row.holder !== 'Market.#offers[…]') throw new Error(`${command}: ${said}`)
  if (row.parent !== 'Map' || !/^\["offer \d+"\]$/.test(row.key)) throw new Error(`${command}: ${said}`)
  if (row.after - row.before < PER_SECOND) throw new Error(`${command}: ${said}`)
}

/** ms from which on a thread counts as stuck. */
const STUCK = 5000

interface Slow {
  service: string
  command: string
  max: number
}

/** What grows by little is told of all the same. */
async function checkQuiet(operator: ConsoleClient): Promise<void> {
  const parts = await operator.parts('leakcheck .ballast 1 --force')
  const said = JSON.stringify(parts)
  console.log(`leakcheck of what does not grow: ${said.slice(-300)}`)
  const isSaid = parts.includes('nothing grew by more than 10 % and 16 kB; the largest growth:')
  if (!isSaid && parts.at(-1) !== 'nothing grew') throw new Error(`leakcheck .ballast: ${said}`)
}

/** Snapshots hold the thread for longer than what counts as stuck or slow: neither is said. */
function checkHold(server: TestServer, slow: readonly Slow[]): void {
  const stuck = server.log().filter(({ msg }) => msg === 'the loop of a thread is stuck')
  if (stuck.length > 0) throw new Error(`stuck: ${JSON.stringify(stuck)}`)
  const own = slow.filter(({ command, max }) => command === 'writeHeap' && max >= STUCK)
  if (own.length > 0) throw new Error(`slow: ${JSON.stringify(own)}`)
}

async function checkExact(operator: ConsoleClient): Promise<void> {
  const parts = await operator.parts('mem 1 --exact --force')
  const rows = parts.find(Array.isArray) as { service: string; kb: number }[]
  const { kb } = rows.find(({ service }) => service === '.ballast')!
  const held = (ITEMS * BYTES) / 1024
  console.log(`mem --exact: .ballast keeps ${kb} KB; its texts have ${held} KB`)
  if (kb < held || kb > held * 1.3) throw new Error(`.ballast keeps ${kb} KB, not about ${held}`)
}
