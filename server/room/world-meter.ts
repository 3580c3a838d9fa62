// What the worlds of one thread have done, by kind, for metrics. What one has done that has ended still counts.

import { type Metric, readCounter, readGauge, type Sample } from '../core/metrics/metric.ts'

/** Of one world since it began to run here. */
export interface WorldTotals {
  ticks: number
  /** Ticks that came a period late or more, or were left out. */
  late: number
  /** s that ticks and patches have taken. */
  seconds: number
  bytes: number
}

export interface MeteredWorld {
  readonly totals: WorldTotals
  readonly entities: number
  readonly spectators: number
}

type Total = keyof WorldTotals

const NONE: WorldTotals = { ticks: 0, late: 0, seconds: 0, bytes: 0 }

export class WorldMeter {
  readonly #running = new Map<MeteredWorld, string>()
  /** By kind, of those that have ended. */
  readonly #ended = new Map<string, WorldTotals>()

  add(kind: string, world: MeteredWorld): void {
    this.#running.set(world, kind)
    if (!this.#ended.has(kind)) this.#ended.set(kind, NONE)
  }

  remove(world: MeteredWorld): void {
    const kind = this.#running.get(world)
    if (kind === undefined || !this.#running.delete(world)) return
    const [before, { totals }] = [this.#ended.get(kind)!, world]
    const sum = (total: Total) => before[total] + totals[total]
    this.#ended.set(kind, {
      ticks: sum('ticks'),
      late: sum('late'),
      seconds: sum('seconds'),
      bytes: sum('bytes'),
    })
  }

  metrics(): Record<string, Metric> {
    const total = (help: string, name: Total) =>
      readCounter(
        help,
        () =>
          this.#samples(
            kind => this.#ended.get(kind)![name],
            world => world.totals[name],
          ),
        { labels: ['kind'] },
      )
    const now = (help: string, count: (world: MeteredWorld) => number) =>
      readGauge(help, () => this.#samples(() => 0, count), { labels: ['kind'] })
    return {
      gatehouse_world_ticks_total: total('ticks of worlds, by kind', 'ticks'),
      gatehouse_world_late_ticks_total: total(
        'ticks of worlds that came a period late or more, or were left out, by kind',
        'late',
      ),
      gatehouse_world_tick_seconds_total: total(
        'time that ticks and patches of worlds have taken, by kind',
        'seconds',
      ),
      gatehouse_world_patch_bytes_total: total(
        'bytes of patches of worlds, before they are shared, by kind',
        'bytes',
      ),
      gatehouse_world_entities: now('entities of worlds, by kind', world => world.entities),
      gatehouse_world_spectators: now('spectators of worlds, by kind', world => world.spectators),
    }
  }

  /** By kind: what it begins with, and what each of its worlds adds. */
  #samples(begin: (kind: string) => number, count: (world: MeteredWorld) => number): Sample[] {
    const sums = new Map([...this.#ended.keys()].map(kind => [kind, begin(kind)]))
    for (const [world, kind] of this.#running) sums.set(kind, sums.get(kind)! + count(world))
    return [...sums].map(([kind, value]) => ({ labels: { kind }, value }))
  }
}
