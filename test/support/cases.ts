// How many cases a randomised test runs: a few in npm test, all of them in npm run fault -- properties.

import { inject } from 'vitest'

declare module 'vitest' {
  interface ProvidedContext {
    cases: 'few' | 'all'
  }
}

export const cases = (few: number, all: number): number => (inject('cases') === 'all' ? all : few)
