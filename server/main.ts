// npm start: read the configuration, start the server, wait for a signal. Ends with 0 after a clean stop, with 1 when
// it could not start or something was left unsaved.

import './node-check.js'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Config } from './config.ts'
import { StartError } from './core/errors.ts'
import { reportRejection } from './core/rejections.ts'
import { listenToSignals } from './core/signals.ts'
import { Stopper } from './core/stopper.ts'
import { checkSockets } from './gate/transport/check-uws.ts'
import type { LoginServer } from './login-server.ts'
import { greetingOf } from './ops/greeting.ts'
import type { Server } from './server.ts'
import { parseCommandLine, USAGE } from './settings/command-line.ts'
import type { DeclaredSettings } from './settings/game-settings.ts'
import { loadSettings, type Settings } from './settings/load.ts'
import { ROOT } from './settings/read-file.ts'
import { fileWarnings, warnings } from './settings/warnings.ts'

type Running = Server | LoginServer

/** What is written from here on is for this user only: players' data, logs, the folders they are in. */
process.umask(0o077)

async function run(): Promise<void> {
  const { file, sets, shouldPrint, shouldHelp } = parseCommandLine(process.argv.slice(2))
  if (shouldHelp) return console.log(USAGE)
  const settings = await loadSettings(file, sets, findGame)
  const { config } = settings
  if (shouldPrint) return console.log(settings.print())
  process.chdir(ROOT)
  await checkSockets()
  const server = await launch(settings)
  const { log } = server.node.thread
  for (const warning of [...warnings(config), ...fileWarnings(config)]) log.warn(warning)
  if (process.stdout.isTTY && config.log.file === '') console.log(greeting(server, config))
}

function greeting(server: Running, { web, console: { host }, gate, login }: Config): string {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }
  const ports = { gatePort: undefined, ...server }
  const told = { web, console: { host }, login, gate: { host: gate.host, tls: gate.tls !== null } }
  return greetingOf({ ...ports, version, ...told })
}

/** Loaded already when the server starts: a game says itself what its settings are. */
async function findGame(path: string): Promise<DeclaredSettings> {
  const { loadGame } = await import('./kit/load-game.ts')
  return loadGame(path, ROOT)
}

/** Starts the server; from the first moment on it can be stopped. */
async function launch({ config, explain, list }: Settings): Promise<Running> {
  const start = await starterOf(config)
  const stopper = new Stopper({
    stop: async (reason, code) => {
      const server = await started
      if (server) await end(server, reason, code)
    },
    deadline: config.stopTimeout,
    kill,
  })
  const starting = start(config, {
    settings: list(),
    onStop: reason => stopper.ask(reason, 0),
    onDoomed: reason => stopper.ask(reason, 1),
    // npm run dev starts it again.
    onCodeRefused: () => void process.send?.('restart'),
  }).catch(error => {
    throw explain(error)
  })
  // A start that fails is told of by run(); nothing is left to stop then.
  const started = starting.catch(() => undefined)
  listenToSignals({
    end: signal => stopper.signal(signal),
    hangUp: signal => stopper.ask(signal, 0),
    reload: signal => void started.then(server => server?.node.reload(signal)),
  })
  ignoreClosedStreams()
  const server = await starting
  watchErrors(server, stopper)
  return server
}

async function starterOf({ login }: Config) {
  if (login.alone) return (await import('./login-server.ts')).startLoginServer
  return (await import('./server.ts')).startServer
}

function watchErrors({ node: { thread } }: Running, stopper: Stopper): void {
  process.on('uncaughtException', error => {
    thread.log.fatal({ err: error }, 'uncaught error, the server stops')
    stopper.ask('uncaught error', 1)
  })
  process.on('unhandledRejection', reason => reportRejection(thread, reason))
}

/** A terminal that is gone, a pipe whose reader has ended: what console.log says there is lost, and that is all. */
function ignoreClosedStreams(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
}

async function end({ node, stop }: Running, reason: string, code: number): Promise<void> {
  const { log } = node.thread
  log.info({ reason }, 'stopping')
  const { problems, stuck } = await stop()
  log.info({ problems }, 'stopped')
  if (stuck.length > 0 || (await hasStuckFiles())) kill()
  process.exit(code || (problems.length > 0 ? 1 : 0))
}

/** A file that does not answer (a pipe without a writer, a network that is gone) would hold up process.exit() for ever. */
async function hasStuckFiles(): Promise<boolean> {
  for (let look = 0; look < 20; look++) {
    if (!process.getActiveResourcesInfo().some(name => /^(FSReq|GetAddrInfo)/.test(name))) return false
    await sleep(50)
  }
  return true
}

const kill = (): void => void process.kill(process.pid, 'SIGKILL')

try {
  await run()
} catch (error) {
  if (!(error instanceof StartError)) throw error
  console.error(`gatehouse can't start: ${error.message}`)
  process.exit(1)
}
