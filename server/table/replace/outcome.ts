// The outcome of a replacement, as the log, the pages and the console show it.

import type { Logger } from '../../core/log/log.ts'
import { formatProblem, type Problem } from '../problem.ts'
import type { TableDiff } from '../read/diff.ts'

/** How the last replacement ended. `changed` is empty when the files say what they said before. */
export type Outcome =
  | { ok: true; time: number; version: number; changed: string[]; diff: TableDiff[] }
  | { ok: false; time: number; version: number; problems: Problem[]; problemCount: number }

/** Problems in one line of the log; the outcome has all. */
const LOGGED = 20

/** Files that say what they said before are not worth a line, unless they had mistakes in between. */
export function logOutcome(
  log: Logger,
  outcome: Outcome,
  { took, before }: { took: number; before: Outcome },
): void {
  if (!outcome.ok) {
    const problems = outcome.problems.slice(0, LOGGED).map(formatProblem)
    const { problemCount } = outcome
    log.error({ problems, problemCount }, 'the tables have mistakes and were not replaced')
    return
  }
  const { version, changed, diff } = outcome
  if (diff.length > 0) log.info({ version, changed, ms: Math.round(took) }, 'the tables were replaced')
  else if (!before.ok) log.info({ version }, 'the mistakes are gone, the tables are as they were')
}
