// The suites that npm test runs on one thread, with workers: what is asked crosses threads.

import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runTests } from './support/run-tests.ts'

export const DEFAULT_TIMES = 1

const ROOT = join(import.meta.dirname, '../..')
const isOfThreads = (file: string): boolean =>
  readFileSync(join(ROOT, file), 'utf8').includes('each(workers(')

export const run = (times: number): Promise<void> =>
  runTests(globSync('test/**/*.test.ts', { cwd: ROOT }).filter(isOfThreads), times, 'workers.config.ts')
