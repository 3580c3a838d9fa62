// What the server's pages ask it for.

import type { ComesAgain } from './errors.ts'

/** What /api/schema answers; the page is built on this and on nothing else. */
export interface SchemaAnswer {
  /** Every *.sproto file of the protocol. */
  files: { name: string; text: string }[]
  gate: { port: number; tls: boolean }
  /** Missing where no login server runs in this process. */
  login?: { port: number }
  /** Error code -> sentence. */
  errors: Record<string, string>
  /** Close code -> sentence. */
  closes: Record<string, string>
  /** Close code -> whether the client comes back by itself. */
  comesAgain: Record<string, ComesAgain>
}
