// What a server has logged as wrong, as a reader wants it who looks for why a test has failed: the last few, with their stacks.

import type { LogLine } from '../support/server/server.ts'

const MOST = 5

export function troubleOf(complaints: readonly LogLine[]): string {
  if (complaints.length === 0) return 'the server has logged no warnings and no errors'
  const last = complaints.slice(-MOST)
  return [`of ${complaints.length} warnings and errors of the server the last:`, ...last.map(textOf)].join(
    '\n',
  )
}

function textOf({ level, time, pid, hostname, msg, err, ...fields }: LogLine): string {
  const { stack = '' } = (err ?? {}) as { stack?: string }
  return [`  ${msg} ${JSON.stringify(fields)}`, ...(stack === '' ? [] : stack.split('\n'))].join('\n    ')
}
