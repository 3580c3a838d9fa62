// What the rooms of all players of one thread share: limits and rates, the check of texts, who is muted, and how to reach
// the directory and this thread's own services.

import type { Address } from '../../core/address.ts'
import type { Clock } from '../../lib/clock.ts'
import type { SharedBuckets } from '../../lib/rate/shared-buckets.ts'
import { kindsByMessage, type RoomKinds } from '../define-room.ts'
import type { RoomConfig } from '../settings.ts'
import { type TextFilter, Texts } from '../text/text-check.ts'
import type { Absences, Departures } from './departures.ts'
import { PlayerRates } from './player-rates.ts'

export interface ThreadResourcesOptions {
  kinds: RoomKinds
  config: RoomConfig
  clock: Clock
  filter: TextFilter | undefined
  /** What all threads of the node share. */
  buckets: SharedBuckets
  directory: Address
  /** This thread's `.gate/<slot>`. */
  gate: Address
  /** Resolves when this thread has the code that others may have by now. */
  untilSwitched(): Promise<void>
}

export class ThreadResources {
  readonly kinds: RoomKinds
  /** Message -> the kind whose members send it. */
  kindOfMessage: ReadonlyMap<string, string>
  readonly config: RoomConfig
  readonly texts: Texts
  readonly rates: PlayerRates
  readonly directory: Address
  readonly gate: Address
  /** This thread's `.rooms/<slot>`; known before the first agent. */
  roomsService: Address = 0
  /** Of threads that have ended. */
  readonly lostLives = new Set<number>()
  /** Made by RoomsService when it starts. */
  departures!: Departures
  absences!: Absences
  /** Resolves when this thread has the code that others may have by now. */
  readonly untilSwitched: () => Promise<void>
  readonly #clock: Clock
  /** uid -> ms since 1970. */
  readonly #mutes = new Map<string, number>()

  constructor(options: ThreadResourcesOptions) {
    const { kinds, config, clock, filter, buckets, directory, gate } = options
    this.kinds = kinds
    this.untilSwitched = options.untilSwitched
    this.kindOfMessage = kindsByMessage(kinds)
    this.config = config
    this.rates = new PlayerRates(buckets, config, kinds)
    this.texts = new Texts(config, filter)
    this.directory = directory
    this.gate = gate
    this.#clock = clock
  }

  /** The kinds are others now. */
  followKinds(): void {
    this.kindOfMessage = kindsByMessage(this.kinds)
  }

  /** `until` in ms since 1970; 0 ends it. */
  mute(uid: string, until: number): void {
    if (until === 0) this.#mutes.delete(uid)
    else this.#mutes.set(uid, until)
  }

  isMuted(uid: string): boolean {
    const until = this.#mutes.get(uid)
    if (until === undefined) return false
    if (until > this.#clock.now()) return true
    this.#mutes.delete(uid)
    return false
  }
}
