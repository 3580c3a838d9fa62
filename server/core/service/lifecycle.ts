// What a service does around its messages. What its base opens stands outside of what its class does:
//
//   onOpen ──→ onStart ──→ messages ──→ onExit ──→ onClose
//      └ throws: nothing else of the service runs

import type { CodeChange } from '../code/class-book.ts'
import { Service } from './service.ts'

export interface Lifecycle {
  readonly logFields: object
  onOpen(): unknown
  onStart(): unknown
  onCode(code: CodeChange): void
  onDaily(days: number): unknown
  onExit(): unknown
  onClose(): unknown
}

const NOTHING = Service.prototype as unknown as Lifecycle

/** Its class wants to hear of days. */
export const hearsDays = (service: Lifecycle): boolean => service.onDaily !== NOTHING.onDaily

/** Begins it, and waits for nothing that does not wait. `onNotOpen`: it is to be forgotten without its onExit. */
export function begin(service: Lifecycle, onNotOpen: () => void): unknown {
  if (service.onOpen === NOTHING.onOpen) return service.onStart()
  return openAndStart(service, onNotOpen)
}

async function openAndStart(service: Lifecycle, onNotOpen: () => void): Promise<void> {
  try {
    await service.onOpen()
  } catch (error) {
    onNotOpen()
    throw error
  }
  await service.onStart()
}

/** Its end, which waits for nothing that does not wait either. */
export const finish = (service: Lifecycle): unknown =>
  service.onClose === NOTHING.onClose ? service.onExit() : exitAndClose(service)

async function exitAndClose(service: Lifecycle): Promise<void> {
  try {
    await service.onExit()
  } finally {
    await service.onClose()
  }
}
