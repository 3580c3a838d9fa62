// Ids that are unique among all nodes and threads: the node takes its seat, and its threads count on from the last tick
// that was saved there.

import { readGauge } from '../../core/metrics/metric.ts'
import { systemClock, ticks } from '../../lib/clock.ts'
import { advanceTickCells, createTickCells, lastTickOf, MAX_SLOTS, Snowflake } from '../../lib/snowflake.ts'
import type { MainSetup } from '../../setup/main-setup.ts'
import type { Stores } from '../open-stores.ts'

export interface IdsOnMainOptions {
  stores: Stores
  /** `node.id`. */
  node: number
  threads: number
  /** Another node has the seat. */
  onLost(): void
}

export interface IdsSeed {
  node: number
  /** The last tick of each slot's ids. */
  tickCells: BigInt64Array
}

/** Throws StartError when another node has the number. */
export async function idsOnMain(
  setup: MainSetup,
  { stores, node, threads, onLost }: IdsOnMainOptions,
): Promise<{ ids: Snowflake; seed: IdsSeed }> {
  const tickCells = createTickCells(MAX_SLOTS)
  const seat = await stores.takeSeat(node, {
    clock: systemClock,
    log: setup.log,
    lastTick: () => lastTickOf(tickCells),
    onLost,
  })
  advanceTickCells(tickCells, seat.savedTick)
  setup.onExit('seat', () => seat.release())
  setup.health.add(() => whyAway(ticks() - seat.renewedAt))
  setup.metrics.add({
    gatehouse_store_silent_seconds: readGauge(
      'time since the store has last confirmed a write of this node, which it does every second',
      () => (ticks() - seat.renewedAt) / 1000,
      { merge: 'max' },
    ),
  })
  // A slot that no serving thread has.
  const thread = threads === 0 ? 1 : 0
  return {
    ids: new Snowflake({ clock: systemClock, node, thread, cells: tickCells }),
    seed: { node, tickCells },
  }
}

/** ms without a confirmed write after which new players should go elsewhere. */
const AWAY = 10_000

export const whyAway = (ms: number): string | undefined =>
  ms >= AWAY ? `the store has not answered for ${Math.floor(ms / 1000)} s` : undefined

/** The ids of a serving thread. */
export const idsOnThread = (slot: number, { node, tickCells }: IdsSeed): Snowflake =>
  new Snowflake({ clock: systemClock, node, thread: slot, cells: tickCells })
