// npm run store -- restore FOLDER: puts a backup, which the console's `backup` has made, in the place of the embedded store of
// a server that does not run. What was there is kept beside it. Takes the configuration as npm start does.

import { resolve } from 'node:path'
import { AppError, StartError } from '../core/errors.ts'
import { createLogger } from '../core/log/log.ts'
import { parseCommandLine } from '../settings/command-line.ts'
import { loadSettings } from '../settings/load.ts'
import { ROOT } from '../settings/read-file.ts'
import { restore } from '../store/backup/restore.ts'

const USAGE = 'usage: npm run store -- restore FOLDER  [etc/x.ts] [--set a.b=value]'

async function run(): Promise<void> {
  const [command, name, ...rest] = process.argv.slice(2)
  if (command !== 'restore' || !name || name.startsWith('--')) throw new StartError(USAGE)
  const folder = resolve(name)
  const { file, sets } = parseCommandLine(rest)
  const { config, explain } = await loadSettings(file, sets)
  process.chdir(ROOT)
  if (config.store.kind !== 'embedded')
    throw new StartError('store.kind: expected embedded; restore MongoDB with its own tools')
  const log = createLogger({ level: 'warn', pretty: true }, { node: config.node.id, thread: 0 })
  const { path } = config.store
  try {
    const { manifest, aside } = await restore({ folder, path, unsaved: config.save.unsaved, log })
    console.log(`${path} is as it was at ${manifest.time}`)
    for (const place of aside) console.log(`what was there before is in ${place}`)
  } catch (error) {
    throw explain(error)
  }
}

process.umask(0o077)
try {
  await run()
} catch (error) {
  if (!(error instanceof StartError || error instanceof AppError)) throw error
  console.error(error.message)
  process.exit(1)
}
