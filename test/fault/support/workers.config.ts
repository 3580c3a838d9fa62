// The tests of npm test as they are there, but with worker threads beside main.

import { defineConfig } from 'vitest/config'
import every from './vitest.config.ts'

export default defineConfig({
  ...every,
  test: { ...every.test, provide: { cases: 'few', threads: 'workers' } },
})
