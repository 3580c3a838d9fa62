// Services for the tests of the ways to talk, on main and on workers.

import { setImmediate as nextTurn } from 'node:timers/promises'
import type { ErrorCode } from '../../../protocol/errors.ts'
import { AppError } from '../../../server/core/errors.ts'
import type { Later } from '../../../server/core/talk/later.ts'
import type { Subscription } from '../../../server/core/talk/subscription.ts'
import { type Latch, Probe, type Target } from './services.ts'

type Methods = Record<string, (...args: unknown[]) => never>

/** A Probe that also answers later, hands on, listens and waits. */
export class Talker extends Probe {
  readonly #laters: Later<unknown>[] = []
  readonly #subscriptions: Subscription[] = []

  /** Answered by answer() or refuseLater(). */
  ask(): Later<unknown> {
    const later = this.defer<unknown>()
    this.#laters.push(later)
    return later
  }

  async askAfterATurn(): Promise<unknown> {
    await nextTurn()
    return this.ask()
  }

  askAndThrow(): Later<unknown> {
    this.ask()
    throw new AppError('TRY_AGAIN')
  }

  askAndAnswer(value: unknown): Later<unknown> {
    const later = this.ask()
    later.answer(value)
    return later
  }

  owed(): number {
    return this.#laters.filter(later => later.isOpen).length
  }

  /** Whether each answer counted. */
  answer(value: unknown): boolean[] {
    return this.#laters.map(later => later.answer(value))
  }

  answerOne(value: unknown): void {
    this.#laters.find(later => later.isOpen)?.answer(value)
  }

  answerAndForward(target: Target): Promise<unknown> {
    this.answer('first')
    return this.forward(target)
  }

  failLaters(code: ErrorCode | undefined): void {
    for (const later of this.#laters) later.fail(code ? new AppError(code) : new Error('a bug'))
  }

  handOn([address, command, ...args]: Target): unknown {
    return this.node.ref<Methods>(address).redirect[command]!(...args)
  }

  async handOnAfterATurn(target: Target): Promise<unknown> {
    await nextTurn()
    return this.handOn(target)
  }

  /** Notes what is published; the topic too, or waits at the latch for each. */
  async listen(pattern: string, latch?: number): Promise<number> {
    const hear = async (body: unknown, topic: string) => {
      this.note(`${topic}: ${body}`)
      if (latch !== undefined) await this.node.ref<Latch>(latch).within(60_000).call.pass()
    }
    const onMissed = (count: number) => this.note(`missed ${count}`)
    const subscription = this.subscribe(pattern, hear, { onMissed })
    await subscription.ready()
    return this.#subscriptions.push(subscription) - 1
  }

  endListening(which: number): void {
    this.#subscriptions[which]!.end()
  }

  publish(topic: string, ...bodies: unknown[]): void {
    for (const body of bodies) this.node.publish(topic, body)
  }
}
