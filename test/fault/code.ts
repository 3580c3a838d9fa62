// New code in a running server: 200 players on three workers play while versions are replaced, one in four of them broken in each way.
// Each request is answered once, by one version as a whole; nothing of the state of rooms, services and roles is lost; what is broken
// changes nothing; at the end every thread runs the same version. Then the heap that a replacement keeps is measured, over 1000 with
// `--times 200`.

import { setTimeout as sleep } from 'node:timers/promises'
import { type CodePlayer, CodeServer } from '../code/support/code-server.ts'
import { askConsole } from '../support/server/console-client.ts'

export const DEFAULT_TIMES = 20

const PLAYERS = 200
const EVERY = 100
/** Bytes of a thread's heap that a replacement of one handler may keep. */
const MOST_KEPT = 40_000

/** A way to break a version: the file, and what is done to it. */
const BREAKS: [file: string, change: (text: string) => string][] = [
  ['handlers.ts', text => `${text}\nfunction (`],
  ['handlers.ts', text => `${text}\nenum Bad { A }`],
  ['handlers.ts', text => `import './nowhere.ts'\n${text}`],
  ['services.ts', text => `import { nothing } from './kit.ts'\nnothing()\n${text}`],
  ['handlers.ts', text => `import { nothing } from '../../server/kit/index.ts'\nnothing()\n${text}`],
  ['hall.ts', text => `${text}\nthrow new Error('on purpose')`],
  ['role.ts', text => text.replace('gold: z.int()', 'gold: z.number()')],
  ['services.ts', text => text.replace('books: z.int().default(0)', 'books: z.int().default(5)')],
  ['index.ts', text => text.replace('burst: 2', 'burst: 0')],
]

/** `times` replacements. */
export async function run(times: number): Promise<void> {
  const host = new CodeServer(3)
  await host.start()
  try {
    await play(host, times)
    await measure(host, Math.max(200, Math.min(1000, 5 * times)))
  } finally {
    await host.stop()
  }
}

/** What has been counted of a thing that all players share. */
interface Totals {
  count: number
  season: number
}

async function play(host: CodeServer, times: number): Promise<void> {
  const players = await Promise.all(Array.from({ length: PLAYERS }, (_, i) => host.player(`player-${i}`)))
  const [totals, waits]: [Totals, number[]] = [{ count: 0, season: 0 }, []]
  const state = { isOver: false, asked: 0 }
  const playing = players.map((player, i) => playOn(player, i, { state, totals, waits }))
  const commits = await replaceAgain(host, times)
  state.isOver = true
  await Promise.all(playing)
  const [one] = players
  expectEqual('the count of a service', (await one!.ask('count')).count, totals.count + 1)
  expectEqual('the state of a service', (await one!.ask('season')).count, totals.season + 1)
  const versions = new Set(
    (await (await host.code()).call.threads()).map(each => `${each.version} ${each.hash}`),
  )
  expectEqual('versions that run', versions.size, 1)
  console.log(
    `${state.asked} requests answered, in ${quantiles(waits)} ms; waits for a switch: at most ${quantiles(commits)} ms`,
  )
}

interface Play {
  state: { isOver: boolean; asked: number }
  totals: Totals
  waits: number[]
}

/** Asks one thing after the other; throws at the first answer that is not whole. */
async function playOn(player: CodePlayer, seed: number, { state, totals, waits }: Play): Promise<void> {
  const own = { play: 0, spend: 0, shelf: 0 }
  await player.ask('enter')
  const names = ['say', 'spend', 'play', 'count', 'season', 'shelf', 'say', 'talk'] as const
  for (let i = seed; !state.isOver; i++) {
    const name = i % 50 === 0 ? 'hold' : names[i % names.length]!
    const began = performance.now()
    const { text, count } = await player.ask(name)
    if (name === 'say') waits.push(performance.now() - began)
    state.asked++
    const words = new Set(text.split(' '))
    if (words.size !== 1 || !/^(one|v\d+)$/.test([...words][0]!))
      throw new Error(`${name}: not whole: ${text}`)
    if (name === 'hold') own.spend += 2
    if (name === 'count' || name === 'season') totals[name]++
    if (name === 'play' || name === 'spend' || name === 'shelf')
      expectEqual(`${name} of a player`, count, ++own[name])
    await sleep(5)
  }
}

/** Returns for how long (ms) each switch has held a thread, at most. */
async function replaceAgain(host: CodeServer, times: number): Promise<number[]> {
  const commits: number[] = []
  let word = 'one'
  for (let i = 0; i < times; i++) {
    const began = performance.now()
    if (i % 4 === 3) await breakOnce(host, i)
    else {
      host.game.say(`v${i}`, word)
      word = `v${i}`
      const { ms, late } = await host.replace()
      expectEqual('threads that are late', late.length, 0)
      commits.push(ms.commit)
    }
    await sleep(Math.max(0, EVERY - (performance.now() - began)))
  }
  return commits
}

async function breakOnce(host: CodeServer, i: number): Promise<void> {
  const [file, change] = BREAKS[Math.floor(i / 4) % BREAKS.length]!
  const before = host.game.edit(file, change)
  await host.problem()
  host.game.write(file, before)
}

/** A handler is edited again and again: what each thread keeps of a version that nobody runs any more. */
async function measure(host: CodeServer, edits: number): Promise<void> {
  const edit = async (i: number) => {
    host.game.edit('handlers.ts', text => `${text.replace(/\n\/\/ \d+$/, '')}\n// ${i}`)
    await host.replace()
  }
  for (let i = 0; i < 5; i++) await edit(i)
  const before = await heaps(host)
  for (let i = 0; i < edits; i++) await edit(1000 + i)
  const after = await heaps(host)
  const kept = after.map((bytes, thread) => Math.round((bytes - before[thread]!) / edits))
  console.log(`over ${edits} replacements each keeps ${kept.join(', ')} bytes of the heap (main, workers)`)
  // The heaps are told in MB.
  const most = MOST_KEPT + 1e6 / edits
  if (kept.some(bytes => bytes > most)) throw new Error(`expected at most ${MOST_KEPT} bytes kept`)
}

/** Bytes in use, by thread, after a collection. */
async function heaps({ server }: CodeServer): Promise<number[]> {
  const port = server.server.consolePort!
  await askConsole(port, 'gc')
  const rows = await askConsole<{ after: number }[]>(port, 'gc')
  return rows.map(({ after }) => after * 1e6)
}

function expectEqual(what: string, got: number, expected: number): void {
  if (got !== expected) throw new Error(`${what}: expected ${expected}, got ${got}`)
}

function quantiles(values: number[]): string {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (part: number) =>
    (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0).toFixed(1)
  return `${at(0.5)} (p50), ${at(0.99)} (p99), ${at(1)} (most)`
}
