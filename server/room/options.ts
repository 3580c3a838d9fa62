// Checks what a room is made with, and says in one line what does not fit.

import type { z } from 'zod'
import type { RoomDefinition } from './define-room.ts'

/** `field.path: what was expected`. */
export function firstIssue(field: string, { issues: [issue] }: z.ZodError): string {
  return `${[field, ...issue!.path].join('.')}: ${issue!.message}`
}

/** For errors: the names that there are. */
export function namesOf(object: object): string {
  const names = Object.keys(object)
  return names.length === 0 ? 'no name, as there is none' : `one of ${names.join(', ')}`
}

/** The options as the kind takes them; or what is wrong with them. */
export function readOptions(
  { options: schema }: RoomDefinition,
  given: unknown,
): { options: unknown } | { wrong: string } {
  if (!schema) return { options: given }
  const read = schema.safeParse(given)
  return read.success ? { options: read.data } : { wrong: firstIssue('options', read.error) }
}
