// npm run client: writes what a project outside needs to play this game: the client as one script, its types, and the
// package.json that says what the script is. Exit code 0, 1 for what can't be written, 2 for a wrong command.

import { parseArgs } from 'node:util'
import { StartError } from '../core/errors.ts'
import { ROOT } from '../settings/read-file.ts'
import { checkFolder, writeClient } from './client/write-client.ts'

const USAGE = `npm run client -- --out DIR [--format esm|cjs]

  --out DIR      where to: a folder of its own in the other project
  --format       esm (import …), unless said; cjs (require) for WeChat's own build and others without bundler`

try {
  await run()
} catch (error) {
  const isUsage = String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS')
  if (!(error instanceof StartError) && !isUsage) throw error
  console.error(isUsage ? `${(error as Error).message}\n\n${USAGE}` : (error as Error).message)
  process.exitCode = isUsage ? 2 : 1
}

async function run(): Promise<void> {
  const { values } = parseArgs({
    options: {
      out: { type: 'string' },
      format: { type: 'string', default: 'esm' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help) return console.log(USAGE)
  if (values.out === undefined) throw new StartError(`--out: expected a folder, got nothing\n\n${USAGE}`)
  if (values.format !== 'esm' && values.format !== 'cjs')
    throw new StartError(`--format: expected esm or cjs, got ${values.format}`)
  checkFolder(values.out)
  // What bundles takes a second to load.
  const { makeClient } = await import('./client/make-client.ts')
  const { files, hash } = await makeClient(ROOT, values.format)
  writeClient(values.out, files)
  console.log(`${values.out}: client.js, world.js, their types and package.json, of the schema ${hash}`)
}
