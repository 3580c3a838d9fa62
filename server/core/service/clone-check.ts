// What development mode checks of every message, so that code which works on one thread also works between threads:
// everything in it can be cloned and arrives unchanged, and nobody changes it after it was sent.

import { AppError } from '../errors.ts'

/** Throws NOT_CLONEABLE; freezes the plain objects and arrays in `value`. */
export function checkMessage(command: string, value: unknown): void {
  const copy = clone(command, value)
  const lost = findLostClass(value, copy, new Set())
  if (lost) {
    throw refuse(command, `an instance of ${lost} would arrive on another thread without its class`)
  }
  freeze(value)
}

function clone(command: string, value: unknown): unknown {
  try {
    return structuredClone(value)
  } catch (error) {
    throw refuse(command, error)
  }
}

const refuse = (command: string, cause: unknown): AppError =>
  new AppError('NOT_CLONEABLE', `"${command}": arguments and results of a command must be cloneable`, {
    cause,
  })

/** The name of a class whose instance loses its class when it is cloned. */
function findLostClass(value: unknown, copy: unknown, seen: Set<unknown>): string | undefined {
  if (typeof value !== 'object' || value === null || seen.has(value) || ArrayBuffer.isView(value))
    return undefined
  seen.add(value)
  const prototype = Object.getPrototypeOf(value)
  if (prototype !== null && prototype !== Object.getPrototypeOf(copy))
    return prototype.constructor?.name ?? '?'
  const copies = partsOf(copy as object)
  for (const [i, part] of partsOf(value).entries()) {
    const lost = findLostClass(part, copies[i], seen)
    if (lost) return lost
  }
  return undefined
}

function partsOf(value: object): unknown[] {
  if (value instanceof Map) return [...value].flat()
  if (value instanceof Set) return [...value]
  return isPlain(value) ? Object.values(value) : []
}

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === Array.prototype || prototype === null
}

function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value) || !isPlain(value)) return
  Object.freeze(value)
  for (const part of Object.values(value)) freeze(part)
}
