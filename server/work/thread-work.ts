// What a serving thread has for what is heavy, slow or due later; services, rooms and agents have views of it.

import type { Logger } from '../core/log/log.ts'
import { type Metric, readGauge } from '../core/metrics/metric.ts'
import type { ServiceScope } from '../core/service/service.ts'
import type { Clock } from '../lib/clock.ts'
import { Batches } from './batch/batches.ts'
import { Computations } from './compute/computations.ts'
import type { ComputeOptions } from './compute/define-compute.ts'
import { Dates } from './date/dates.ts'
import type { DateDefinitions } from './date/define-date.ts'
import { OperationBook } from './operation/operation-book.ts'
import { Operations } from './operation/operations.ts'
import type { ComputeConfig, OperationConfig } from './settings.ts'

/** What a load of a batch has of the game, and who is told of operations. */
export interface WorkingGame {
  readonly online: { tell(who: { uid: string }, name: never, body: never): Promise<unknown> }
}

export interface ThreadWorkOptions {
  slot: number
  log: Logger
  clock: Clock
  compute(): URL | undefined
  dates: DateDefinitions
  config: { compute: ComputeConfig; operation: OperationConfig }
  newId(): string
  /** Asked for when it is needed first. */
  game(): WorkingGame
}

export class ThreadWork {
  readonly batches: Batches
  readonly operationBook: OperationBook
  readonly #options: ThreadWorkOptions
  readonly #computations: Computations

  constructor(options: ThreadWorkOptions) {
    const { compute: module, config, slot, log, clock, newId, game } = options
    this.#options = options
    this.#computations = new Computations({ module, config: config.compute, log })
    this.operationBook = new OperationBook({ slot, config: config.operation, log, clock, newId })
    this.batches = new Batches(game)
  }

  /** The game's module of computations is another one now. */
  renewComputations(): void {
    this.#computations.renew()
  }

  /** As Computations.run. */
  readonly compute = (name: string, data: unknown, options?: ComputeOptions): Promise<unknown> =>
    this.#computations.run(name, data, options)

  dates(node: ServiceScope): Dates {
    const { dates: definitions, clock } = this.#options
    return new Dates(node, { definitions, clock })
  }

  /** Of a player, or of the game itself. */
  operations(node: ServiceScope, uid?: string): Operations {
    if (uid === undefined)
      return new Operations(node, this.operationBook, { name: '', most: Number.POSITIVE_INFINITY })
    const { game, config } = this.#options
    const push = (name: string, body: object) => game().online.tell({ uid }, name as never, body as never)
    return new Operations(node, this.operationBook, { name: uid, most: config.operation.perPlayer, push })
  }

  metrics(): Record<string, Metric> {
    return {
      ...this.#computations.meter.metrics(),
      gatehouse_operations_running: readGauge('operations that run', () => this.operationBook.running),
    }
  }

  /** Nothing of it goes on. */
  async close(): Promise<void> {
    this.operationBook.close()
    await this.#computations.close()
  }
}
