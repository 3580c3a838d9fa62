// What a serving thread has for the services and rooms of its game: there before the first of them.

import { StartError } from '../core/errors.ts'
import type { Thread } from '../core/thread/thread.ts'
import type { GameHost } from '../work/schedule/scheduled-work.ts'
import { GameScope } from './game-scope.ts'
import type { MetricDefinition, MetricDefinitions } from './metrics/define-metrics.ts'
import { loadMetrics } from './metrics/open-metrics.ts'
import type { ThreadReach } from './reach.ts'

export function reachOnThread(thread: Thread, reach: ThreadReach): void {
  thread.reach = reach
}

/** What code of the game has that runs for no player. */
export const gameOn =
  (thread: Thread) =>
  (host: GameHost): GameScope =>
    new GameScope(thread.reach, host)

/** The handles of the game's metrics; none for a game without. Metrics of a later version are opened in the moment in which it is
 * committed: what they are made with is loaded before. */
export async function metricsOnThread(
  thread: Thread,
  { metrics = {} }: { metrics?: MetricDefinitions },
): Promise<object> {
  const known: Record<string, MetricDefinition> = {}
  const handles = {}
  const openNew = async (next: MetricDefinitions): Promise<() => void> => {
    const fresh = Object.entries(next).filter(([name]) => !Object.hasOwn(known, name))
    if (fresh.length === 0) return () => undefined
    const definitions = Object.fromEntries(fresh)
    const open = await loadMetrics()
    return () => {
      Object.assign(known, definitions)
      Object.assign(handles, open(definitions, thread.metrics))
    }
  }
  const commit = await openNew(metrics)
  commit()
  thread.code.add('metrics', ({ metrics: next = {} }: { metrics?: MetricDefinitions }) => {
    checkSame(known, next)
    return openNew(next)
  })
  return handles
}

/** Throws StartError for a metric that counts something else than before. */
function checkSame(known: MetricDefinitions, next: MetricDefinitions): void {
  for (const [name, definition] of Object.entries(next)) {
    const before = known[name]
    if (before && JSON.stringify({ ...before, help: '' }) !== JSON.stringify({ ...definition, help: '' }))
      throw new StartError(
        `metrics.${name}: expected the kind, labels and buckets of the code that runs, got others; restart the server for it`,
      )
  }
}
