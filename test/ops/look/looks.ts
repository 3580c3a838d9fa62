// What the suites of looks share: an operator's console, a service that does what it is told, and a way to know that
// recording has begun.

import { onTestFinished } from 'vitest'
import { AppError } from '../../../server/core/errors.ts'
import type { Ref } from '../../../server/core/service/ref.ts'
import { Service } from '../../../server/core/service/service.ts'
import { createDeferred } from '../../../server/lib/deferred.ts'
import { ConsoleClient } from '../../support/server/console-client.ts'
import type { TestServer } from '../../support/server/server.ts'
import { until } from '../../support/until.ts'

export interface Row {
  [column: string]: unknown
}

export async function consoleOf(server: TestServer): Promise<ConsoleClient> {
  const client = await ConsoleClient.open(server.server.consolePort!)
  onTestFinished(() => client.close())
  return client
}

/** Resolves when every thread records at least `count` times. */
export async function recordingOn(server: TestServer, count = 1): Promise<void> {
  const client = await consoleOf(server)
  for (const slot of new Set([0, ...server.server.node.slots])) {
    const look = () => client.ask<{ recordings: number }>(`info .record/${slot}`)
    await until(look, ({ recordings }) => recordings >= count)
  }
}

/** Resolves when no thread records any more. */
export async function silentOn(server: TestServer): Promise<void> {
  const client = await consoleOf(server)
  for (const slot of new Set([0, ...server.server.node.slots])) {
    const look = () => client.ask<{ recordings: number }>(`info .record/${slot}`)
    await until(look, ({ recordings }) => recordings === 0)
  }
}

export class Worker extends Service {
  #gate = createDeferred<void>()

  add(a: number, b: number): number {
    return a + b
  }

  /** Holds the thread for `ms`. */
  burn(ms: number): void {
    for (const end = performance.now() + ms; performance.now() < end; );
  }

  refuse(): void {
    throw new AppError('TRY_AGAIN')
  }

  fail(): void {
    throw new TypeError('a bug of the worker')
  }

  async wait(): Promise<void> {
    await this.#gate.promise
  }

  /** Runs beside what waits. */
  static immediate = new Set(['open'])
  open(): void {
    this.#gate.resolve()
    this.#gate = createDeferred()
  }

  /** Asks another service to wait. */
  async waitAt(address: number): Promise<void> {
    await this.node.ref<Worker>(address).call.wait()
  }

  async addAt(address: number): Promise<number> {
    return this.node.ref<Worker>(address).call.add(1, 2)
  }

  sendAt(address: number): void {
    this.node.ref<Worker>(address).send.add(1, 2)
  }

  async failAt(address: number): Promise<void> {
    await this.node.ref<Worker>(address).call.fail()
  }

  levelOfLog(): string {
    return this.log.level
  }

  debug(text: string): void {
    this.log.debug({ text }, 'the worker says')
  }

  protected override inspect(): object {
    return { mood: 'fine', seen: new Map([['a', 1]]) }
  }
}

/** A worker on main, named `name`, that ends with the test. */
export async function workerOn({ server }: TestServer, name: string): Promise<Ref<Worker>> {
  const worker = await server.node.launch(Worker, undefined, { name })
  onTestFinished(() => server.node.thread.cells.get(worker.address)?.end())
  return worker
}
