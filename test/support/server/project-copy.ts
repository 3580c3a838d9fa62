// A copy of the project's files (those that git knows or would add), so that a test may change them.

import { execFileSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { onTestFinished } from 'vitest'

const ROOT = resolve(import.meta.dirname, '../../..')
/** Where tsc has written what it found in the project, if it has run. */
const TYPES = join(ROOT, 'node_modules/.cache/tsconfig.tsbuildinfo')

/** What Node is to run in a copy. */
export const CHECK_TYPES = ['node_modules/typescript/bin/tsc', '--tsBuildInfoFile', 'var/tsbuildinfo']

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
  copyTypes(join(copy, 'var'), copy)
  return copy
}

/** What tsc knows of files that are the same in the copy it does not check again: a quarter of the time. */
function copyTypes(folder: string, copy: string): void {
  if (!existsSync(TYPES)) return
  const known = JSON.parse(readFileSync(TYPES, 'utf8')) as { fileNames: string[] }
  const fileNames = known.fileNames.map(name => {
    const file = resolve(dirname(TYPES), name)
    const isShared = file.startsWith(join(ROOT, 'node_modules/'))
    return relative(folder, isShared ? file : join(copy, relative(ROOT, file)))
  })
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'tsbuildinfo'), JSON.stringify({ ...known, fileNames }))
}
