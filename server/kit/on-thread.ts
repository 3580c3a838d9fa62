// What a serving thread has for the services and rooms of its game: there before the first of them.

import type { Thread } from '../core/thread/thread.ts'
import type { GameHost } from '../work/schedule/scheduled-work.ts'
import { GameScope } from './game-scope.ts'
import type { MetricDefinitions } from './metrics/define-metrics.ts'
import { openMetrics } from './metrics/open-metrics.ts'
import type { ThreadReach } from './reach.ts'

export function reachOnThread(thread: Thread, reach: ThreadReach): void {
  thread.reach = reach
}

/** What code of the game has that runs for no player. */
export const gameOn =
  (thread: Thread) =>
  (host: GameHost): GameScope =>
    new GameScope(thread.reach, host)

/** The handles of the game's metrics; none for a game without. */
export const metricsOnThread = (
  thread: Thread,
  { metrics }: { metrics?: MetricDefinitions },
): Promise<object> => openMetrics(metrics, thread.metrics)
