// The game's code has been replaced on a thread: what that means for each of its services.

import type { Logger } from '../log/log.ts'
import { Service } from '../service/service.ts'
import type { ClassBook, CodeChange } from './class-book.ts'
import { type RenewableClass, renew, whyNot } from './renew.ts'

/** What a service does then. */
interface Following {
  onCode(code: CodeChange): void
  whyOld(): string | undefined
}

/** A service that goes on with older code, and why. */
export interface Straggler {
  name: string
  why: string
}

/** Of a service. */
interface FollowingCell {
  readonly log: Logger
  readonly name: string | undefined
}

const BASE: object = Service.prototype

const latestTypeOf = (service: Service<unknown>, classes: ClassBook): RenewableClass =>
  classes.latestOf(service.constructor) as unknown as RenewableClass

const isOf = (service: Service<unknown>, type: RenewableClass): boolean =>
  type === (service.constructor as unknown)

/** Whether it has anything to do. */
export function concerns({ classes }: CodeChange, service: Service<unknown>): boolean {
  const hears = (service as unknown as Following).onCode !== (BASE as Following).onCode
  return hears || !isOf(service, latestTypeOf(service, classes))
}

/** Makes a service one of the newest version of its class; one that can't be stays as it is. Throws what its own hooks throw. */
export function renewService(service: Service<unknown>, cell: FollowingCell, change: CodeChange): void {
  const type = latestTypeOf(service, change.classes)
  try {
    if (!isOf(service, type)) goOver(service, type, { cell, from: change.from })
  } finally {
    ;(service as unknown as Following).onCode(change)
  }
}

function goOver(
  service: Service<unknown>,
  type: RenewableClass,
  { cell, from }: { cell: FollowingCell; from: string },
): void {
  const { options } = service as unknown as { options: unknown }
  const init = { cell, options, name: cell.name }
  const why = renew(service, { type, base: BASE, init, from })
  if (why !== undefined) cell.log.warn({ why }, 'a service goes on with its old code until it ends')
}

/** Why a service is not of the newest code; undefined for one that is. */
export function whyOld(service: Service<unknown>, classes: ClassBook): string | undefined {
  const type = latestTypeOf(service, classes)
  if (isOf(service, type)) return (service as unknown as Following).whyOld()
  return whyNot(service, type, BASE) ?? 'a message of it has not ended, or its importState has failed'
}
