// What must compile: the snippets of the manual, and what any schema becomes.

import { runTests } from './support/run-tests.ts'

export const DEFAULT_TIMES = 1

export const run = (times: number): Promise<void> => runTests(['test/fault/types/'], times)
