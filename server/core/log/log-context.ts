// Fields that a logger finds out when it writes a line: what its service is doing just then, and for whom. A logger made
// from one that has them has them too.

import type { Logger } from 'pino'

const CONTEXT = Symbol('log context')

interface WithContext {
  [CONTEXT]?: () => object
}

/** `log`, whose lines have the fields that `find` gives at their time. */
export function withContext(log: Logger, find: () => object): Logger {
  const own = log as WithContext
  own[CONTEXT] = find
  return log
}

/** pino's `mixin`: its result is changed by pino. */
export const contextOf = (log: Logger): object => ({ ...(log as WithContext)[CONTEXT]?.() })
