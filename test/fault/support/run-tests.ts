// Runs test files as a fault suite, in vitest of their own.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '../../..')

/** Runs the tests whose paths contain one of `paths`, `times` times; throws when one fails. `config` lies beside this file. */
export async function runTests(
  paths: readonly string[],
  times: number,
  config = 'vitest.config.ts',
): Promise<void> {
  for (let round = 0; round < times; round++) await runOnce(paths, config)
}

async function runOnce(paths: readonly string[], config: string): Promise<void> {
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs')
  const args = [vitest, 'run', '--config', `test/fault/support/${config}`, ...paths]
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: 'inherit' })
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) throw new Error(`a test in ${paths.join(', ')} failed`)
}
