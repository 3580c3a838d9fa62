// With 10 000 players online an operator looks at everything that there is, in pages as large as they get: no answer holds the
// thread for 10 ms.

import { existsSync, readFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { askConsole } from '../support/server/console-client.ts'
import { ROOT } from '../support/server/process.ts'
import { startTestServer } from '../support/server/server.ts'
import { scriptOf, startBots } from './support/start-bots.ts'

export const DEFAULT_TIMES = 1

const DEMO = join(ROOT, 'server/game/index.ts')
const PLAYERS = 10_000
/** ms. */
const MOST = 10
/** Of each command at most: the best counts, since others share the thread and the processor, such as the players. */
const ROUNDS = 40
const ENTER_WITHIN = 300_000

const COMMANDS = [
  'list',
  'list --limit 1000',
  'list --from 9000 --limit 1000',
  'stat',
  'stat --by messages --limit 1000',
  'stat --by queue --from 5000 --limit 1000',
  'players',
  'players --limit 1000',
  'players --from 9000 --limit 1000',
  'player own 5000',
  'connections',
  'connections --limit 1000',
  'connections --from 9000 --limit 1000',
  'connections --closed --limit 1000',
  'rooms --limit 1000',
  'threads',
  'calls --limit 1000',
  'slow --limit 1000',
  'errors --limit 1000',
  'stores',
  'boards',
  'tables',
  'config',
  'info .watchdog',
  'task .watchdog',
]

export async function run(times: number): Promise<void> {
  for (let round = 0; round < times; round++) await runOnce()
}

async function runOnce(): Promise<void> {
  const free = { messageRate: 1e6, messageBurst: 1e6, maxClients: 2 * PLAYERS }
  const server = await startTestServer({ game: DEMO, threads: 0, web: { enabled: true }, gate: free })
  const bots = startBots(
    ...['--script', scriptOf('idle'), '--url', server.url, '--count', String(PLAYERS)],
    ...['--rate', '500', '--seconds', '100000', '--think', '5000000-6000000'],
  )
  try {
    const port = server.server.consolePort!
    const deadline = performance.now() + ENTER_WITHIN
    const online = async () => (await askConsole<{ total: number }>(port, 'players --limit 1')).total
    while ((await online()) < PLAYERS && performance.now() < deadline) await sleep(1000)
    console.log(`${await online()} players`)
    if ((await online()) < PLAYERS) throw new Error(bots.lines.slice(-20).join('\n'))
    const operator = await Operator.open(port)
    const found: [command: string, ms: number][] = []
    for (const command of COMMANDS) found.push([command, await bestOf(ROUNDS, () => operator.ask(command))])
    operator.close()
    for (const [command, ms] of found) console.log(`${ms.toFixed(1).padStart(6)} ms  ${command}`)
    const wrong = found.filter(([, ms]) => ms >= MOST)
    if (wrong.length > 0) throw new Error(`too long: ${wrong.map(([command]) => command).join(', ')}`)
  } finally {
    bots.kill('SIGKILL')
    await bots.ended
    await server.stop()
  }
}

/** No more rounds than it takes. */
async function bestOf(rounds: number, work: () => Promise<void>): Promise<number> {
  let best = Number.POSITIVE_INFINITY
  for (let round = 0; round < rounds && (round < 3 || best >= MOST); round++)
    best = Math.min(best, await longestTurn(work))
  return best
}

/** The most ms that this thread, which serves too, takes from one turn of its loop to the next while `work` runs. */
async function longestTurn(work: () => Promise<void>): Promise<number> {
  let longest = 0
  let isOver = false
  let last = now()
  const turn = () => {
    const time = now()
    longest = Math.max(longest, time - last)
    last = time
    if (!isOver) setImmediate(turn)
  }
  setImmediate(turn)
  await work()
  isOver = true
  return longest
}

/** ms, without those for which this thread has waited for a processor, where the system tells. */
function now(): number {
  const [, waited = 0] = HAS_WAITED ? readFileSync(WAITED, 'utf8').split(' ') : []
  return performance.now() - Number(waited) / 1e6
}

const WAITED = '/proc/thread-self/schedstat'
const HAS_WAITED = existsSync(WAITED)

/** Reads answers without looking into them, as it is on the thread that is measured. */
class Operator {
  readonly #socket: Socket
  #hear: (bytes: Buffer) => void = () => undefined

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.on('data', bytes => this.#hear(bytes))
  }

  static async open(port: number): Promise<Operator> {
    const operator = new Operator(connect({ port, host: '127.0.0.1' }))
    await operator.#until('\n')
    return operator
  }

  async ask(line: string): Promise<void> {
    const answered = this.#until('<CMD OK>\n')
    this.#socket.write(`${line}\n`)
    await answered
  }

  close(): void {
    this.#socket.destroy()
  }

  #until(end: string): Promise<void> {
    return new Promise((resolve, reject) => {
      let tail = ''
      this.#hear = bytes => {
        tail = (tail + bytes.subarray(-300).toString('latin1')).slice(-300)
        if (tail.endsWith(end)) resolve()
        const [, reason] = /<CMD Error> (.*)\n$/.exec(tail) ?? []
        if (reason !== undefined) reject(new Error(reason))
      }
    })
  }
}
