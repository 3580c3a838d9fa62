import './server/node-check.js'
import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { unfinished } from './test/support/unfinished.ts'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // npm run fault runs these, those of the page as npm run fault -- page.
    exclude: ['test/fault/**', 'test/web/**'],
    reporters: ['default', unfinished],
    pool: 'forks',
    // A process runs one file after the other, with the kit loaded once.
    isolate: false,
    // Node itself reads the tests' TypeScript; no test mocks a module, which is what vitest's loader is for.
    experimental: { viteModuleRunner: false, nodeLoader: false },
    // Quicker in each process and each of its threads.
    execArgv: ['--import', new URL('./server/compile-cache.js', import.meta.url).href],
    // Most of a test's time is waiting for servers and timers: more files at a time than processors.
    maxWorkers: 2 * availableParallelism(),
    // Of randomised tests few; npm run fault -- properties runs all. On one thread; npm run fault -- threads with workers.
    provide: { cases: 'few', threads: 'none' },
    setupFiles: ['test/support/seed.ts'],
    // For a busy machine: nothing waits so long on an idle one.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 30_000, interval: 20 } },
  },
})
