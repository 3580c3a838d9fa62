// What development mode checks of messages that stay on one thread, so that code which works there works between
// threads too: everything in them can be cloned, and nobody changes what was sent.

import { AppError } from './errors.ts'

export function checkMessage(command: string, value: unknown): void {
  try {
    structuredClone(value)
  } catch (error) {
    throw new AppError('NOT_CLONEABLE', `"${command}": what is sent to a service must be cloneable`, {
      cause: error,
    })
  }
  freeze(value)
}

function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return
  const prototype = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== Array.prototype && prototype !== null) return
  Object.freeze(value)
  for (const part of Object.values(value)) freeze(part)
}
