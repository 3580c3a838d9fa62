// Tells the watchdog that an agent has left, and tries again until it knows: when thousands leave at once, its mailbox may be
// full for a moment.

import type { Address } from '../core/address.ts'
import { hasCode } from '../core/errors.ts'
import type { Logger } from '../core/log/log.ts'
import type { Ref } from '../core/service/ref.ts'
import { Backoff } from '../lib/backoff.ts'
import type { Watchdog } from '../watchdog/watchdog.ts'

interface Leaver {
  readonly account: string
  readonly address: Address
  readonly log: Logger
}

/** Never rejects: any other failure is logged. */
export async function tellLeft(watchdog: Ref<Watchdog>, { account, address, log }: Leaver): Promise<void> {
  const backoff = new Backoff({ first: 20, longest: 1000 })
  for (;;) {
    try {
      return await watchdog.call.left(account, address)
    } catch (error) {
      if (!hasCode(error, 'MAILBOX_FULL', 'TIMEOUT')) {
        return log.error({ err: error, account }, 'could not tell the watchdog that an agent has left')
      }
      await backoff.wait()
    }
  }
}
