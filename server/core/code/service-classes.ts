// The classes that a game's `services` name, on one thread: launches find the newest, and services that run go over to it.

import { StartError } from '../errors.ts'
import type { AnyServiceClass } from '../service/service.ts'
import type { CodeHooks } from './code-hooks.ts'

type Classes = Readonly<Record<string, AnyServiceClass>>

/** `all`: what the thread launches by name, with classes of the kit. `ofGame`: those of the game now. */
export function followServices(code: CodeHooks, all: Record<string, AnyServiceClass>, ofGame: Classes): void {
  let current = ofGame
  const note = (): void => {
    for (const [name, type] of Object.entries(current)) code.classes.note(`services.${name}`, type)
  }
  note()
  code.add('services', ({ services = {} }: { services?: Classes }) => {
    for (const [name, type] of Object.entries(services)) checkOverlap(name, type, current[name])
    return () => {
      for (const name of Object.keys(current)) delete all[name]
      Object.assign(all, services)
      current = services
      note()
      // Those that code of the game has launched elsewhere without naming them in its services.
      for (const [name, type] of Object.entries(all)) all[name] = code.classes.latestOf(type)
    }
  })
}

/** A service that runs handles its messages in the one way or the other. */
function checkOverlap(name: string, next: AnyServiceClass, now: AnyServiceClass | undefined): void {
  const [isConcurrent, wasConcurrent] = [next.concurrent === true, now?.concurrent === true]
  if (now && isConcurrent !== wasConcurrent)
    throw new StartError(
      `services.${name}: concurrent: expected ${wasConcurrent}, as in the code that runs, got ${isConcurrent}; restart the server for it`,
    )
}
