// Tells the watchdog that an agent has left, until it has heard: when thousands leave at once its mailbox may be full for
// a moment.

import { setTimeout as sleep } from 'node:timers/promises'
import type { Address } from '../core/address.ts'
import { AppError } from '../core/errors.ts'
import type { Logger } from '../core/log/log.ts'
import type { Ref } from '../core/service/ref.ts'
import type { Watchdog } from '../watchdog/watchdog.ts'

/** Errors of a call that may succeed when it is tried again. */
const PASSING: ReadonlySet<string> = new Set(['MAILBOX_FULL', 'TIMEOUT'])

interface Leaver {
  readonly account: string
  readonly address: Address
  readonly log: Logger
}

/** Never rejects: any other failure is logged. */
export async function tellLeft(watchdog: Ref<Watchdog>, { account, address, log }: Leaver): Promise<void> {
  for (let wait = 20; ; wait = Math.min(wait * 2, 1000)) {
    try {
      return await watchdog.call.left(account, address)
    } catch (error) {
      if (!(error instanceof AppError) || !PASSING.has(error.code)) {
        return log.error({ err: error, account }, 'could not tell the watchdog that an agent has left')
      }
      await sleep(wait)
    }
  }
}
