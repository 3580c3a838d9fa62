// What the commands on stored documents have in common: `npm run NAME -- COMMAND …`, with a configuration as npm start takes it
// ([etc/x.ts] [--set a.b=value], where they stand among the command's words does not matter).

import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Config } from '../../config.ts'
import { AppError, StartError } from '../../core/errors.ts'
import { parseCommandLine } from '../../settings/command-line.ts'
import { loadSettings } from '../../settings/load.ts'
import { ROOT } from '../../settings/read-file.ts'
import { openStores, type Stores } from '../../store/open-stores.ts'

/** `words`: those after the command's. */
export type StoredCommand = (stores: Stores, words: string[]) => Promise<void>

/** Runs the command that the process was started with; what is wrong with it is told in one line, with exit code 1. The last word
 * of `import` is a file. */
export async function runStoredCommand(
  usage: string,
  commands: Readonly<Record<string, StoredCommand>>,
): Promise<void> {
  process.umask(0o077)
  try {
    await run(usage, commands)
  } catch (error) {
    if (!(error instanceof StartError || error instanceof AppError)) throw error
    const { cause, message } = error
    console.error(cause instanceof Error && error instanceof AppError ? cause.message : message)
    process.exit(1)
  }
}

async function run(usage: string, commands: Readonly<Record<string, StoredCommand>>): Promise<void> {
  const { words, rest } = split(process.argv.slice(2))
  const [name = '', ...given] = words
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command) throw new StartError(usage)
  const { file, sets } = parseCommandLine(rest)
  const { config, explain } = await loadSettings(file, sets)
  // The file to import is the user's, relative paths in settings are the project's.
  const args = name === 'import' && given.length > 0 ? given.with(-1, resolve(given.at(-1) ?? '')) : given
  process.chdir(ROOT)
  try {
    if (name !== 'import') refuseMissingStore(config)
    const stores = await openStores(config.store, { node: config.node.id })
    try {
      await command(stores, args)
    } finally {
      await stores.close()
    }
  } catch (error) {
    throw explain(error)
  }
}

/** The words that are no configuration: the command and its arguments. */
function split(argv: readonly string[]): { words: string[]; rest: string[] } {
  const words: string[] = []
  const rest: string[] = []
  for (let i = 0; i < argv.length; i++) {
    if (argv[i] === '--set') rest.push(argv[i]!, argv[++i] ?? '')
    else if (/^--set=|\.ts$/.test(argv[i]!)) rest.push(argv[i]!)
    else words.push(argv[i]!)
  }
  return { words, rest }
}

/** A mistyped folder is not made by looking into it. */
function refuseMissingStore({ store: { kind, path } }: Config): void {
  if (kind === 'embedded' && !existsSync(join(path, 'data.mdb')))
    throw new StartError(`store.path: there is no store in ${path}`)
}
