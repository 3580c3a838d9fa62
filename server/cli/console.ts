// npm run console: the console of a running server, with line editing. Finds it by the configuration, as npm start does.
// Exit code 1 when a command has failed, or when there is no server.

import { homedir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { variable } from '../config.ts'
import { StartError } from '../core/errors.ts'
import { DEFAULT_FILE } from '../settings/command-line.ts'
import { loadSettings } from '../settings/load.ts'
import { askSecret } from './console/ask-secret.ts'
import { type KnownCommand, toKnown } from './console/completion.ts'
import { ConsoleClient } from './console/console-client.ts'
import { ConsoleShell } from './console/console-shell.ts'

const USAGE = `npm run console -- [FILE] [--set PATH=VALUE]… [--host HOST] [--port PORT] [--json] [-c COMMAND]

  FILE, --set    the configuration that the server was started with
  --host --port  where the console listens, instead of what the configuration says
  --json         a line of JSON for each answer
  -c COMMAND     runs one command, and ends

  A console that wants a token asks for it, or takes it from the variable GATEHOUSE_TOKEN.`

const OPTIONS = {
  set: { type: 'string', multiple: true },
  host: { type: 'string' },
  port: { type: 'string' },
  json: { type: 'boolean', default: false },
  command: { type: 'string', short: 'c' },
  help: { type: 'boolean', short: 'h', default: false },
} as const

const HISTORY = '.gatehouse_history'
const EVERYWHERE = new Set(['0.0.0.0', '::'])

async function run(): Promise<number> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: OPTIONS })
  if (values.help) console.log(USAGE)
  if (values.help) return 0
  if (positionals.length > 1) throw new StartError(USAGE)
  const { config } = await loadSettings(positionals[0] ?? DEFAULT_FILE, values.set)
  const host = values.host ?? (EVERYWHERE.has(config.console.host) ? '127.0.0.1' : config.console.host)
  const client = await ConsoleClient.open(host, portOf(values.port, config.console.port))
  try {
    const greeting = await enter(client)
    const { command, json: isJson } = values
    return command === undefined
      ? await talk(client, greeting, isJson)
      : await runOne(client, command, isJson)
  } finally {
    client.close()
  }
}

function portOf(given: string | undefined, configured: number): number {
  const port = given === undefined ? configured : Number(given)
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port
  throw new StartError(`--port: expected a port from 1 to 65535, got ${given ?? 'console.port 0'}`)
}

/** Returns the greeting. Throws StartError for a wrong token. */
async function enter(client: ConsoleClient): Promise<string> {
  const { text, isLocked } = await client.greeting()
  if (!isLocked) return text
  const token = variable('GATEHOUSE_TOKEN') ?? (await askSecret('Token: '))
  if (!token) throw new StartError('this console wants a token')
  const lines: string[] = []
  const { isOk, reason } = await client.ask(`token ${token}`, line => lines.push(line))
  if (!isOk) throw new StartError(reason)
  return lines[0] ?? ''
}

async function runOne(client: ConsoleClient, command: string, isJson: boolean): Promise<number> {
  const line = isJson && !command.endsWith(' --json') ? `${command} --json` : command
  const { isOk, reason } = await client.ask(line.replaceAll('\n', ' '), text => console.log(text))
  if (!isOk) console.error(reason)
  return isOk ? 0 : 1
}

async function talk(client: ConsoleClient, greeting: string, isJson: boolean): Promise<number> {
  const isTerminal = process.stdin.isTTY === true
  if (isTerminal) console.log(greeting)
  const hasColours = process.stdout.isTTY === true && variable('NO_COLOR') === undefined
  const known = isTerminal ? await commandsOf(client) : []
  const shell = new ConsoleShell({ client, known, isJson, hasColours, historyFile: join(homedir(), HISTORY) })
  try {
    return (await shell.run()) ? 0 : 1
  } finally {
    shell.close()
  }
}

/** For completion. */
async function commandsOf(client: ConsoleClient): Promise<KnownCommand[]> {
  const lines: string[] = []
  await client.ask('help --json', line => lines.push(line))
  return (JSON.parse(lines[0] ?? '[]') as { command: string }[]).map(({ command }) => toKnown(command))
}

try {
  process.exitCode = await run()
} catch (error) {
  const isUsage = String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS')
  if (!(error instanceof StartError || isUsage)) throw error
  console.error((error as Error).message)
  if (isUsage) console.error(`\n${USAGE}`)
  process.exitCode = 1
}
