// npm run bots: players that a script plays, to load a server or to have company in it. Tries the server first, then starts
// the processes that play, shows how it goes, and ends with a summary: after its time or rounds, or at Ctrl-C. Exit code 0 when
// nothing unexpected happened, 1 when something did, 2 for a wrong command.

import { appendFileSync, writeFileSync } from 'node:fs'
import { ClosedError, connect } from '../../protocol/client/index.ts'
import { BotRun } from '../bots/bot-run.ts'
import { type CommandLine, parseCommandLine, USAGE } from '../bots/command-line.ts'
import { playForLeader } from '../bots/playing-process.ts'
import { Progress } from '../bots/progress.ts'
import { formatSummary, summaryOf } from '../bots/summary.ts'
import { StartError } from '../core/errors.ts'

const AS_PLAYER = '--as-player'
/** npm and terminals send a signal twice; a repeat within this many ms is not deliberate. */
const DOUBLED = 1000

if (process.argv[2] === AS_PLAYER) playForLeader()
else await runCommand()

async function runCommand(): Promise<void> {
  let command: CommandLine | undefined
  try {
    command = parseCommandLine(process.argv.slice(2))
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${USAGE}`)
    process.exitCode = 2
    return
  }
  if (!command) return console.log(USAGE)
  try {
    process.exitCode = await lead(command)
  } catch (error) {
    if (!(error instanceof StartError)) throw error
    console.error(error.message)
    process.exitCode = 1
  }
}

async function lead({ plan, seconds, json }: CommandLine): Promise<number> {
  if (json !== undefined) tryFile(json)
  await tryServer(plan.url)
  const print = (line: string) => progress.print(line)
  const run = new BotRun({ plan, program: [import.meta.filename, AS_PLAYER], print })
  const progress = new Progress(run.tally, plan, process.stderr)
  const signalled = heardSignal(() => run.kill('a second signal'))
  await prepared(run)
  run.start()
  progress.start()
  await Promise.race([passed(plan.count / plan.rate + seconds), signalled, run.finished])
  const took = progress.seconds
  await run.stop()
  progress.stop()
  const summary = summaryOf(run.tally, plan, took)
  console.log(formatSummary(summary))
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(summary, null, 2)}\n`)
  return summary.isClean ? 0 : 1
}

/** Before the run: after it, what was measured would be lost. */
function tryFile(file: string): void {
  try {
    appendFileSync(file, '')
  } catch (error) {
    throw new StartError(`--json: expected a file that can be written, got ${(error as Error).message}`)
  }
}

async function tryServer(url: string): Promise<void> {
  try {
    const game = await connect(url, { heartbeat: 0, reconnect: false })
    game.close()
  } catch (error) {
    if (!(error instanceof ClosedError)) throw error
    throw new StartError(`${error.message}; does the server run?`)
  }
}

async function prepared(run: BotRun): Promise<void> {
  try {
    await run.prepare()
  } catch (error) {
    run.kill('the run can not begin')
    throw error
  }
}

function passed(seconds: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, Math.min(seconds * 1000, 0x7fff_ffff)).unref())
}

/** Resolves at the first signal; a second, deliberate one ends it at once. */
function heardSignal(kill: () => void): Promise<void> {
  return new Promise(resolve => {
    let first: number | undefined
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(signal, () => {
        first ??= performance.now()
        if (performance.now() - first > DOUBLED) {
          kill()
          process.exit(1)
        }
        resolve()
      })
  })
}
