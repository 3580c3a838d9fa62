// The door of a thread's topics for the other threads: a service that every thread has at a fixed address.

import { Service } from '../service/service.ts'
import type { Topics } from './topics.ts'

export class TopicService extends Service<Topics> {
  static concurrent = true
  /** In the order in which they arrived, and however many there are: they fill the mailboxes of those who listen. */
  static immediate: ReadonlySet<string> = new Set(['deliver'])

  deliver(topic: string, body: unknown): void {
    this.options.deliver(topic, body)
  }

  listen(life: number, patterns: readonly string[]): void {
    this.options.onListen(life, patterns)
  }

  forget(life: number, pattern: string): void {
    this.options.onForget(life, pattern)
  }

  /** Answered when what the caller's thread has said before is known here. */
  hear(): void {}
}
