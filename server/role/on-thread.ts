// The roles that a serving thread owns, and the edits that it makes to others.

import { timeBefore } from '../core/exit-hooks.ts'
import type { Thread } from '../core/thread/thread.ts'
import { keepUnsaved } from '../document/save/unsaved-file.ts'
import type { RoleCore } from './define-role.ts'
import type { RoleEdits } from './edit/role-edits.ts'
import { ThreadEdits } from './edit/thread-edits.ts'
import { Roles, type RolesOptions } from './roles.ts'

/** ms of a stop that saving leaves for writing down what could not be saved. */
const FOR_UNSAVED = 1600

export interface RolesOnThread {
  roles: Roles
  edits: RoleEdits
}

export async function rolesOnThread(
  thread: Thread,
  options: Omit<RolesOptions<RoleCore>, 'clock' | 'log'>,
): Promise<RolesOnThread> {
  const { log, slot } = thread
  const roles = new Roles({ ...options, clock: thread.clock, log })
  thread.exitHooks.add('roles', async deadline => {
    const unsaved = await roles.stop(timeBefore(deadline, FOR_UNSAVED))
    if (unsaved.length > 0) keepUnsaved(options.config.unsaved, unsaved, log)
  })
  const { edits } = await thread.make(
    ThreadEdits,
    { roles, store: options.store },
    { name: `.edits/${slot}` },
  )
  return { roles, edits }
}
