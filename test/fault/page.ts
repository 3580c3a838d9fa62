// The page in Chromium: its first steps, chat, boards, tables and the manual (test/web); and for screen readers, keyboards and
// phones, in storms of messages, and with every field of a schema that it has never seen (test/fault/page).

import { runTests } from './support/run-tests.ts'

export const DEFAULT_TIMES = 1

export const run = (times: number): Promise<void> => runTests(['test/web/', 'test/fault/page/'], times)
