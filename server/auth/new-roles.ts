// How many roles are made: in an hour from one address, and in the whole node, so that nobody fills the store. Whoever has a
// role already always comes in. Counted in memory that all threads share. Mobile networks put thousands of players behind
// one IPv4 address, so its limit is no tight one.

import type { Logger } from '../core/log/log.ts'
import { ticks } from '../lib/clock.ts'
import { createBucketMemory, SharedBuckets } from '../lib/rate/shared-buckets.ts'
import { createWindowMemory, SharedWindows } from '../lib/rate/shared-windows.ts'
import type { AuthConfig } from './settings.ts'

export type NewRoleLimits = Pick<AuthConfig, 'newRolesPerAddress' | 'newRoleRate' | 'newRoleBurst'>

export interface NewRoleMemory {
  windows: SharedArrayBuffer
  buckets: SharedArrayBuffer
}

/** Whose role is to be made. */
export interface Newcomer {
  readonly address: string
  /** Comes from this machine: not counted by address. */
  readonly isLocal: boolean
}

const HOUR = 3600
/** The limit of an IPv6 /48, in limits of one address. */
const SITE = 8
/** ms between two log lines about one limit. */
const PAUSE = 10_000

export const createNewRoleMemory = (): NewRoleMemory => ({
  windows: createWindowMemory(),
  buckets: createBucketMemory(),
})

export class NewRoles {
  readonly #windows: SharedWindows
  readonly #buckets: SharedBuckets
  readonly #limits: NewRoleLimits
  readonly #log: Logger
  /** Setting -> when it was logged, in ticks. */
  readonly #told = new Map<string, number>()

  constructor({ windows, buckets }: NewRoleMemory, limits: NewRoleLimits, log: Logger) {
    this.#windows = new SharedWindows(windows)
    this.#buckets = new SharedBuckets(buckets)
    this.#limits = limits
    this.#log = log
  }

  /** Counts a role that is about to be made; false when it may not be. */
  admit({ address, isLocal }: Newcomer): boolean {
    const { newRoleRate, newRoleBurst } = this.#limits
    const ofNode = { rate: newRoleRate, burst: newRoleBurst }
    if (!this.#buckets.has('node', ofNode)) return this.#refuse('auth.newRoleRate', address)
    if (!isLocal && !this.#admitFrom(address)) return this.#refuse('auth.newRolesPerAddress', address)
    this.#buckets.charge('node', ofNode, 1)
    return true
  }

  #admitFrom(address: string): boolean {
    const { newRolesPerAddress: limit } = this.#limits
    const groups = address.split(':')
    if (groups.length === 1) return this.#windows.take(address, limit, HOUR)
    const network = `${groups.slice(0, 4).join(':')}/64`
    const site = `${groups.slice(0, 3).join(':')}/48`
    return this.#windows.take(network, limit, HOUR) && this.#windows.take(site, limit * SITE, HOUR)
  }

  #refuse(setting: string, address: string): false {
    const now = ticks()
    if (now - (this.#told.get(setting) ?? Number.NEGATIVE_INFINITY) < PAUSE) return false
    this.#told.set(setting, now)
    this.#log.warn({ address }, `${setting}: too many new roles, further ones get TRY_AGAIN`)
    return false
  }
}
