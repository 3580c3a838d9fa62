// What is done when a date has come: a role is edited by a function of the game, or a command of a service is called.

import type { Logger } from '../../core/log/log.ts'
import type { ServiceScope } from '../../core/service/service.ts'
import type { DateRecord } from '../../store/due/date-store.ts'
import { type DateTarget, readTarget } from './date-target.ts'
import type { DateDefinitions, DateOccasion } from './define-date.ts'

/** What dates do with roles. */
export interface ReachedRoles {
  exists(uid: string): Promise<boolean>
  /** Edits it once by this id. */
  edit(
    uid: string,
    change: (role: never, tools: never) => unknown,
    id: DateOccasion['edit'],
  ): Promise<boolean>
}

export interface DateSurroundings {
  definitions: DateDefinitions
  roles: ReachedRoles
  node: ServiceScope
  log: Logger
}

/** ms that the command of a service may take. */
const CALL_WITHIN = 60_000
/** ms to wait for a service that is not there: the date is tried again. */
const FOUND_WITHIN = 5000

/** Resolves when it is done. Throws what keeps it from being done. */
export async function runDate(date: DateRecord, around: DateSurroundings): Promise<void> {
  const target = readTarget(date.target)
  if ('service' in target) await callCommand(date, target, around.node)
  else await editRole(date, target, around)
}

type OfService = Extract<DateTarget, { service: string }>
type OfRole = Extract<DateTarget, { role: string }>

async function callCommand(date: DateRecord, target: OfService, node: ServiceScope): Promise<void> {
  const { id, due, attempts } = date
  const occasion: DateOccasion = { id, due, attempt: attempts + 1, edit: editOf(date) }
  const service = await node.query<Record<string, (...args: unknown[]) => unknown>>(
    target.service,
    FOUND_WITHIN,
  )
  await service.within(CALL_WITHIN).call[target.command]!(target.data, occasion)
}

async function editRole(date: DateRecord, target: OfRole, around: DateSurroundings): Promise<void> {
  const { definitions, roles, log } = around
  const { role: uid, name, data } = target
  if (!Object.hasOwn(definitions, name)) throw new Error(`the game declares no date "${name}" any more`)
  if (!(await roles.exists(uid)))
    return log.warn({ date: date.id, uid }, 'a date is dropped: its role does not exist any more')
  await roles.edit(uid, (role, tools) => definitions[name]!(role, data as never, tools), editOf(date))
}

const editOf = ({ id, number }: DateRecord): DateOccasion['edit'] => ({ sender: `date/${id}`, number })
