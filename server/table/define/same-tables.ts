// Whether two definitions of a game's tables are the same: what is in shared memory was built and checked by the one that runs.

import { StartError } from '../../core/errors.ts'
import { describeSchema } from '../../lib/schema/describe-schema.ts'
import type { AnyTableSet } from './define.ts'
import { hashLayout, layoutOf } from './layout.ts'

/** Throws StartError where `next` is another one. */
export function checkSameTables(now: AnyTableSet, next: AnyTableSet): void {
  if (describe(now) !== describe(next))
    throw new StartError(
      'tables: expected the definitions of the code that runs, got others; restart the server for them',
    )
}

const describe = ({ definitions, checks }: AnyTableSet): string =>
  JSON.stringify([
    hashLayout(layoutOf(definitions)),
    Object.values(definitions).map(({ row, sources }) => [describeSchema(row), sources]),
    checks.map(String),
  ])
