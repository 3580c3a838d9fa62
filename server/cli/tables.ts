// npm run tables: checks the designers' data without a server, and prints everything that is wrong with it; shows the
// versions that a server has kept and what differs between two; has the running server go back to one of them. Exit
// code 0 when all is well, 1 for problems in the data, 2 for a wrong command.

import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Config } from '../config.ts'
import { StartError } from '../core/errors.ts'
import { loadGame } from '../kit/load-game.ts'
import { loadSettings } from '../settings/load.ts'
import { ROOT } from '../settings/read-file.ts'
import { buildTables } from '../table/build/build.ts'
import type { AnyTableSet, TableSet } from '../table/define/define.ts'
import { openForm } from '../table/form/form.ts'
import { formatProblem, type Problem } from '../table/problem.ts'
import { diffForms } from '../table/read/diff.ts'
import { formatDiff, formatVersion } from '../table/replace/format.ts'
import { giveOrder, type Order } from '../table/replace/orders.ts'
import { loadForm, TableHistory } from '../table/replace/versions.ts'

const USAGE = `npm run tables -- [check | versions | diff FROM TO | rollback VERSION | replace] [--config FILE] [--set PATH=VALUE]…

  check             check every file (this is what it does when nothing is said)
  versions          the versions that are kept, with their time, hash and what they changed
  diff FROM TO      the rows and fields that differ between two of them
  rollback VERSION  the running server goes back to a version; it stays until a file changes
  replace           the running server reads the files anew, also where it does not watch them
  --config FILE     a configuration file, etc/default.ts unless said
  --set             one setting over it: --set table.dir=data-next`

process.umask(0o077)
try {
  process.exitCode = await run()
} catch (error) {
  if (!(error instanceof StartError) && !isUsageError(error)) throw error
  console.error((error as Error).message)
  if (!(error instanceof StartError)) console.error(`\n${USAGE}`)
  process.exitCode = 2
}

function isUsageError(error: unknown): boolean {
  return String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS')
}

async function run(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      config: { type: 'string', default: 'etc/default.ts' },
      set: { type: 'string', multiple: true, default: [] },
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help) {
    console.log(USAGE)
    return 0
  }
  const { config, explain } = await loadSettings(values.config, values.set)
  process.chdir(ROOT)
  try {
    return await runCommand(positionals, config)
  } catch (error) {
    throw explain(error)
  }
}

async function runCommand(words: string[], { table, game, node }: Config): Promise<number> {
  const [command = 'check', ...rest] = words
  const history = join(table.history, String(node.id))
  if (command === 'versions' && rest.length === 0) return showVersions(history)
  if (command === 'diff' && rest.length === 2) return showDiff(history, rest.map(versionOf))
  if (command === 'replace' && rest.length === 0) return order(history, { kind: 'replace' })
  if (command === 'rollback' && rest.length === 1)
    return order(history, { kind: 'rollback', version: versionOf(rest[0]!) })
  if (command !== 'check' || rest.length > 0)
    throw new StartError(`what is "${words.join(' ')}"?\n\n${USAGE}`)
  const { tables } = await loadGame(game)
  if (!tables) throw new StartError(`${game} defines no tables`)
  return checkTables(tables, table)
}

function versionOf(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text)
  throw new StartError(`"${text}" is no number of a version`)
}

async function checkTables(set: AnyTableSet, { dir, maxFile }: Config['table']): Promise<number> {
  const { buffer, problems, problemCount, files } = await buildTables(set as TableSet, { dir, maxFile })
  if (!buffer) return showProblems(problems, problemCount, `in ${dir}`)
  const rows = openForm(buffer).tables.map(({ name, kind, size }) =>
    kind === 'table' ? `${name} ${size}` : name,
  )
  console.log(`${files.length} files are fine: ${rows.join(', ')}`)
  return 0
}

function showProblems(problems: readonly Problem[], count: number, where: string): number {
  for (const problem of problems) console.error(formatProblem(problem))
  if (count > problems.length) console.error(`… and ${count - problems.length} more`)
  console.error(`${count} ${count === 1 ? 'problem' : 'problems'} ${where}`)
  return 1
}

async function order(dir: string, what: Order): Promise<number> {
  const outcome = await giveOrder(dir, what)
  if (!outcome.ok) return showProblems(outcome.problems, outcome.problemCount, '- nothing was replaced')
  console.log(`the server's tables are version ${outcome.version}`)
  for (const line of formatDiff(outcome.diff)) console.log(line)
  return 0
}

async function showVersions(dir: string): Promise<number> {
  const { entries } = await TableHistory.read(dir)
  for (const entry of entries) console.log(formatVersion(entry))
  if (entries.length === 0) console.log(`no version is kept in ${dir} yet`)
  return 0
}

async function showDiff(dir: string, versions: number[]): Promise<number> {
  const history = await TableHistory.read(dir)
  const wrong = versions.find(version => !history.entries.some(entry => entry.version === version))
  if (wrong !== undefined) {
    const known = history.entries.map(({ version }) => version).join(', ')
    throw new StartError(`no version ${wrong} is kept in ${dir}; there are ${known || 'none'}`)
  }
  const [before, after] = await Promise.all(versions.map(version => loadForm(history.path(version))))
  for (const line of formatDiff(diffForms(before!, after!))) console.log(line)
  return 0
}
