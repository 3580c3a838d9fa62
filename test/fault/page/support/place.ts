// A place of the page that shows what others wrote.

import type { Locator } from 'playwright-core'
import type { Tester } from '../../../web/support/tester.ts'
import type { HostileServer } from './hostile-server.ts'

export interface Visit {
  tester: Tester
  server: HostileServer
  /** What the server says; the account, too, as far as accounts may be that long. */
  text: string
}

export interface Place {
  place: string
  /** Goes there, from the place before it; what has the text in it. */
  go: (visit: Visit) => Promise<Locator>
  /** `preview`: its first characters, or those of its JSON; `account`: as much as an account may have; all without it. */
  shown?: 'preview' | 'account'
}

/** As many characters as the page's field takes. */
const ACCOUNT = 64

export const accountOf = (text: string): string => text.slice(0, ACCOUNT)
