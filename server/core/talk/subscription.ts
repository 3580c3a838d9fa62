// One service's subscription to a pattern. What is published becomes messages of the service. It keeps true: at most MOST_WAITING
// of them wait in the mailbox; what does not fit is counted and dropped until all of those are handled, and then, before the next
// one, the service is told how many it has missed. So a gap is at one place, and nobody misses anything unknowingly.

import type { TalkHost } from './talk-host.ts'
import type { Subscriber } from './topics.ts'

const MOST_WAITING = 1000

/** `topic`: what it was published under, where the pattern has wildcards. */
export type Listener<T> = (body: T, topic: string) => unknown

export interface SubscribeOptions {
  /** Told, as a message of the service, that it was too slow: so many are missing between the last one and the next. It is
   * logged in any case. */
  onMissed?(count: number): unknown
}

export interface Subscription {
  readonly pattern: string
  /** Nothing is heard from now on, also of what waits in the mailbox. */
  end(): void
  /** Resolves when what is published on any thread from now on is heard. On the own thread that is so at once. */
  ready(): Promise<void>
}

export class TopicSubscription<T> implements Subscription, Subscriber {
  readonly pattern: string
  readonly #host: TalkHost
  readonly #listener: Listener<T>
  readonly #onMissed: SubscribeOptions['onMissed']
  readonly #onEnd: (ended: TopicSubscription<T>) => void
  /** Its messages in the mailbox. */
  #waiting = 0
  #missed = 0
  #isEnded = false

  constructor(
    host: TalkHost,
    pattern: string,
    listener: Listener<T>,
    options: SubscribeOptions & { onEnd(ended: TopicSubscription<T>): void },
  ) {
    this.#host = host
    this.pattern = pattern
    this.#listener = listener
    this.#onMissed = options.onMissed
    this.#onEnd = options.onEnd
  }

  end(): void {
    if (this.#isEnded) return
    this.#isEnded = true
    this.#onEnd(this)
  }

  ready(): Promise<void> {
    return this.#host.runtime.topics.known()
  }

  deliver(topic: string, body: unknown): void {
    if (this.#missed > 0) this.#missed++
    else if (this.#waiting < MOST_WAITING && this.#enqueue(topic, body as T)) this.#waiting++
    else this.#onFull()
  }

  #enqueue(topic: string, body: T): boolean {
    return this.#host.enqueue('topic', () => {
      this.#onHandled()
      return this.#isEnded ? undefined : this.#listener(body, topic)
    })
  }

  #onFull(): void {
    this.#missed = 1
    if (this.#waiting === 0) this.#tellMissed()
  }

  #onHandled(): void {
    this.#waiting--
    if (this.#waiting === 0 && this.#missed > 0) this.#tellMissed()
  }

  /** However full the mailbox is: this is one message for all that are missing. */
  #tellMissed(): void {
    this.#host.enqueue('missed', () => this.#sayMissed(), true)
  }

  #sayMissed(): unknown {
    const missed = this.#missed
    this.#missed = 0
    this.#host.log.warn({ pattern: this.pattern, missed }, 'a subscriber was too slow: messages were dropped')
    return this.#isEnded ? undefined : this.#onMissed?.(missed)
  }
}
