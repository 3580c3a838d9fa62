// Has a file read by a process of its own, of low priority.

import { spawn } from 'node:child_process'
import { constants, setPriority } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { AppError } from '../../core/errors.ts'
import type { DiffOptions, GrowthRow } from './heap/diff.ts'
import type { ClassRow, ServiceRow } from './heap/lists.ts'
import type { FunctionRow } from './profile/top-functions.ts'

/** What can be read, from what, and what is found. */
export interface Reading {
  classes: { given: { path: string; limit: number }; found: ClassRow[] }
  services: { given: { path: string; limit: number }; found: ServiceRow[] }
  diff: { given: DiffOptions & { before: string; after: string }; found: GrowthRow[] }
  functions: { given: { path: string; limit: number }; found: FunctionRow[] }
}

const READER = join(import.meta.dirname, 'heap/main.ts')
/** Enough for a heap of some GB. */
const MEMORY = '--max-old-space-size=8192'
/** Characters of an error that are shown. */
const LONGEST_REASON = 300

/** Throws INTERNAL when the file can't be read. `signal` ends the process. */
export async function readApart<K extends keyof Reading>(
  kind: K,
  given: Reading[K]['given'],
  signal: AbortSignal,
): Promise<Reading[K]['found']> {
  const asked = JSON.stringify({ kind, given })
  const stdio = ['ignore', 'pipe', 'pipe'] as const
  const child = spawn(process.execPath, [MEMORY, READER, asked], { stdio: [...stdio], signal })
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', error =>
      reject(signal.aborted ? new AppError('BAD_MESSAGE', 'the reading was ended') : error),
    )
    child.once('close', resolve)
  })
  if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL)
  const [output, errors, code] = await Promise.all([text(child.stdout!), text(child.stderr!), ended])
  if (code !== 0) throw new AppError('INTERNAL', `the file can't be read: ${reasonOf(errors)}`)
  return JSON.parse(output) as Reading[K]['found']
}

const reasonOf = (errors: string): string =>
  (/^\w*Error: .*/m.exec(errors)?.[0] ?? errors.trim()).slice(0, LONGEST_REASON)
