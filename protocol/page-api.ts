// What the server's pages ask it for.

import type { ComesAgain } from './errors.ts'

/** What /api/schema answers; the page is built on this and on nothing else. */
export interface SchemaAnswer {
  /** The messages that the server runs, as *.sproto files. */
  files: readonly { readonly name: string; readonly text: string }[]
  /** Of `files`: another one says that the messages are others. */
  hash: string
  /** There when the *.sproto files on disk are not those that the server runs; `problem`: why they cannot be read. */
  onDisk?: { problem?: string } | undefined
  gate: { port: number; tls: boolean }
  /** Whether the game has tables (/api/tables). */
  hasTables: boolean
  /** Missing where no login server runs in this process. */
  login?: { port: number }
  /** There where a login has to show a token that is made elsewhere; `claim`: what names the account in it. */
  token?: { claim: string }
  /** Error code -> sentence, in the languages of the page. */
  errors: Record<string, Texts>
  /** Close code -> sentence. */
  closes: Record<string, Texts>
  /** Close code -> whether the client comes back by itself. */
  comesAgain: Record<string, ComesAgain>
}

export interface Texts {
  en: string
  zh: string
}
