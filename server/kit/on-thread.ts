// What a serving thread has for the services and rooms of its game: there before the first of them.

import type { Thread } from '../core/thread/thread.ts'
import type { ThreadReach } from './reach.ts'

export function reachOnThread(thread: Thread, reach: ThreadReach): void {
  thread.reach = reach
}
