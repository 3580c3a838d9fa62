// What zod finds wrong with a setting, in the words of this server: `expected X, got Y`.

import type { z } from 'zod'

const KINDS: Record<string, string> = {
  int: 'a whole number',
  number: 'a number',
  string: 'a text',
  boolean: 'true or false',
  object: 'a section, as JSON: {"key":value}',
  record: 'a section, as JSON: {"key":value}',
  array: 'a list, as JSON: ["a","b"]',
}

/** `value`: what was given. `isSecret`: it is not shown. */
export function sayIssue(issue: z.core.$ZodIssue, value: unknown, isSecret: boolean): string {
  const expected = expectedBy(issue)
  const isHidden = isSecret && value !== undefined && value !== ''
  if (expected) return `expected ${expected}, got ${isHidden ? 'another value' : show(value)}`
  const text = typeof value === 'string' ? value : undefined
  return isSecret && text ? issue.message.replaceAll(text, '(hidden)') : issue.message
}

/** What was given where an issue is; undefined where nothing is. */
export function valueAt(given: unknown, path: readonly PropertyKey[]): unknown {
  let value = given
  for (const key of path)
    value =
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined
  return value
}

function expectedBy(issue: z.core.$ZodIssue): string | undefined {
  if (issue.code === 'invalid_type') return KINDS[issue.expected] ?? issue.expected
  if (issue.code === 'invalid_union') return anyOf(issue)
  if (issue.code === 'invalid_value') return issue.values.map(value => JSON.stringify(value)).join(' or ')
  if (issue.code === 'too_small') return bound('at least', issue.minimum, issue)
  if (issue.code === 'too_big') return bound('at most', issue.maximum, issue)
  return undefined
}

/** What each form of it expects; nothing where one of them is wrong further within. */
function anyOf({ errors }: z.core.$ZodIssueInvalidUnion): string | undefined {
  const all = errors.map(([first]) => (first?.path.length === 0 ? expectedBy(first) : undefined))
  return all.length > 0 && !all.includes(undefined) ? [...new Set(all)].join(' or ') : undefined
}

/** Whether a text would have been of the right kind. */
export const canBeText = (issue: z.core.$ZodIssue): boolean =>
  issue.code === 'invalid_union'
    ? issue.errors.some(([first]) => first !== undefined && first.path.length === 0 && canBeText(first))
    : issue.code === 'invalid_type' && issue.expected === 'string'

/** Of a number, a text or a list. */
function bound(
  words: string,
  limit: number | bigint,
  { origin, inclusive = true }: { origin: string; inclusive?: boolean },
): string {
  const exact = inclusive ? words : words === 'at least' ? 'more than' : 'less than'
  const isOne = Number(limit) === 1
  if (origin === 'string') return `${exact} ${limit} ${isOne ? 'character' : 'characters'}`
  return origin === 'array' ? `${exact} ${limit} ${isOne ? 'entry' : 'entries'}` : `${exact} ${limit}`
}

const LONGEST = 80

function show(value: unknown): string {
  if (value === undefined || value === '') return 'nothing'
  const text = JSON.stringify(value) ?? String(value)
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}
