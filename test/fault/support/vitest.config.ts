// Tests as a fault suite runs them: every case of the randomised ones, with more time for each test.

import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import all from '../../../vitest.config.ts'
import { LongFirst } from './long-first.ts'

export default defineConfig({
  root: join(import.meta.dirname, '../../..'),
  test: {
    ...all.test,
    exclude: [],
    provide: { cases: 'all', threads: 'both' },
    sequence: { sequencer: LongFirst },
    testTimeout: 120_000,
  },
})
