// npm run auth: the tokens of programs, for the HTTP interfaces and for the console on other addresses than loopback; the names
// of players that have no normal form; and the keys that the login server signs with. Works on the store of the configuration, whether or not the server runs: a
// running one notices within a second.

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { findMeetings } from '../auth/known-names.ts'
import type { Config } from '../config.ts'
import { AppError, StartError } from '../core/errors.ts'
import { systemClock } from '../lib/clock.ts'
import { rotateKeys } from '../login/key/rotate-keys.ts'
import { signingOf } from '../login/key/signing-keys.ts'
import { createToken, readWish } from '../ops/tokens/token.ts'
import { DEFAULT_FILE } from '../settings/command-line.ts'
import { loadSettings } from '../settings/load.ts'
import { ROOT } from '../settings/read-file.ts'
import type { KeyStore } from '../store/account/key-store.ts'
import { openStores, type Stores } from '../store/open-stores.ts'

const USAGE = `npm run auth -- token --name NAME --scope SCOPE[,SCOPE…] [--ttl 30d] | list | revoke NAME | names | keys [rotate | remove KID]  [etc/x.ts] [--set a.b=value]

  token        makes a token and prints it, this once
  list         the tokens, with their scopes and when they end
  revoke NAME  ends one; a running server refuses it within a second
  names        accounts from before names had a normal form: which of them meet in one, and which have none
  keys         the keys of the login server, since when, and which one signs
  keys rotate  makes another one, which signs after a minute; nobody is logged out
  keys remove KID  ends one: within 10 s, tokens that it has signed count no more

  SCOPE        rank, metrics, console (look), operate (look and act), admin (everything), cluster
  --ttl        for how long: 30d, 12h, 90m, 45s; until it is revoked unless said`

interface Given {
  name?: string | undefined
  scope?: string | undefined
  ttl?: string | undefined
}

type Command = (stores: Stores, words: readonly string[], given: Given) => Promise<void>

const COMMANDS: Record<string, Command> = {
  async token({ tokens }, words, { name, scope, ttl }) {
    if (words.length > 0) throw new StartError(USAGE)
    const wish = readWish({ ...(name && { name }), ...(scope && { scope }), ...(ttl && { ttl }) })
    const { text, stored } = createToken(wish, systemClock.now())
    if (!(await tokens.add(stored)))
      throw new StartError(`--name: there is a token ${wish.name} already; revoke it first`)
    console.log(text)
    console.error(`${wish.name}: ${wish.scopes.join(', ')}, ${endOf(stored.expires)}. It is shown only now.`)
  },
  async list({ tokens }) {
    const all = await tokens.list()
    for (const { name, scopes, created, expires } of all)
      console.log([name, scopes.join(','), `made ${dayOf(created)}`, endOf(expires)].join('\t'))
    if (all.length === 0) console.error('there are no tokens')
  },
  async revoke({ tokens }, [name, ...more]) {
    if (name === undefined || more.length > 0) throw new StartError(USAGE)
    if (!(await tokens.remove(name))) throw new StartError(`there is no token ${JSON.stringify(name)}`)
    console.error(`${name} is revoked`)
  },
  async names({ roles }) {
    const found = await findMeetings(roles)
    for (const [form, accounts] of found)
      console.log(
        [form === '' ? 'no normal form' : form, ...accounts.map(each => JSON.stringify(each))].join('\t'),
      )
    if (found.length === 0) console.error('all names are in their normal form, or meet nobody')
  },
  async keys({ keys }, [action, ...given]) {
    const command =
      action === undefined ? listKeys : Object.hasOwn(KEY_COMMANDS, action) && KEY_COMMANDS[action]
    if (!command || given.length !== (action === 'remove' ? 1 : 0)) throw new StartError(USAGE)
    await command(keys, given[0])
  },
}

async function listKeys(keys: KeyStore): Promise<void> {
  const all = await keys.list()
  const signing = signingOf(all, systemClock.now())
  for (const key of all)
    console.log([key.kid, `made ${dayOf(key.created)}`, ...(key === signing ? ['signs'] : [])].join('\t'))
  if (all.length === 0) console.error('there are no keys yet; the login server makes the first one')
}

const KEY_COMMANDS: Record<string, (keys: KeyStore, kid: string | undefined) => Promise<void>> = {
  async rotate(keys) {
    const { added, removed } = await rotateKeys(keys, systemClock.now())
    console.log(added.kid)
    console.error('it signs in a minute')
    for (const kid of removed) console.error(`${kid} is of no use any more, and is removed`)
  },
  async remove(keys, kid) {
    if (kid === undefined || !(await keys.remove(kid)))
      throw new StartError(`there is no key ${JSON.stringify(kid ?? '')}`)
    console.error(`${kid} is removed; within 10 s nothing that it has signed counts`)
  },
}

const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 16).replace('T', ' ')

function endOf(expires: number | undefined): string {
  if (expires === undefined) return 'no end'
  return `${expires <= systemClock.now() ? 'ended' : 'ends'} ${dayOf(expires)}`
}

async function run(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      name: { type: 'string' },
      scope: { type: 'string' },
      ttl: { type: 'string' },
      set: { type: 'string', multiple: true, default: [] },
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help) return console.log(USAGE)
  const [first = '', ...words] = positionals.filter(word => !word.endsWith('.ts'))
  const command = Object.hasOwn(COMMANDS, first) ? COMMANDS[first] : undefined
  if (!command) throw new StartError(USAGE)
  const file = positionals.find(word => word.endsWith('.ts')) ?? DEFAULT_FILE
  const { config, explain } = await loadSettings(file, values.set)
  process.chdir(ROOT)
  try {
    await onStore(config, stores => command(stores, words, values))
  } catch (error) {
    throw explain(error)
  }
}

async function onStore(config: Config, work: (stores: Stores) => Promise<void>): Promise<void> {
  const { kind, path } = config.store
  if (kind === 'embedded' && !existsSync(join(path, 'data.mdb')))
    throw new StartError(`store.path: there is no store in ${path}; start the server once`)
  const stores = await openStores(config.store, { node: config.node.id })
  try {
    await work(stores)
  } finally {
    await stores.close()
  }
}

const isUsageError = (error: unknown): boolean =>
  String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS')

process.umask(0o077)
try {
  await run()
} catch (error) {
  if (!(error instanceof StartError || error instanceof AppError) && !isUsageError(error)) throw error
  console.error((error as Error).message)
  if (isUsageError(error)) console.error(`\n${USAGE}`)
  process.exit(1)
}
