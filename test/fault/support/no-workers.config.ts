// The tests of npm test as they are there, but for the threads: none beside main.

import { defineConfig } from 'vitest/config'
import every from './vitest.config.ts'

export default defineConfig({
  ...every,
  test: { ...every.test, provide: { cases: 'few', threads: 'none' } },
})
