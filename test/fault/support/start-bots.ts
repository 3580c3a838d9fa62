// npm run bots for fault suites, which know nothing of vitest.

import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { ROOT, ServerProcess } from '../../support/server/process.ts'

/** A script of test/bots/support. */
export const scriptOf = (name: string): string => resolve(ROOT, `test/bots/support/${name}-bot.ts`)

/** Whoever starts them ends them. */
export function startBots(...args: string[]): ServerProcess {
  const program = [resolve(ROOT, 'server/run.js'), resolve(ROOT, 'server/cli/bots.ts'), ...args]
  return new ServerProcess(spawn(process.execPath, program, { cwd: ROOT, stdio: 'pipe' }))
}
