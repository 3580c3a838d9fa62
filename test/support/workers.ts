// With how many worker threads a suite is run: in npm test with workers, which tell most; in npm run fault -- threads without
// any, where main serves itself.

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
