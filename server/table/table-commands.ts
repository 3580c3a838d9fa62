// What operators ask of the designers' tables.

import { z } from 'zod'
import { AppError } from '../core/errors.ts'
import type { Ref } from '../core/service/ref.ts'
import { type CommandResult, type Commands, command } from '../setup/commands.ts'
import { formatProblem } from './problem.ts'
import { formatDiff } from './replace/format.ts'
import type { Outcome } from './replace/outcome.ts'
import type { VersionEntry } from './replace/versions.ts'
import type { TableService, TableStatus } from './table-service.ts'

/** ms that a replacement may take. */
const REPLACE_WITHIN = 300_000

export const tableCommands = (tables: Ref<TableService>): Commands => ({
  tables: command({
    summary: 'lists the tables, how many rows they have, and since which version',
    run: async () => listTables(await tables.call.list(), await tables.call.status()),
  }),
  'tables versions': command({
    summary: 'lists the versions of the tables that are kept; the last one is the current',
    run: async () => (await tables.call.status()).versions.map(rowOf),
  }),
  'tables replace': command({
    summary: 'builds the tables from their files as they are now',
    scope: 'operate',
    run: async () => outcomeOf(await tables.within(REPLACE_WITHIN).call.replace()),
  }),
  'tables rollback': command({
    summary: 'goes back to an earlier version of the tables, until a file of theirs changes',
    scope: 'operate',
    args: { version: z.int().min(1) },
    run: async ({ version }) => outcomeOf(await tables.within(REPLACE_WITHIN).call.rollback(version)),
  }),
})

type Summary = Awaited<ReturnType<TableService['list']>>[number]

const listTables = (tables: readonly Summary[], { versions }: TableStatus): object[] =>
  tables.map(({ name, kind, rows, key }) => {
    const last = versions.findLast(({ changed }) => changed.includes(name)) ?? versions[0]
    return {
      name,
      kind,
      rows,
      key: key.join(', '),
      version: last?.version,
      since: last && timeOf(last.time),
    }
  })

const rowOf = ({ version, time, hash, changed, bytes, rollbackOf }: VersionEntry): object => ({
  version,
  time: timeOf(time),
  hash,
  bytes,
  changed: changed.join(', '),
  again: rollbackOf,
})

const timeOf = (ms: number): string => new Date(ms).toISOString()

/** Throws BAD_MESSAGE with what is wrong with the files. */
function outcomeOf(outcome: Outcome): CommandResult {
  if (outcome.ok) return [`version ${outcome.version}`, ...formatDiff(outcome.diff)].join('\n')
  const { problems, problemCount } = outcome
  const shown = problems.map(formatProblem).join('; ')
  const more = problemCount > problems.length ? `; and ${problemCount - problems.length} more` : ''
  throw new AppError('BAD_MESSAGE', `nothing was replaced: ${shown}${more}`)
}
