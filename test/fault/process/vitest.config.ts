import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import all from '../../../vitest.config.ts'

export default defineConfig({
  root: join(import.meta.dirname, '../../..'),
  test: { ...all.test, include: ['test/fault/process/**/*.test.ts'], exclude: [], testTimeout: 60_000 },
})
