// npm run role -- show ACC|UID · list · export [ACC|UID…] · import FILE: operators look at stored roles and move them.
// Takes the configuration as npm start does ([etc/x.ts] [--set a.b=value] before the command's words do not matter).
// Import replaces whole documents: it needs the embedded store for itself, and with MongoDB an online role is lost to it.

import { createReadStream, existsSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import type { Config } from '../config.ts'
import { AppError, StartError } from '../core/errors.ts'
import { parseCommandLine } from '../settings/command-line.ts'
import { loadSettings } from '../settings/load.ts'
import { ROOT } from '../settings/read-file.ts'
import { fromDocumentJson, toDocumentJson } from '../store/document-json.ts'
import { openStores } from '../store/open-stores.ts'
import type { RoleDocument, RoleStore } from '../store/role-store.ts'

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
    // All of it is looked at before anything is written.
    const total = await forEachRole(file, () => undefined)
    if (total === 0) throw new StartError(`${file} holds no role`)
    await forEachRole(file, role => store.replace(role))
    console.log(`${total} roles imported`)
  },
}

/** Returns how many there are. Throws StartError naming what is no role. */
async function forEachRole(file: string, work: (role: RoleDocument) => unknown): Promise<number> {
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) throw new StartError(`there is no file ${file}`)
  let number = 0
  let count = 0
  for await (const line of createInterface({ input: createReadStream(file) })) {
    number++
    if (line.trim() === '') continue
    await work(checked(file, line, number))
    count++
  }
  return count
}

async function find(store: RoleStore, name: string): Promise<RoleDocument> {
  const found = (await store.find({ uid: name })) ?? (await store.find({ acc: name }))
  if (!found) throw new StartError(`no role has the uid or the account ${JSON.stringify(name)}`)
  return found
}

function checked(file: string, line: string, number: number): RoleDocument {
  const { _id, acc, epoch, rev, version, ...rest } = parsed(line)
  if (typeof _id !== 'string' || typeof acc !== 'string' || ![epoch, rev, version].every(Number.isInteger))
    throw new StartError(`${file}, line ${number} is no exported role; nothing was imported`)
  return { _id, acc, epoch, rev, version, ...rest } as RoleDocument
}

function parsed(line: string): Record<string, unknown> {
  try {
    const value = fromDocumentJson(line)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch (error) {
    if (error instanceof SyntaxError) return {}
    throw error
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

async function run(): Promise<void> {
  const { words, rest } = split(process.argv.slice(2))
  const command = COMMANDS[words[0] ?? '']
  if (!command) throw new StartError(USAGE)
  const { file, sets } = parseCommandLine(rest)
  const { config, explain } = await loadSettings(file, sets)
  // The file to import is the user's, relative paths in settings are the project's.
  const args = words[0] === 'import' ? words.slice(1).map(name => resolve(name)) : words.slice(1)
  process.chdir(ROOT)
  try {
    if (words[0] !== 'import') refuseMissingStore(config)
    const stores = await openStores(config.store, { node: config.node.id })
    try {
      await command(stores.roles, args)
    } finally {
      await stores.close()
    }
  } catch (error) {
    throw explain(error)
  }
}

/** A mistyped folder is not made by looking into it. */
function refuseMissingStore({ store: { kind, path } }: Config): void {
  if (kind === 'embedded' && !existsSync(join(path, 'data.mdb')))
    throw new StartError(`store.path: there is no store in ${path}`)
}

process.umask(0o077)
try {
  await run()
} catch (error) {
  if (!(error instanceof StartError || error instanceof AppError)) throw error
  console.error(
    error.cause instanceof Error && error instanceof AppError ? error.cause.message : error.message,
  )
  process.exit(1)
}
