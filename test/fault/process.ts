// The server as a process, and code in it that does not end: signals, logs, terminals, settings, certificates, npm run
// dev, hanging handlers and hooks. Too slow for npm test; each time runs test/fault/process/ whole.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '../..')

export async function run(count: number): Promise<void> {
  for (let round = 0; round < count; round++) await runTests()
}

async function runTests(): Promise<void> {
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs')
  const child = spawn(process.execPath, [vitest, 'run', '--config', 'test/fault/process/vitest.config.ts'], {
    cwd: ROOT,
    stdio: 'inherit',
  })
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) throw new Error('a test of the server as a process failed')
}
