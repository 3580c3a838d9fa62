// Those who look at one thread at a time. While there are none the thread has no observer, so that its messages cost nothing.

import { type Observed, Observer } from '../../core/watch/observer.ts'

type Heard<K extends keyof Observer> = Parameters<Observer[K]>

export class Observers extends Observer {
  readonly #host: { observer: Observer | undefined }
  readonly #all = new Set<Observer>()

  /** `host`: the thread's monitor. */
  constructor(host: { observer: Observer | undefined }) {
    super()
    this.#host = host
  }

  add(observer: Observer): void {
    this.#all.add(observer)
    this.#update()
  }

  remove(observer: Observer): void {
    this.#all.delete(observer)
    this.#update()
  }

  override began(...heard: Heard<'began'>): void {
    for (const each of this.#all) each.began(...heard)
  }

  override waits(service: Observed, handler: object): void {
    for (const each of this.#all) each.waits(service, handler)
  }

  override ended(service: Observed, handler: object | undefined): void {
    for (const each of this.#all) each.ended(service, handler)
  }

  override failed(service: Observed, command: string): void {
    for (const each of this.#all) each.failed(service, command)
  }

  override called(...heard: Heard<'called'>): (() => void) | undefined {
    return together([...this.#all].map(each => each.called(...heard)))
  }

  override framed(...heard: Heard<'framed'>): void {
    for (const each of this.#all) each.framed(...heard)
  }

  override stored(store: string, operation: string): (() => void) | undefined {
    return together([...this.#all].map(each => each.stored(store, operation)))
  }

  /** One alone is asked without this class in between. */
  #update(): void {
    const [only] = this.#all
    this.#host.observer = this.#all.size > 1 ? this : only
  }
}

function together(hearers: readonly ((() => void) | undefined)[]): (() => void) | undefined {
  const all = hearers.filter(each => each !== undefined)
  if (all.length === 0) return undefined
  return () => {
    for (const each of all) each()
  }
}
