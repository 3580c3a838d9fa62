// What a run of bots is, and what its processes say to each other. One process leads (npm run bots itself), the others play:
//
//   plan → ready · go → batches, and finished where every bot has played its rounds · stop → the last batch, done

import type { Batch } from './samples.ts'

export interface Plan {
  url: string
  /** The script's file. */
  script: string
  count: number
  /** Logins a second, of all processes together. */
  rate: number
  /** How often each bot plays before it leaves; undefined: until the run is stopped. */
  rounds: number | undefined
  /** ms that a player thinks, at least and at most. */
  think: readonly [least: number, most: number]
  seed: number
  /** Accounts are this and the bot's number. */
  name: string
  processes: number
}

export type ToPlayers = { kind: 'plan'; plan: Plan; index: number } | { kind: 'go' } | { kind: 'stop' }

export type FromPlayers =
  | { kind: 'ready' }
  /** The script can't be played. */
  | { kind: 'refused'; reason: string }
  | { kind: 'batch'; batch: Batch }
  | { kind: 'finished' }
  | { kind: 'done' }
