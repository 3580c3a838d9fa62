// The page in Chromium where that takes long: for screen readers, keyboards and phones, in storms of messages, and
// every field of a schema that it has never seen. npm test has the core of each.

import { runTests } from './support/run-tests.ts'

export const DEFAULT_TIMES = 1

export const run = (times: number): Promise<void> => runTests(['test/fault/page/'], times)
