// What a service's cell needs of its thread. `C` is the cell.

import type { Clock } from '../../lib/clock.ts'
import type { Address } from '../address.ts'
import type { Logger } from '../log/log.ts'
import type { Monitor } from '../watch/monitor.ts'
import type { Chain } from './message.ts'
import type { Runtime } from './scope.ts'

/** What a cell needs of its thread. `chain`: the services that wait for the call. */
export interface CellHost<C> extends Runtime {
  readonly log: Logger
  readonly monitor: Monitor
  readonly clock: Clock
  /** A handler that takes longer, in ms, is logged. */
  readonly slow: number
  /** A service that takes longer to end, in ms, is logged and loses its name. */
  readonly exitLimit: number
  /** What the thread has for services; undefined on a thread that serves nobody. */
  readonly reach: unknown
  schedule(cell: C): void
  /** The level of its log lines. */
  levelOf(cell: C): string
  call(
    address: Address,
    command: string,
    args: unknown[],
    deadline: number,
    chain: Chain | undefined,
  ): Promise<unknown>
  /** `from`: only while somebody looks. */
  send(address: Address, command: string, args: unknown[], from?: Chain): void
  /** A handler has thrown what is not expected. */
  onFailure(cell: C): void
  /** It goes on elsewhere. */
  onCellMoved(cell: C): void
  onCellEnded(cell: C): void
  /** It has not ended in time: its name is free. */
  onOverdue(cell: C): void
}
