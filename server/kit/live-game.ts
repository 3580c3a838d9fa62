// The game as the parts of a thread hold it: one object, which has the definition of the version that runs. What a part reads of it
// when it needs it (a hook, a kind of rooms) is replaced with it; what a part has made of it, that part replaces itself
// (`thread.code.add` in its folder). It keeps true: what can't be replaced while the server runs is refused by name.

import type { CodeHooks } from '../core/code/code-hooks.ts'
import { replaceRecord } from '../core/code/replace-record.ts'
import { StartError } from '../core/errors.ts'
import { describeSchema } from '../lib/schema/describe-schema.ts'
import type { GameDefinition } from './define-game.ts'

/** Held by name: the object stays, and has what is new. */
const RECORDS = ['rooms', 'boards', 'schedule', 'commands', 'dates'] as const
/** The same, for a game that has them. */
const OWN = ['daily', 'accounts'] as const
/** Their owners replace what can be replaced of them; the rest stays as it was. */
const KEPT: ReadonlySet<string> = new Set([
  'protocol',
  'latestWins',
  'role',
  'tables',
  'settings',
  'env',
  'handshakeHeaders',
])

/** A copy of `game` that follows the code of a thread. */
export function liveGame(game: GameDefinition, code: CodeHooks): GameDefinition {
  const live: Record<string, unknown> = { ...game }
  for (const name of RECORDS) live[name] = { ...game[name] }
  for (const name of OWN) if (game[name]) live[name] = { ...game[name] }
  code.add('game', (next: GameDefinition) => {
    checkReplaceable(live as unknown as GameDefinition, next)
    return () => follow(live, next as unknown as Record<string, unknown>)
  })
  return live as unknown as GameDefinition
}

function follow(live: Record<string, unknown>, next: Record<string, unknown>): void {
  const records: ReadonlySet<string> = new Set([...RECORDS, ...OWN])
  for (const name of Object.keys(live)) if (!records.has(name) && !KEPT.has(name)) delete live[name]
  for (const [name, value] of Object.entries(next))
    if (!records.has(name) && !KEPT.has(name)) live[name] = value
  for (const name of records)
    if (live[name]) replaceRecord(live[name] as object, (next[name] as object | undefined) ?? {})
}

/** Throws StartError naming what needs a restart. */
function checkReplaceable(live: GameDefinition, next: GameDefinition): void {
  const wrong = [
    live.protocol.schemaText !== next.protocol.schemaText && 'protocol',
    !isSame([...live.latestWins], [...next.latestWins]) && 'latestWins',
    settingsOf(live) !== settingsOf(next) && 'settings',
    !isSame(live.env, next.env) && 'env',
    !isSame(live.handshakeHeaders, next.handshakeHeaders) && 'handshakeHeaders',
    Boolean(live.authenticate) !== Boolean(next.authenticate) && 'authenticate',
    Boolean(live.daily) !== Boolean(next.daily) && 'daily',
    Boolean(live.accounts) !== Boolean(next.accounts) && 'accounts',
    Boolean(live.tables) !== Boolean(next.tables) && 'tables',
  ].filter(each => each !== false)
  if (wrong.length > 0)
    throw new StartError(
      wrong
        .map(name => `${name}: expected what runs here, got something else; restart the server for it`)
        .join('; '),
    )
}

const settingsOf = ({ settings }: GameDefinition): string => (settings ? describeSchema(settings) : '')

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
