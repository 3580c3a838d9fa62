// What code of a game has that runs for no player: a schedule's `run`. As a service of the game, and its log.

import type { GameTypes } from '../agent/game-types.ts'
import type { Logger } from '../core/log/log.ts'
import type { ServiceScope } from '../core/service/service.ts'
import { Reach } from './reach.ts'

export class GameScope<G extends GameTypes = GameTypes> extends Reach<G> {
  /** Finds and launches services. */
  readonly node: ServiceScope
  readonly log: Logger

  /** ms since 1970, by the server's clock. */
  readonly now: () => number

  /** `node`, `log` and `now` are those of the service that runs it. */
  constructor(reach: unknown, { node, log, now }: Pick<GameScope, 'node' | 'log' | 'now'>) {
    super(reach, node)
    this.node = node
    this.log = log
    this.now = now
  }
}
