// What a server is started with besides its configuration and its game.

import type { ServiceScope } from '../core/service/service.ts'

/** Hears that the server can't go on and should be stopped: another node has its seat, or main's memory is full. */
export type OnDoomed = (reason: string) => void

export interface StartOptions {
  /** By default the process is told as by an operator. */
  onDoomed?: OnDoomed
  /** An operator has the server stop; by default the process is told. */
  onStop?: OnDoomed
  /** What was saved of the game's code can't be replaced while the server runs. */
  onCodeRefused?: (why: string) => void
  /** What `config` of the console shows: every setting with its value and its source. */
  settings?: readonly SettingRow[]
  /** For tests: a time of day that can be moved (server/lib/clock.ts). */
  time?: SharedArrayBuffer | undefined
  /** For tests: what stands between each thread and its stores. */
  stores?: AroundStores | undefined
  /** For tests: what is launched under the names of services that the game then doesn't start. */
  standIns?: readonly StandInService[]
}

/** A setting with its value, as JSON without secrets, and where that comes from: `--set`, a variable, the file, `default`. */
export interface SettingRow {
  setting: string
  value: string
  source: string
}

export interface StandInService {
  readonly name: string
  launch(scope: ServiceScope): Promise<unknown>
}

/** A module that each thread imports: its `around(stores, data)` gives the stores that the thread uses. */
export interface AroundStores {
  /** The module's URL. */
  module: string
  /** Crosses threads. */
  data: unknown
}

export const tellProcess: OnDoomed = () => process.kill(process.pid, 'SIGTERM')
