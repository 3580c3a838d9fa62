// Log lines for people. What players and others have written can't steer the terminal, and looks like what it is: only the
// stack of an error has lines of its own.

import { createRequire } from 'node:module'
import { safeText } from '../../lib/show/safe-text.ts'

const require = createRequire(import.meta.url)

/** Loaded only where it is used: its thirty modules take a start some 50 ms on every thread. */
export function createPretty({ hasColors }: { hasColors: boolean }): (line: string) => string {
  const { prettyFactory } = require('pino-pretty') as typeof import('pino-pretty')
  const format = prettyFactory({
    colorize: hasColors,
    ignore: 'pid,hostname,node',
    translateTime: 'SYS:HH:MM:ss.l',
  })
  return line => format(safeOf(JSON.parse(line), '') as object) ?? line
}

function safeOf(value: unknown, key: string): unknown {
  if (typeof value === 'string') return safeText(value, key === 'stack' ? '\n' : '')
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(part => safeOf(part, ''))
  const parts = Object.entries(value)
  return Object.fromEntries(parts.map(([name, part]) => [safeText(name), safeOf(part, name)]))
}
