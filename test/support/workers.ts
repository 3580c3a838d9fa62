// With how many worker threads a suite is run: in npm test with none, where main serves itself and a server starts in a
// third of the time; in npm run fault -- threads with workers.

import { inject } from 'vitest'

declare module 'vitest' {
  interface ProvidedContext {
    threads: 'workers' | 'none' | 'both'
  }
}

/** `count` workers, or none, or both one after the other. */
export const workers = (count: 1 | 2): number[] => {
  const threads = inject('threads')
  if (threads === 'both') return [0, count]
  return threads === 'none' ? [0] : [count]
}
