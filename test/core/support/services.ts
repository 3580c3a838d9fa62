// The services that the runtime's tests launch, on main and on workers.

import { setImmediate as nextTurn } from 'node:timers/promises'
import { AppError } from '../../../server/core/errors.ts'
import { Service } from '../../../server/core/service/service.ts'

export type Target = [address: number, command: string, ...args: unknown[]]

/** Does what it is told, one message at a time. */
export class Probe extends Service<{ latch?: number } | undefined> {
  readonly #notes: string[] = []

  echo(value: unknown) {
    return value
  }

  note(what: string) {
    this.#notes.push(what)
  }

  notes() {
    return [...this.#notes]
  }

  /** Notes its begin and end; waits at the latch in between. */
  async pass(latch: number, what = '') {
    this.#notes.push(`begin ${what}`)
    await this.node.ref<Latch>(latch).within(60_000).call.pass()
    this.#notes.push(`end ${what}`)
    return what
  }

  async forward([address, command, ...args]: Target): Promise<unknown> {
    return await this.#method('call', address, command)(...args)
  }

  /** Calls without waiting: the answer is noted when it comes. */
  start([address, command, ...args]: Target) {
    void this.#noteOutcome(this.#method('call', address, command)(...args) as Promise<unknown>)
    return 'started'
  }

  tell([address, command, ...args]: Target) {
    this.#method('send', address, command)(...args)
  }

  fail(text: string) {
    throw new Error(text)
  }

  async failLater(text: string) {
    await nextTurn()
    throw new Error(text)
  }

  refuse(text: string) {
    throw new AppError('TRY_AGAIN', 'not now', { cause: new Error(text) })
  }

  giveFunction() {
    return () => 1
  }

  quit() {
    this.exit()
    return 'last words'
  }

  /** An uncaught error in the next turn of this thread's loop. */
  crash(text: string) {
    setImmediate(() => {
      throw new Error(text)
    })
  }

  /** Does not wait for what fails. */
  forget(text: string) {
    void this.#failSoon(text)
  }

  async #failSoon(text: string) {
    await nextTurn()
    if (text === '') throw undefined
    throw new Error(text)
  }

  /** Fills so many MB of the heap with garbage. */
  litter(megabytes: number) {
    return fill(megabytes).length
  }

  /** Keeps the thread busy. */
  spin(ms: number) {
    const end = performance.now() + ms
    while (performance.now() < end);
  }

  /** Keeps the thread busy until `signal[0]` is set, for 30 s at most. */
  spinUntil(signal: Int32Array) {
    const end = performance.now() + 30_000
    while (Atomics.load(signal, 0) === 0 && performance.now() < end);
  }

  async query(name: string, deadline?: number) {
    return (await this.node.query(name, deadline)).address
  }

  async launchHere(name: string) {
    return (await this.node.launch(Probe, undefined, { name })).address
  }

  async launchCaller(target: Target) {
    return (await this.node.launch(CallsAtStart, target)).address
  }

  where() {
    return this.address
  }

  async #noteOutcome(call: Promise<unknown>) {
    try {
      this.#notes.push(`got ${await call}`)
    } catch (error) {
      this.#notes.push(`failed ${(error as AppError).code}`)
    }
  }

  #method(kind: 'call' | 'send', address: number, command: string): (...args: unknown[]) => unknown {
    const ref = this.node.ref<Record<string, (...args: unknown[]) => unknown>>(address)
    return ref[kind][command]!
  }
}

/** 64 bytes each. */
const fill = (megabytes: number): object[] =>
  Array.from({ length: megabytes * 16_384 }, (_, i) => ({ a: i, b: i + 1, c: i + 2, d: i + 3 }))

/** The same with overlapping messages. */
export class ConcurrentProbe extends Probe {
  static concurrent = true
}

export class CallsAtStart extends Service<Target> {
  override async onStart() {
    const [address, command, ...args] = this.options
    const ref = this.node.ref<Record<string, (...args: unknown[]) => unknown>>(address)
    await ref.call[command]!(...args)
  }
}

/** Where handlers wait until the test lets them go on. */
export class Latch extends Service<void> {
  static concurrent = true
  #isOpen = false
  #arrived = 0
  #waiting: (() => void)[] = []
  #watching: { count: number; resolve: () => void }[] = []

  pass(): Promise<void> | void {
    this.#arrived++
    this.#watching = this.#watching.filter(({ count, resolve }) => {
      if (this.#arrived >= count) resolve()
      return this.#arrived < count
    })
    if (!this.#isOpen) return new Promise(resolve => this.#waiting.push(resolve))
  }

  /** Resolves when so many have come. */
  arrived(count: number): Promise<void> | void {
    if (this.#arrived < count) return new Promise(resolve => this.#watching.push({ count, resolve }))
  }

  open() {
    this.#isOpen = true
    for (const resolve of this.#waiting.splice(0)) resolve()
  }
}
