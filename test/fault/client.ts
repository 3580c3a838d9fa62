// The client outside: bundled, typed and played, also with tools that are installed for it: webpack, an old TypeScript, the
// real types of WeChat; and a schema that changes.

import { runTests } from './support/run-tests.ts'

export const DEFAULT_TIMES = 1

export const run = (times: number): Promise<void> => runTests(['test/fault/client/'], times)
