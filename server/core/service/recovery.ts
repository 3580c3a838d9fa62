// What becomes of a service whose messages fail too often: nothing, a new start in its place, or its end.

import { isThenable } from '../../lib/thenable.ts'
import type { Logger } from '../log/log.ts'

/** `ignore`: it goes on · `restart`: onExit, then a new instance with the same options, address, name and mailbox, and its
 * onStart · `end`: it ends after the message in progress. */
export type Recovery = 'ignore' | 'restart' | 'end'

/** What a new start needs of the cell. */
export interface RestartHost {
  readonly log: Logger
  /** Ends timers and forks, and runs the old instance's onExit. */
  closeInstance(): unknown
  /** Makes the new one, and runs its onStart. */
  openInstance(): unknown
  end(): Promise<void>
}

/** A message of the service, between two others. */
export async function restart(host: RestartHost): Promise<void> {
  try {
    await host.closeInstance()
  } catch (error) {
    host.log.error({ err: error }, 'onExit failed')
  }
  try {
    const starting = host.openInstance()
    if (isThenable(starting)) await starting
  } catch (error) {
    host.log.error({ err: error }, 'a service could not start again; it ends')
    void host.end()
  }
}
