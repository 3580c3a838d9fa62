// The suites that npm test runs with worker threads, without any: main serves itself.

import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runTests } from './support/run-tests.ts'

export const DEFAULT_TIMES = 1

const ROOT = join(import.meta.dirname, '../..')
const isOfThreads = (file: string): boolean =>
  readFileSync(join(ROOT, file), 'utf8').includes('each(workers(')

export const run = (times: number): Promise<void> =>
  runTests(globSync('test/**/*.test.ts', { cwd: ROOT }).filter(isOfThreads), times, 'no-workers.config.ts')
