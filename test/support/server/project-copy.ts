// A copy of the project's files (those that git knows or would add), so that a test may change them.

import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { onTestFinished } from 'vitest'

const ROOT = resolve(import.meta.dirname, '../../..')

export function copyProject(): string {
  const copy = mkdtempSync(join(tmpdir(), 'gatehouse-copy-'))
  onTestFinished(() => rmSync(copy, { recursive: true, force: true }))
  const args = ['ls-files', '--cached', '--others', '--exclude-standard']
  for (const file of execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).trim().split('\n')) {
    if (!existsSync(join(ROOT, file))) continue
    mkdirSync(join(copy, dirname(file)), { recursive: true })
    cpSync(join(ROOT, file), join(copy, file))
  }
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'))
  return copy
}
