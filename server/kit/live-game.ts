// The game as the parts of a thread hold it: one object, which has the definition of the version that runs. What a part reads of it
// when it needs it (a hook, a kind of rooms) is replaced with it; what a part has made of it, that part replaces itself
// (`thread.code.add` in its folder). It keeps true: each part of a definition says here how it is replaced, and what can't be replaced
// while the server runs is refused by name.

import type { CodeHooks } from '../core/code/code-hooks.ts'
import { replaceRecord } from '../core/code/replace-record.ts'
import { StartError } from '../core/errors.ts'
import type { Services } from '../core/thread/registry.ts'
import { describeSchema } from '../lib/schema/describe-schema.ts'
import type { GameDefinition } from './define-game.ts'
import type { GameParts } from './game-parts.ts'

/**
 * `read`: of the game, whenever it is needed · `entries`: the object that parts hold stays and gets the entries of the next one ·
 * `owner`: its part looks at the next one and goes over by itself · `fixed`: only a restart changes it.
 */
export type Way = 'read' | 'entries' | 'owner' | 'fixed'

// biome-ignore lint/suspicious/noExplicitAny: the names of the parts are the same for any game
type Part = keyof GameDefinition | keyof GameParts<any, Services>

/** How each part is replaced. */
export const WAYS: { readonly [P in Part]-?: Way } = {
  protocol: 'fixed',
  latestWins: 'fixed',
  handshakeHeaders: 'fixed',
  settings: 'fixed',
  env: 'fixed',
  role: 'owner',
  tables: 'owner',
  rooms: 'entries',
  boards: 'entries',
  schedule: 'entries',
  commands: 'entries',
  dates: 'entries',
  daily: 'entries',
  accounts: 'entries',
  guest: 'read',
  handlers: 'read',
  around: 'read',
  rates: 'read',
  authenticate: 'read',
  onLogin: 'read',
  onLogout: 'read',
  onAway: 'read',
  onBack: 'read',
  onMove: 'read',
  onMoved: 'read',
  onErrors: 'read',
  onPlayerRemoved: 'read',
  textFilter: 'read',
  timeZone: 'read',
  services: 'read',
  start: 'read',
  compute: 'read',
  metrics: 'read',
}

/** A server is put together otherwise for a game without it: whether there is one stays. */
const CHOSEN: ReadonlySet<string> = new Set(['authenticate', 'daily', 'accounts', 'tables'])

const ways = Object.entries(WAYS) as [Part, Way][]

/** A copy of `game` that follows the code of a thread. */
export function liveGame(game: GameDefinition, code: CodeHooks): GameDefinition {
  const live: Record<string, unknown> = { ...game }
  for (const [name, way] of ways)
    if (way === 'entries' && (live[name] || !CHOSEN.has(name))) live[name] = { ...(live[name] as object) }
  code.add('game', (next: GameDefinition) => {
    checkReplaceable(live as unknown as GameDefinition, next)
    return () => follow(live, next as unknown as Record<string, unknown>)
  })
  return live as unknown as GameDefinition
}

function follow(live: Record<string, unknown>, next: Record<string, unknown>): void {
  for (const [name, way] of ways) {
    if (way === 'entries' && live[name]) replaceRecord(live[name], (next[name] as object | undefined) ?? {})
    if (way !== 'read') continue
    if (next[name] === undefined) delete live[name]
    else live[name] = next[name]
  }
}

/** Throws StartError naming what needs a restart. */
function checkReplaceable(live: GameDefinition, next: GameDefinition): void {
  const wrong = ways
    .filter(([name, way]) => (way === 'fixed' ? isOther(name, live, next) : isThereOnce(name, live, next)))
    .map(([name]) => `${name}: expected what runs here, got something else; restart the server for it`)
  if (wrong.length > 0) throw new StartError(wrong.join('; '))
}

const isOther = (name: Part, live: GameDefinition, next: GameDefinition): boolean =>
  fixedText(name, live) !== fixedText(name, next)

const isThereOnce = (name: Part, live: GameDefinition, next: GameDefinition): boolean =>
  CHOSEN.has(name) && Boolean(live[name]) !== Boolean(next[name])

/** Of a part that is fixed: the same text, the same part. */
function fixedText(name: Part, game: GameDefinition): string {
  const { protocol, latestWins, settings } = game
  if (name === 'protocol') return protocol.schemaText
  if (name === 'latestWins') return [...latestWins].sort().join(' ')
  if (name === 'settings') return settings ? describeSchema(settings) : ''
  return JSON.stringify(game[name]) ?? ''
}
