// npm run bots as a process, with its summary as data.

import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Summary } from '../../../server/bots/summary.ts'
import { ROOT, ServerProcess } from '../../support/server/process.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

export const scriptOf = (name: string): string => resolve(import.meta.dirname, `${name}-bot.ts`)

/** Without waiting for its end. */
export function startBots(...args: string[]): ServerProcess {
  const program = [resolve(ROOT, 'server/run.js'), resolve(ROOT, 'server/cli/bots.ts'), ...args]
  return new ServerProcess(spawn(process.execPath, program, { cwd: ROOT, stdio: 'pipe' }))
}

export interface BotsRan {
  code: number | null
  lines: string[]
  summary: Summary
}

export async function runBots(...args: string[]): Promise<BotsRan> {
  const file = join(temporaryFolder(), 'summary.json')
  const bots = startBots(...args, '--json', file)
  const { code } = await bots.ended
  return { code, lines: bots.lines, summary: JSON.parse(readFileSync(file, 'utf8')) as Summary }
}

export const answersTo = (summary: Summary, name: string): number =>
  summary.messages.find(({ message }) => message === name)?.count ?? 0
