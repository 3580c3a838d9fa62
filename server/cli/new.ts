// npm run new: writes the beginning of a message, a table, a room, a board, a service or a bot with its test, in the game's
// style, and registers it; or leaves the smallest game in the demo's place. All of it is written, or nothing. Exit code 0, 1
// for what can't be done, 2 for a wrong command.

import { parseArgs } from 'node:util'
import { StartError } from '../core/errors.ts'
import { ROOT } from '../settings/read-file.ts'
import { Draft, type Written } from './new/draft.ts'

const USAGE = `npm run new -- message mail_read   a request, with its handler
               table monster       designers' data in data/, checked
               room race           a kind of rooms with its messages
               board wins          a leaderboard
               service raffle      a service that runs from the start
               bot race            a script for npm run bots
               game [--yes] [--force]

Each writes its files and a test that passes, and registers what it adds. \`game\` leaves the smallest game that logs in: it
deletes server/game, test/game, data and the messages, and the suites that play the demo. --yes: without asking; --force: also
where git can't bring them back.`

/** Of `game`: without asking; also what git can't bring back. */
interface GameOptions {
  yes?: boolean | undefined
  force?: boolean | undefined
}

/** Adds one to the draft; returns where to go on. */
type Make = (draft: Draft, name: string) => string[]

/** What makes them needs the compiler, which takes a while to load. */
const KINDS: Record<string, () => Promise<Make>> = {
  message: async () => (await import('./new/message.ts')).newMessage,
  table: async () => (await import('./new/table.ts')).newTable,
  room: async () => (await import('./new/room.ts')).newRoom,
  board: async () => (await import('./new/board.ts')).newBoard,
  service: async () => (await import('./new/service.ts')).newService,
  bot: async () => (await import('./new/bot.ts')).newBot,
}

try {
  process.exitCode = await run()
} catch (error) {
  const isUsage = String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS')
  if (!(error instanceof StartError) && !isUsage) throw error
  console.error(isUsage ? `${(error as Error).message}\n\n${USAGE}` : (error as Error).message)
  process.exitCode = isUsage ? 2 : 1
}

async function run(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { yes: { type: 'boolean' }, force: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  })
  const [kind, name, ...rest] = positionals
  if (values.help || kind === undefined) {
    console.log(USAGE)
    return 0
  }
  if (kind === 'game' && name === undefined) return newGame(values)
  const make = Object.hasOwn(KINDS, kind) && name !== undefined && rest.length === 0 && KINDS[kind]
  if (!make || values.yes || values.force) {
    console.error(`what is "${process.argv.slice(2).join(' ')}"?\n\n${USAGE}`)
    return 2
  }
  const { checkName } = await import('./new/names.ts')
  checkName(name)
  const draft = new Draft(ROOT)
  return finish(draft, (await make())(draft, name))
}

async function newGame({ yes, force }: GameOptions): Promise<number> {
  const { checkSaved, isAgreed, smallestGame } = await import('./new/smallest-game.ts')
  const draft = new Draft(ROOT)
  const next = smallestGame(draft)
  if (!force) checkSaved(ROOT)
  if (yes || (await isAgreed(draft))) return finish(draft, next)
  console.log('nothing was changed')
  return 1
}

async function finish(draft: Draft, next: readonly string[]): Promise<number> {
  const { format } = await import('./new/format.ts')
  format(draft)
  const written = draft.commit()
  for (const line of linesOf(written)) console.log(line)
  const tests = written.created.filter(path => path.endsWith('.test.ts')).join(' ')
  const last = [`try it: npx vitest run ${tests}`, 'before you commit: npm run check']
  console.log(['', 'where to go on:', ...[...next, ...last].map(line => `  ${line}`)].join('\n'))
  return 0
}

/** Generated files are counted only. */
function linesOf({ created, changed, removed }: Written): string[] {
  const isOwn = (path: string): boolean => !path.startsWith('protocol/generated/')
  const lines = [
    ...created.filter(isOwn).map(path => `wrote    ${path}`),
    ...changed.filter(isOwn).map(path => `changed  ${path}`),
  ]
  if (removed.length > 0) lines.push(`removed  ${removed.length} files`)
  if (![...created, ...changed].every(isOwn)) lines.push('made     protocol/generated/ (npm run protocol)')
  return lines
}
