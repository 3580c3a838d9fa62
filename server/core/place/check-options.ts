// What a service is launched with, checked by its class (`static options`).

import { sayIssue, valueAt } from '../../lib/schema/say-issue.ts'
import { AppError } from '../errors.ts'
import type { AnyServiceClass } from '../service/service.ts'

/** What the service gets, with the defaults of its class. Throws BAD_MESSAGE naming each option that is wrong. */
export function checkOptions(type: AnyServiceClass, given: unknown): unknown {
  if (!type.options) return given
  const result = type.options.safeParse(given)
  if (result.success) return result.data
  const said = result.error.issues.map(issue => {
    const at = ['options', ...issue.path.map(String)].join('.')
    return `${at}: ${sayIssue(issue, valueAt(given, issue.path), false)}`
  })
  throw new AppError('BAD_MESSAGE', `${(type as { name?: string }).name}: ${said.join('; ')}`)
}
