// What is published on one thread, and who of its services listens. Each thread tells the others which patterns its services
// listen to, so a message crosses to a thread only where somebody there hears it, and once. It keeps true: between two threads
// what is published arrives in the order of all else that is sent between them; a lost thread leaves nothing behind.

import { type Address, makeAddress, TOPICS } from '../address.ts'
import { checkMessage } from '../service/clone-check.ts'
import { checkTopic, TopicTree } from './topic-tree.ts'

/** One service's interest in a pattern. */
export interface Subscriber {
  readonly pattern: string
  deliver(topic: string, body: unknown): void
}

/** What topics need of their thread. */
export interface TopicsHost {
  readonly life: number
  readonly development: boolean
  /** Of the other threads. */
  readonly otherLives: Iterable<number>
  send(address: Address, command: string, args: unknown[]): void
  call(address: Address, command: string, args: unknown[], deadline: number): Promise<unknown>
}

/** ms that another thread has to learn of a subscription. */
const LEARN_WITHIN = 5000

export class Topics {
  readonly #host: TopicsHost
  readonly #here = new TopicTree<Subscriber>()
  /** Pattern -> how many services here listen to it. */
  readonly #counts = new Map<string, number>()
  readonly #there = new TopicTree<number>()
  /** Life of another thread -> the patterns that are listened to there. */
  readonly #patterns = new Map<number, Set<string>>()

  constructor(host: TopicsHost) {
    this.#host = host
  }

  /** Throws a RangeError for what is no topic; in development NOT_CLONEABLE. */
  publish(topic: string, body: unknown): void {
    checkTopic(topic)
    if (this.#host.development) checkMessage(topic, body)
    this.deliver(topic, body)
    if (this.#patterns.size === 0) return
    const lives = new Set<number>()
    this.#there.visit(topic, life => lives.add(life))
    for (const life of lives) this.#tell(life, 'deliver', topic, body)
  }

  /** To those on this thread. */
  deliver(topic: string, body: unknown): void {
    if (this.#counts.size > 0) this.#here.visit(topic, subscriber => subscriber.deliver(topic, body))
  }

  add(subscriber: Subscriber): void {
    const { pattern } = subscriber
    const count = this.#counts.get(pattern) ?? 0
    this.#counts.set(pattern, count + 1)
    this.#here.add(pattern, subscriber)
    if (count === 0) this.#tellAll('listen', [pattern])
  }

  remove(subscriber: Subscriber): void {
    const { pattern } = subscriber
    const left = this.#counts.get(pattern)! - 1
    this.#here.remove(pattern, subscriber)
    if (left > 0) return void this.#counts.set(pattern, left)
    this.#counts.delete(pattern)
    this.#tellAll('forget', pattern)
  }

  /** Resolves when every other thread knows what is listened to here now, and this one what is listened to there; one that
   * ends meanwhile is not waited for. */
  async known(): Promise<void> {
    const heard = [...this.#host.otherLives].map(life =>
      this.#host.call(makeAddress(life, TOPICS), 'hear', [], LEARN_WITHIN).catch(() => undefined),
    )
    await Promise.all(heard)
  }

  // What other threads say.

  /** A thread is there: it learns what is listened to here. */
  onConnected(life: number): void {
    if (this.#counts.size > 0) this.#tell(life, 'listen', this.#host.life, [...this.#counts.keys()])
  }

  onLost(life: number): void {
    for (const pattern of this.#patterns.get(life) ?? []) this.#there.remove(pattern, life)
    this.#patterns.delete(life)
  }

  onListen(life: number, patterns: readonly string[]): void {
    const known = this.#patterns.get(life) ?? new Set()
    this.#patterns.set(life, known)
    for (const pattern of patterns) {
      known.add(pattern)
      this.#there.add(pattern, life)
    }
  }

  onForget(life: number, pattern: string): void {
    const known = this.#patterns.get(life)
    if (!known?.delete(pattern)) return
    this.#there.remove(pattern, life)
    if (known.size === 0) this.#patterns.delete(life)
  }

  #tellAll(command: 'listen' | 'forget', about: unknown): void {
    for (const life of this.#host.otherLives) this.#tell(life, command, this.#host.life, about)
  }

  #tell(life: number, command: string, ...args: unknown[]): void {
    this.#host.send(makeAddress(life, TOPICS), command, args)
  }
}
