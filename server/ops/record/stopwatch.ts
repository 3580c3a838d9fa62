// Measures handlers: how long each took from its beginning to its end, and how long it held the thread. What runs after an
// `await` is not seen: it holds the thread too, but belongs to the time from beginning to end only.

import { type Observed, Observer } from '../../core/watch/observer.ts'

interface Begun {
  service: Observed
  command: string
  since: number
  /** ms of handlers that ran within this one: starts of services that it launched. */
  inner: number
}

interface Waiting {
  command: string
  since: number
}

/** Handlers within one another; more means that ends were missed. */
const DEEPEST = 1000

export abstract class Stopwatch extends Observer {
  readonly #running: Begun[] = []
  readonly #waiting = new WeakMap<object, Waiting>()

  /** A handler has held the thread for `ms`. */
  protected abstract held(service: Observed, command: string, ms: number): void
  /** A handler has ended, `ms` after its beginning. */
  protected abstract done(service: Observed, command: string, ms: number): void

  override began(service: Observed, command: string): void {
    if (this.#running.length >= DEEPEST) this.#running.length = 0
    this.#running.push({ service, command, since: performance.now(), inner: 0 })
  }

  override waits(service: Observed, handler: object): void {
    const begun = this.#stop(service)
    if (begun) this.#waiting.set(handler, begun)
  }

  override ended(service: Observed, handler: object | undefined): void {
    const begun = handler ? this.#waiting.get(handler) : this.#stop(service)
    if (begun) this.done(service, begun.command, performance.now() - begun.since)
  }

  /** The handler of this service that began last holds the thread no more. undefined for one that nobody saw begin. */
  #stop(service: Observed): Begun | undefined {
    const i = this.#running.findLastIndex(begun => begun.service === service)
    if (i < 0) return undefined
    const begun = this.#running[i]!
    this.#running.length = i
    const ms = performance.now() - begun.since
    this.held(service, begun.command, ms - begun.inner)
    if (i > 0) this.#running[i - 1]!.inner += ms
    return begun
  }
}
