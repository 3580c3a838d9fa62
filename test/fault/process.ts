// The server and its commands as processes, and code in them that does not end: starts that fail, signals, logs,
// terminals, settings, certificates, npm run dev, role and tables, hanging handlers and hooks.

import { runTests } from './support/run-tests.ts'

export const DEFAULT_TIMES = 1

export const run = (times: number): Promise<void> => runTests(['test/fault/process/'], times)
