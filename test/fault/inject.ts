// Code that an operator injects, and that is bad: it loops, throws, waits for ever, gives something huge, meets a busy service.

import { runTests } from './support/run-tests.ts'

export const DEFAULT_TIMES = 1

export const run = (times: number): Promise<void> => runTests(['test/fault/inject/'], times)
