// Hears, on each thread of a node whose time of day can be moved, that it was: a test waits for the call, and finds done what
// had become due. A node with the system's clock has none.

import type { Logger } from '../log/log.ts'
import type { ReloadHooks } from '../reload.ts'
import { Service } from '../service/service.ts'

export const timeKeeperName = (slot: number): string => `.time/${slot}`

export class TimeKeeper extends Service<{ hooks: ReloadHooks; log: Logger }> {
  static concurrent = true

  /** Resolves when everything on this thread that goes by the time of day has looked at it. */
  moved(): Promise<void> {
    return this.options.hooks.run(this.options.log)
  }
}
