// What a stop could not save: written to a file of its own, read back at the next start, and applied where the role
// still has the owner and the revision it builds on. A file that was dealt with is kept, as NAME.done.

import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { fromDocumentJson, toDocumentJson } from '../store/document-json.ts'
import type { RoleCommit, RoleStore } from '../store/role-store.ts'
import type { UnsavedRole } from './roles.ts'
import { settle } from './settle.ts'

/** Returns the file's path. Synchronous: the process is about to end. */
export function writeUnsaved(folder: string, roles: readonly UnsavedRole[]): string {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `unsaved-${Date.now()}-${crypto.randomUUID().slice(0, 8)}.json`)
  writeFileSync(file, `${toDocumentJson(roles, 1)}\n`, { flush: true })
  return file
}

export interface Recovery {
  applied: number
  /** Roles that have had another owner since; what the file says of them is left there for people. */
  superseded: number
}

/** Applies every file in the folder. A store that is away is an error, and leaves the file for the next start. */
export async function applyUnsaved(folder: string, store: RoleStore, log: Logger): Promise<Recovery> {
  const total: Recovery = { applied: 0, superseded: 0 }
  for (const file of filesIn(folder)) {
    const roles = fromDocumentJson(readFileSync(file, 'utf8')) as UnsavedRole[]
    for (const role of roles) {
      if (await applyRole(role, store)) total.applied++
      else {
        total.superseded++
        log.warn(
          { uid: role.uid, acc: role.acc, file },
          'a change that was not saved is too old to be applied',
        )
      }
    }
    renameSync(file, `${file}.done`)
    log.info({ file, roles: roles.length }, 'what the last stop could not save was read back')
  }
  return total
}

async function applyRole({ commits }: UnsavedRole, store: RoleStore): Promise<boolean> {
  for (const commit of commits) if (!(await applyCommit(commit, store))) return false
  return true
}

/** True too where the commit, or a later one, had been applied before the stop after all. */
async function applyCommit(commit: RoleCommit, store: RoleStore): Promise<boolean> {
  const outcomes = await settle(store, [commit])
  if (outcomes instanceof Error) throw outcomes
  if (outcomes[0] === 'applied') return true
  const stored = (await store.revisions([commit.uid])).get(commit.uid)
  return stored?.epoch === commit.epoch && stored.rev > commit.rev
}

function filesIn(folder: string): string[] {
  try {
    const names = readdirSync(folder).filter(name => name.startsWith('unsaved-') && name.endsWith('.json'))
    return names.sort().map(name => join(folder, name))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}
