// The usual jobs on the page in Chromium: a few minutes less than all of `page`, which has them too.

import { runTests } from './support/run-tests.ts'

export const DEFAULT_TIMES = 1

export const run = (times: number): Promise<void> => runTests(['test/web/'], times)
