// Another commit of this project in a folder of its own, ready to run: checked out by git, with the packages of its
// lock file (ours, where that is the same).

import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** This project's folder. */
export const ROOT = join(import.meta.dirname, '../../..')

export interface Worktree {
  path: string
  /** The commit, in short. */
  commit: string
  remove(): void
}

/** Throws an Error with git's own words when there is no such commit. */
export function openWorktree(commit: string): Worktree {
  const short = git('rev-parse', '--short', `${commit}^{commit}`)
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-against-'))
  const path = join(folder, 'tree')
  git('worktree', 'add', '--detach', '--quiet', path, short)
  bringPackages(path)
  return {
    path,
    commit: short,
    remove: () => {
      git('worktree', 'remove', '--force', path)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function bringPackages(path: string): void {
  const lock = (root: string) => readFileSync(join(root, 'package-lock.json'), 'utf8')
  if (lock(path) === lock(ROOT)) symlinkSync(join(ROOT, 'node_modules'), join(path, 'node_modules'))
  else execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: path, stdio: ['ignore', 2, 2] })
}

/** What is checked out here, with `+` when files differ from it. */
export const currentVersion = (): string =>
  git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain', '--untracked-files=no') ? '+' : '')

function git(...args: string[]): string {
  return execFileSync('git', args, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim()
}
