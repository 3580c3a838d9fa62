// The settings of threads and of the log.

import { z } from 'zod'
import { count, ms, optionalFile, section } from '../lib/setting-types.ts'

export const heapSettings = section({
  worker: z
    .int()
    .min(0)
    .max(1_048_576)
    .default(0)
    .describe('MB of the JavaScript heap of each worker thread; 0 leaves it to Node'),
  leaveAt: z
    .number()
    .min(0.1)
    .max(1)
    .default(0.75)
    .describe(
      'fraction of its heap at which a worker leaves in order and the main thread stops the server; 1 for never',
    ),
})

export const watchSettings = section({
  errors: count(10).describe(
    'errors of one message of a kind of service within watch.errorsWithin; more are logged as a warning and told to the game; a service that has so many starts again or ends if its class says so',
  ),
  errorsWithin: ms(60_000, 1000, 3_600_000).describe('ms in which errors are counted for watch.errors'),
})

export const logSettings = section({
  level: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
    .default('info')
    .describe('lowest level that is logged'),
  pretty: z
    .boolean()
    .default(() => process.stdout.isTTY === true)
    .describe('readable lines instead of JSON; the default is true on a terminal'),
  file: optionalFile().describe('file that log lines are appended to; empty for standard output'),
})
