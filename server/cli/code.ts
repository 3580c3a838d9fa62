// npm run code: the commands of the console that replace the game's code in a running server, as words of a command line. Finds
// the server by the configuration, as npm run console does.

import { parseArgs } from 'node:util'

const USAGE = `npm run code -- [COMMAND] [--force] [--config FILE] [--set PATH=VALUE]… [--host HOST] [--port PORT]

  check               whether the game's files as they are now could be replaced
  replace             the running server goes over to them
  rollback VERSION    it goes back to a version that it keeps, until it is replaced or started anew
  versions            the versions that it keeps: when, by whom, and which files they changed
  difference FROM TO  the lines that differ between two of them
  stragglers          the services and rooms that go on with old code, and why

  --force             check and replace without a look at the types
  --config, --set     the configuration that the server was started with
  --host --port       where its console listens, instead of what the configuration says`

/** Command → how many words follow it. */
const WORDS: Readonly<Record<string, number>> = {
  check: 0,
  replace: 0,
  rollback: 1,
  versions: 0,
  difference: 2,
  stragglers: 0,
}

function run(): Promise<unknown> | undefined {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      force: { type: 'boolean', default: false },
      config: { type: 'string' },
      set: { type: 'string', multiple: true, default: [] },
      host: { type: 'string' },
      port: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help) return void console.log(USAGE)
  const [command, ...rest] = positionals
  const isKnown = command === undefined || (Object.hasOwn(WORDS, command) && WORDS[command] === rest.length)
  if (!isKnown) return refuse(`what is "${positionals.join(' ')}"?`)
  const line = ['code', ...positionals, ...(values.force ? ['--force'] : [])].join(' ')
  const given = values.set.flatMap(set => ['--set', set])
  const place = (['host', 'port'] as const).flatMap(name => (values[name] ? [`--${name}`, values[name]] : []))
  process.argv.splice(
    2,
    process.argv.length,
    ...(values.config ? [values.config] : []),
    ...given,
    ...place,
    '-c',
    line,
  )
  return import('./console.ts')
}

function refuse(why: string): undefined {
  console.error(`${why}\n\n${USAGE}`)
  process.exitCode = 2
}

try {
  await run()
} catch (error) {
  if (!String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS')) throw error
  refuse((error as Error).message)
}
