// npm start: read the configuration, start the server, wait for a signal. Ends with 0 after a clean stop, with 1 when
// it could not start or something was left unsaved.

import './node-check.js'
import type { Config } from './config.ts'
import { StartError } from './core/errors.ts'
import { checkSockets } from './gate/check-uws.ts'
import { loadSettings, parseCommandLine, printConfig, ROOT, USAGE } from './load-config.ts'
import type { Server } from './server.ts'
import { warnings } from './warnings.ts'

/** npm and terminals send a signal twice; only one that comes later than this is a second wish. */
const DOUBLED = 1000

/** What is written from here on is for this user only: players' data, logs, the folders they are in. */
process.umask(0o077)

async function run(): Promise<void> {
  const { file, sets, shouldPrint, shouldHelp } = parseCommandLine(process.argv.slice(2))
  if (shouldHelp) return console.log(USAGE)
  const { config, explain } = await loadSettings(file, sets)
  if (shouldPrint) return console.log(printConfig(config))
  process.chdir(ROOT)
  await checkSockets()
  const { startServer } = await import('./server.ts')
  const starting = startServer(config).catch(error => {
    throw explain(error)
  })
  const stop = stopper(starting, config)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop(signal, 0))
  const { log } = (await starting).node.thread
  for (const warning of warnings(config)) log.warn(warning)
  process.on('uncaughtException', error => {
    log.fatal({ err: error }, 'uncaught error, the server stops')
    stop('uncaught error', 1)
  })
}

/** Stops the server, also one that is still starting. A second wish ends the process at once. */
function stopper(starting: Promise<Server>, config: Config): (reason: string, code: number) => void {
  let since: number | undefined
  return (reason, code) => {
    if (since !== undefined) {
      if (performance.now() - since > DOUBLED) process.kill(process.pid, 'SIGKILL')
      return
    }
    since = performance.now()
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), config.stopTimeout + 500)
    // A start that fails is told of by run().
    starting.then(server => end(server, reason, code)).catch(() => undefined)
  }
}

async function end({ node, stop }: Server, reason: string, code: number): Promise<void> {
  const { log } = node.thread
  log.info({ reason }, 'stopping')
  const { problems, stuck } = await stop()
  log.info({ problems }, 'stopped')
  if (stuck.length > 0) process.kill(process.pid, 'SIGKILL')
  process.exit(code || (problems.length > 0 ? 1 : 0))
}

try {
  await run()
} catch (error) {
  if (!(error instanceof StartError)) throw error
  console.error(`gatehouse can't start: ${error.message}`)
  process.exit(1)
}
