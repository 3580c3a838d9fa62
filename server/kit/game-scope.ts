// What code of a game has that runs for no player: a schedule's `run`. As a service of the game, and its log.

import type { GameTypes } from '../agent/game-types.ts'
import type { Logger } from '../core/log/log.ts'
import type { ServiceScope } from '../core/service/service.ts'
import { systemClock } from '../lib/clock.ts'
import { Reach } from './reach.ts'

export class GameScope<G extends GameTypes = GameTypes> extends Reach<G> {
  /** Finds and launches services. */
  readonly node: ServiceScope
  readonly log: Logger

  /** `node` and `log` are those of the service that runs it. */
  constructor(reach: unknown, { node, log }: { node: ServiceScope; log: Logger }) {
    super(reach, node)
    this.node = node
    this.log = log
  }

  /** ms since 1970, by the server's clock. */
  now(): number {
    return systemClock.now()
  }
}
