// The roles that a serving thread owns, and the edits that it makes to others.

import { timeBefore } from '../core/exit-hooks.ts'
import { type Metric, readGauge } from '../core/metrics/metric.ts'
import type { Thread } from '../core/thread/thread.ts'
import { checkSameDocument } from '../document/define-document.ts'
import { MovePost, type TakeByDocument } from '../document/move/move-post.ts'
import { Deliverer, type Receive } from '../document/outbox/deliverer.ts'
import type { UnsavedDocument } from '../document/save/document-entry.ts'
import { keepUnsaved } from '../document/save/unsaved-file.ts'
import type { SaveConfig } from '../document/settings.ts'
import type { RoleCore, RoleDefinition } from './define-role.ts'
import type { NoteBoards } from './edit/edit-function.ts'
import type { RoleEdits } from './edit/role-edits.ts'
import { ThreadEdits } from './edit/thread-edits.ts'
import { Roles, type RolesOptions } from './roles.ts'

/** ms of a stop that saving leaves for writing down what could not be saved. */
const FOR_UNSAVED = 1600

/** The boards that edits update. */
export interface BoardUpdates {
  note: NoteBoards
  receive: Receive
}

export interface RolesOnThreadOptions
  extends Omit<RolesOptions<RoleCore>, 'clock' | 'log' | 'outbox' | 'noteBoards' | 'config' | 'checks'> {
  config: { save: SaveConfig; role: { checks: boolean } }
  boards: BoardUpdates
  /** Moves for documents of services. */
  toDocument: TakeByDocument
}

export interface RolesOnThread {
  roles: Roles
  edits: RoleEdits
}

const MOST_NAMES = 10

const nameSome = (unsaved: readonly UnsavedDocument[]): string => {
  const names = unsaved.slice(0, MOST_NAMES).map(({ uid, acc }) => `${acc} (${uid})`)
  const more = unsaved.length - names.length
  return `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

export async function rolesOnThread(
  thread: Thread,
  { boards, toDocument, ...options }: RolesOnThreadOptions,
): Promise<RolesOnThread> {
  const { log, slot } = thread
  const { store } = options
  const moves = new MovePost({ toRole: (uid, sent) => service.edits.take(uid, sent), toDocument })
  const receivers = { board: boards.receive, ...moves.receivers(role => ({ role })) }
  const outbox = new Deliverer({ store, log, receivers })
  thread.exitHooks.add('outboxes', () => outbox.stop())
  const { save, role } = options.config
  const own = { config: save, checks: role.checks, clock: thread.clock, log, outbox, noteBoards: boards.note }
  const roles = new Roles({ ...options, ...own })
  thread.code.add('role', ({ role: next }: { role: RoleDefinition }) => {
    checkSameDocument('role', options.definition as never, next as never)
    return () => roles.follow(next as never)
  })
  thread.metrics.add({ ...roles.meter.metrics(), ...countsOf(roles) })
  thread.exitHooks.add('roles', async deadline => {
    const unsaved = await roles.stop(timeBefore(deadline, FOR_UNSAVED))
    if (unsaved.length === 0) return
    const place = keepUnsaved(save.unsaved, unsaved, log)
    throw new Error(`${unsaved.length} roles could not be saved: ${nameSome(unsaved)}; ${place}`)
  })
  const service: ThreadEdits = await thread.make(
    ThreadEdits,
    { roles, store, outbox },
    { name: `.edits/${slot}` },
  )
  return { roles, edits: service.edits }
}

const countsOf = (roles: Roles): Record<string, Metric> => ({
  gatehouse_roles: readGauge('roles in memory', () => roles.count().documents),
  gatehouse_roles_unsaved: readGauge('roles with changes that are not saved', () => roles.count().unsaved),
  gatehouse_roles_oldest_unsaved_seconds: readGauge(
    'age of the oldest change of a role that is not saved',
    () => roles.count().oldestUnsavedMs / 1000,
    { merge: 'max' },
  ),
})
