// What a handler returns when its own result is not the answer: the answer comes later, or from another service. The cell does
// not wait for that, it hands the message over.

import type { Message } from '../service/message.ts'
import type { TalkHost } from './talk-host.ts'

/** What an answerer needs: the service that has returned it. */
export type AnswererHost = Pick<TalkHost, 'log' | 'command' | 'address' | 'noteFailure' | 'runtime'>

export abstract class Answerer<T> implements PromiseLike<AnsweredBy<T>> {
  /** From now on the message, and whoever waits for it, is this answerer's matter. */
  abstract take(message: Message, host: AnswererHost): void

  /**
   * For the cell that handles the message, also where an `async` handler returns this; nothing to be awaited. As it looks like a
   * promise, a handler that answers at once costs no look at what it has returned.
   */
  // biome-ignore lint/suspicious/noThenProperty: the cell takes it for a promise
  then<A, B>(onDone?: ((by: AnsweredBy<T>) => A | PromiseLike<A>) | null): PromiseLike<A | B> {
    onDone?.(new AnsweredBy(this))
    return this as never
  }
}

/** What waiting for an answerer gives: not the answer. */
export class AnsweredBy<T> {
  readonly answerer: Answerer<T>

  constructor(answerer: Answerer<T>) {
    this.answerer = answerer
  }
}

/** What a caller gets of a handler's result `R`. */
export type AnswerOf<R> = Awaited<R> extends infer V ? (V extends AnsweredBy<infer T> ? T : V) : never
