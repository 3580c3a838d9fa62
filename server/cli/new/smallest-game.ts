// npm run new -- game: leaves the smallest game that logs in, in the place of the demo: a role with one field, a login, one
// message and one test. What can't be brought back is not deleted unasked.

import { execFileSync } from 'node:child_process'
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import ts from 'typescript'
import { StartError } from '../../core/errors.ts'
import type { Draft } from './draft.ts'
import { regenerate } from './schema.ts'
import { SMALLEST_FILES } from './smallest-files.ts'
import { isCallOf, Source } from './source.ts'

/** What belongs to the game. */
const GAME = ['server/game/**', 'test/game/**', 'data/**', 'protocol/*.sproto']

/** Of the kit: suites that play the demo, and so go with it. */
const DEMO_SUITES = [
  'test/bots/support/*-bot.ts',
  'test/e2e/original-messages.test.ts',
  'test/e2e/stock-client.test.ts',
  'test/e2e/stop-order.test.ts',
  'test/fault/client/play.test.ts',
  'test/fault/client/tools.test.ts',
  'test/fault/document.ts',
  'test/fault/page/*.test.ts',
  'test/fault/page.ts',
  'test/fault/process/bots-command.test.ts',
  'test/fault/process/bots.test.ts',
  'test/fault/process/manual-commands.test.ts',
  'test/fault/process/manual-followed.test.ts',
  'test/fault/process/manual-examples.test.ts',
  'test/fault/process/table-files.test.ts',
  'test/fault/support/traders.ts',
  'test/manual.test.ts',
  'test/ops/operate/act.test.ts',
  'test/ops/operate/drain.test.ts',
  'test/ops/operate/look.test.ts',
  'test/protocol/client/account.test.ts',
  'test/web/*.test.ts',
]

/** The kit's, though it lies among the game's. */
const KEPT = 'protocol/kit.sproto'

/** What CI can't run without the demo's tables and suites. */
const CI = '.ci/run'
const DEMO_STEPS = ['npm run tables', 'npm run fault -- page']

/** Changes the draft; returns where to go on. */
export function smallestGame(draft: Draft): string[] {
  for (const path of deletedFiles(draft.root)) draft.remove(path)
  for (const [path, text] of Object.entries(SMALLEST_FILES)) draft.write(path, text)
  empty(draft, 'protocol/game-errors.ts', 'defineErrors', '{}')
  empty(draft, 'protocol/delivery.ts', 'Set', '[]')
  if (draft.has(CI)) draft.write(CI, withoutLines(draft.read(CI), DEMO_STEPS))
  regenerate(draft)
  return [
    'the game: server/game/; it starts with npm start, or npm run dev',
    'what it keeps of a player: server/game/role.ts',
    'what comes next: npm run new -- message|table|room|board|service|bot NAME',
  ]
}

/** Throws StartError where git could not bring back what is deleted. */
export function checkSaved(root: string): void {
  const [first, ...others] = changesIn(root)
  if (first === undefined) return
  const more = others.length > 0 ? ` and ${others.length} more` : ''
  throw new StartError(
    `git: expected nothing that is not committed, got ${first}${more}; --force goes on all the same`,
  )
}

/** Paths of what is not committed. */
function changesIn(root: string): string[] {
  try {
    const told = execFileSync('git', ['status', '--porcelain'], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    return told.split('\n').flatMap(line => (line === '' ? [] : line.slice(3)))
  } catch {
    return ['a folder that it does not know']
  }
}

/** Asks whoever sits there. Throws StartError where nobody does. */
export async function isAgreed({ root }: Draft): Promise<boolean> {
  if (!process.stdin.isTTY) throw new StartError('--yes: expected it where nobody can be asked, got nothing')
  const lines = createInterface({ input: process.stdin, output: process.stdout })
  const count = deletedFiles(root).length
  const answer = await lines.question(
    `This deletes ${count} files: server/game, test/game, data, the messages, and the suites that play the demo. Go on? (yes/no) `,
  )
  lines.close()
  return /^y(es)?$/i.test(answer.trim())
}

const deletedFiles = (root: string): string[] =>
  globSync([...GAME, ...DEMO_SUITES], { cwd: root, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll('\\', '/'),
    )
    .filter(path => path !== KEPT)

const withoutLines = (text: string, lines: readonly string[]): string =>
  text
    .split('\n')
    .filter(line => !lines.includes(line))
    .join('\n')

/** What the call or `new` of `made` is given in the file becomes `text`: the game's codes and the names of its pushes go with it. */
function empty(draft: Draft, path: string, made: string, text: string): void {
  const source = new Source(draft, path)
  const isMade = (node: ts.Node): node is ts.CallExpression | ts.NewExpression =>
    isCallOf(made)(node) || (ts.isNewExpression(node) && node.expression.getText() === made)
  const [given] = source.find(isMade)?.arguments ?? []
  if (!given) throw source.missing(`${made}(…)`)
  source.replace({ from: given.getStart(), to: given.end, text })
}
