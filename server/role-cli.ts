// npm run role -- show ACC|UID · list · export [ACC|UID…] · import FILE: operators look at stored roles and move them.
// Takes the configuration as npm start does ([etc/x.ts] [--set a.b=value] before the command's words do not matter).
// Import replaces whole documents: it needs the embedded store for itself, and with MongoDB an online role is lost to it.

import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { StartError } from './core/errors.ts'
import { loadConfig, parseCommandLine } from './load-config.ts'
import { fromDocumentJson, toDocumentJson } from './store/document-json.ts'
import { openStores } from './store/open-stores.ts'
import type { RoleDocument, RoleStore } from './store/role-store.ts'

const USAGE =
  'usage: npm run role -- show ACC|UID | list | export [ACC|UID …] | import FILE  [etc/x.ts] [--set a.b=value]'

type Command = (store: RoleStore, words: string[]) => Promise<void>

const COMMANDS: Record<string, Command> = {
  async show(store, [name]) {
    if (!name) throw new StartError(USAGE)
    console.log(toDocumentJson(await find(store, name), 2))
  },
  async list(store) {
    for await (const { _id, acc, epoch, rev } of store.list()) console.log([_id, acc, epoch, rev].join('\t'))
  },
  async export(store, names) {
    if (names.length === 0) for await (const role of store.list()) console.log(toDocumentJson(role))
    for (const name of names) console.log(toDocumentJson(await find(store, name)))
  },
  async import(store, [file]) {
    if (!file) throw new StartError(USAGE)
    let count = 0
    for await (const line of createInterface({ input: createReadStream(file) })) {
      if (line.trim() === '') continue
      await store.replace(checked(line, ++count))
    }
    console.log(`${count} roles imported`)
  },
}

async function find(store: RoleStore, name: string): Promise<RoleDocument> {
  const found = (await store.find({ uid: name })) ?? (await store.find({ acc: name }))
  if (!found) throw new StartError(`no role has the uid or the account ${JSON.stringify(name)}`)
  return found
}

function checked(line: string, number: number): RoleDocument {
  const role = fromDocumentJson(line) as Partial<RoleDocument>
  const { _id, acc, epoch, rev, version } = role
  if (typeof _id !== 'string' || typeof acc !== 'string' || ![epoch, rev, version].every(Number.isInteger))
    throw new StartError(`line ${number} is no exported role`)
  return role as RoleDocument
}

/** The words that are no configuration: the command and its arguments. */
function split(argv: readonly string[]): { words: string[]; rest: string[] } {
  const words: string[] = []
  const rest: string[] = []
  for (let i = 0; i < argv.length; i++) {
    if (argv[i] === '--set') rest.push(argv[i]!, argv[++i] ?? '')
    else if (argv[i]!.endsWith('.ts')) rest.push(argv[i]!)
    else words.push(argv[i]!)
  }
  return { words, rest }
}

async function run(): Promise<void> {
  const { words, rest } = split(process.argv.slice(2))
  const command = COMMANDS[words[0] ?? '']
  if (!command) throw new StartError(USAGE)
  const { file, sets } = parseCommandLine(rest)
  const stores = await openStores((await loadConfig(file, sets)).store)
  try {
    await command(stores.roles, words.slice(1))
  } finally {
    await stores.close()
  }
}

try {
  await run()
} catch (error) {
  if (!(error instanceof StartError)) throw error
  console.error(error.message)
  process.exit(1)
}
