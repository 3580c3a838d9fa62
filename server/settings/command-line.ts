// The command line of npm start.

import { parseArgs } from 'node:util'
import { StartError } from '../core/errors.ts'

/** Of the project, wherever the server is started. */
export const DEFAULT_FILE = 'etc/default.ts'

export const USAGE = `npm start -- [FILE] [--set PATH=VALUE]… [--print-config] [--help]

  FILE               a configuration file, etc/default.ts unless said
  --set PATH=VALUE   one setting over the file's: --set gate.port=9000 --set threads=2
                     VALUE is JSON, or else text; where a text is expected it is taken as it is written
                     an object is merged with what is there: --set 'gate={"maxClients":5}'
  --print-config     show the effective configuration and every setting's meaning, then end
  --help             show this`

export interface CommandLine {
  file: string
  sets: string[]
  shouldPrint: boolean
  shouldHelp: boolean
}

export function parseCommandLine(args: string[]): CommandLine {
  const { values, positionals } = parseOrExplain(args)
  if (positionals.length > 1)
    throw new StartError(`one configuration file, not ${positionals.length}: ${positionals.join(' ')}`)
  return {
    file: positionals[0] ?? DEFAULT_FILE,
    sets: values.set ?? [],
    shouldPrint: values['print-config'] ?? false,
    shouldHelp: values.help ?? false,
  }
}

function parseOrExplain(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        set: { type: 'string', multiple: true },
        'print-config': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    })
  } catch (error) {
    const [message = ''] = (error as Error).message.split('\n')
    throw new StartError(`${hintFor(args) ?? message}; npm start -- --help shows the usage`)
  }
}

/** For who writes a setting as an option of its own. */
function hintFor(args: readonly string[]): string | undefined {
  const option = args.find(arg => /^--[a-z]\w*(\.\w+)+(=|$)/i.test(arg))
  if (!option) return undefined
  const set = option.slice(2)
  return `there is no option ${option}: settings are set with --set ${set.includes('=') ? set : `${set}=VALUE`}`
}
