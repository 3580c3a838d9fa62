// The process that reads what a thread has written, so that no serving thread has to: its argument says what, and it prints
// JSON.

import { topFunctions } from '../profile/top-functions.ts'
import type { Reading } from '../read-apart.ts'
import { diffOf } from './diff.ts'
import { classesOf, servicesOf } from './lists.ts'

const READERS: { [K in keyof Reading]: (given: Reading[K]['given']) => Reading[K]['found'] } = {
  classes: ({ path, limit }) => classesOf(path, limit),
  services: ({ path, limit }) => servicesOf(path, limit),
  diff: ({ before, after, ...options }) => diffOf(before, after, options),
  functions: ({ path, limit }) => topFunctions(path, limit),
}

const { kind, given } = JSON.parse(process.argv[2]!) as { kind: keyof Reading; given: never }
process.stdout.write(JSON.stringify(READERS[kind](given)))
