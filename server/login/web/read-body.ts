// What clients send, as one object of JSON. Nothing of it is shown again: it may hold a password.

import type { z } from 'zod'
import { AppError } from '../../core/errors.ts'
import { sayIssue, valueAt } from '../../lib/schema/say-issue.ts'

/** Throws BAD_MESSAGE naming the field. */
export async function readBody<T>(request: Request, schema: z.ZodType<T>): Promise<T> {
  const type = request.headers.get('content-type') ?? ''
  // Pages elsewhere could send any other without being asked who they are.
  if (!/^application\/json\s*(;|$)/i.test(type))
    throw new AppError('BAD_MESSAGE', 'content-type: expected application/json')
  const given = parse(await request.text())
  const { success, data, error } = schema.safeParse(given)
  if (success) return data
  const [issue] = error.issues
  const path = issue?.path.join('.') || 'body'
  const why = issue ? sayIssue(issue, valueAt(given, issue.path), true) : 'not as expected'
  throw new AppError('BAD_MESSAGE', `${path}: ${why}`)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new AppError('BAD_MESSAGE', 'body: expected an object as JSON')
  }
}
