// Launches what a game starts by itself, one after the other, and keeps it: see define-start.ts.

import { AppError, StartError } from '../../core/errors.ts'
import type { Node } from '../../core/node/node.ts'
import type { ServiceKeeper } from '../../core/node/service-keeper.ts'
import type { AnyStartEntry } from './define-start.ts'

/** ms that a service's onStart may take. */
const START_WITHIN = 60_000

/** Throws StartError naming the service that could not be launched; those before it run. */
export async function startServices(
  node: Node,
  keeper: ServiceKeeper,
  { entries, standIns }: { entries: readonly AnyStartEntry[]; standIns: ReadonlySet<string> },
): Promise<void> {
  for (const entry of entries)
    for (const slot of placesOf(entry, node.slots)) {
      const name = entry.on === 'every' ? `${entry.name}/${slot}` : entry.name
      if (standIns.has(name)) continue
      const { service, options } = entry
      const launch = (on: number) => node.launchOn(on, service, options, { name, deadline: START_WITHIN })
      await keeper.keep({ name, on: slot, launch }).catch(error => {
        throw new StartError(`start: ${service} (${name}) could not be launched: ${reasonOf(error)}`, {
          cause: error,
        })
      })
    }
}

function placesOf({ service, name, on = 'one' }: AnyStartEntry, slots: number[]): ('one' | number)[] {
  if (on === 'every') return slots
  if (typeof on === 'number' && on !== 0 && !slots.includes(on))
    throw new StartError(
      `start: ${service} (${name}): on: expected one of the slots 0, ${slots.join(', ')}, got ${on}`,
    )
  return [on]
}

/** Of a bug in the service, which its own thread has logged with the stack: what it says. */
function reasonOf(error: unknown): string {
  if (!(error instanceof AppError)) return (error as Error).message
  const { code, message, cause } = error
  if (code === 'INTERNAL' && cause !== undefined)
    return cause instanceof Error ? cause.message : String(cause)
  return `${code}: ${message}`
}
