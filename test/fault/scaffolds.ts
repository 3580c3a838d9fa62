// What npm run new writes, in copies of the project: on the demo and on the smallest game, all of it passes check and its tests
// unchanged.

import { runTests } from './support/run-tests.ts'

export const DEFAULT_TIMES = 1

export const run = (times: number): Promise<void> => runTests(['test/fault/scaffolds/'], times)
