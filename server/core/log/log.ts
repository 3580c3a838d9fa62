// Logs are JSON lines on standard output, or pretty lines for people. Writing is synchronous (see LogOutlet): a logged line
// is written even if the thread ends right after. Fields: node, thread, service, who it is about (account, uid, connection;
// room, kind), the message in progress (command, call) and the call that it belongs to (for).

import { type Logger, pino } from 'pino'
import { StartError } from '../errors.ts'
import { contextOf } from './log-context.ts'
import { errorForLog } from './log-error.ts'
import { LogOutlet } from './log-outlet.ts'
import { createPretty } from './pretty.ts'

export type { Logger } from 'pino'

export interface LogOptions {
  level: string
  pretty: boolean
  /** A path; empty for standard output. */
  file?: string
  /** Texts that no line shows. */
  hidden?: readonly string[]
}

/** Throws StartError when the file cannot be opened. */
export function openOutlet({ file = '', hidden = [] }: LogOptions): LogOutlet {
  try {
    return new LogOutlet({ file, hidden })
  } catch (error) {
    throw new StartError(`log.file: ${(error as Error).message}`)
  }
}

export function createLogger(
  options: LogOptions,
  fields: { node: number; thread: number },
  outlet: LogOutlet = openOutlet(options),
): Logger {
  const log = pino(
    { level: options.level, base: fields, serializers: { err: errorForLog }, mixin },
    options.pretty ? prettied(outlet, options) : outlet,
  )
  outlet.onBack = dropped => log.warn({ dropped }, 'log lines were dropped because nothing read them')
  return log
}

const mixin = (_fields: object, _level: number, log: Logger): object => contextOf(log)

/** After the file has been moved: goes on in a new file of that name. */
export function reopenLog(outlet: LogOutlet, log: Logger): void {
  outlet.reopen()
  if (outlet.hasFile) log.info('log reopened')
}

function prettied(outlet: LogOutlet, { file }: LogOptions) {
  const format = createPretty({ hasColors: !file })
  return {
    write: (line: string) => outlet.write(format(line), line),
    flushSync: () => outlet.flushSync(),
  }
}
