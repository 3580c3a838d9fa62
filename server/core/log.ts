// Logs are JSON lines on standard output, or pretty lines for people. Writing is synchronous: a line that was logged
// is there, also when the thread ends in the next moment. Fields: node, thread, service, call.

import { type DestinationStream, type Logger, pino } from 'pino'
import pretty from 'pino-pretty'

export type { Logger } from 'pino'

export interface LogOptions {
  level: string
  pretty: boolean
  /** Empty: standard output. */
  file?: string
}

export function createLogger(options: LogOptions, fields: { node: number; thread: number }): Logger {
  const out = options.file || 1
  const destination: DestinationStream = options.pretty
    ? pretty({
        sync: true,
        destination: out,
        mkdir: true,
        colorize: !options.file,
        ignore: 'pid,hostname,node',
        translateTime: 'SYS:HH:MM:ss.l',
      })
    : pino.destination({ dest: out, sync: true, append: true, mkdir: true })
  return pino({ level: options.level, base: fields }, destination)
}
