// How an error is logged: as pino does it, without what drivers attach to theirs. ioredis attaches the command with its
// arguments, among them the password of AUTH; others quote the URL that they were given.

import { pino } from 'pino'
import { hideUrls } from '../../lib/url-secrets.ts'

const DEPTH = 5

export function errorForLog(error: Error): object {
  const { command, ...fields } = pino.stdSerializers.err(error) as Record<string, unknown>
  const name = (command as { name?: unknown } | undefined)?.name
  return hidden(name === undefined ? fields : { ...fields, command: name }, DEPTH) as object
}

function hidden(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return hideUrls(value)
  if (typeof value !== 'object' || value === null || depth === 0) return value
  if (Array.isArray(value)) return value.map(part => hidden(part, depth - 1))
  if (Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, hidden(part, depth - 1)]))
}
