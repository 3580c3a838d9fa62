// The demo game with a service that says how much memory its thread really uses.

import { Service } from '../../../server/core/service/service.ts'
import game from '../../../server/game/index.ts'
import { collectOnce } from './collect-garbage.ts'

export class Collector extends Service {
  /** Bytes in use on this thread after a collection. */
  used(): number {
    collectOnce()
    const { heapUsed, external } = process.memoryUsage()
    return heapUsed + external
  }
}

export default { ...game, services: { collector: Collector } }
