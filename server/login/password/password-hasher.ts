// Passwords, hashed by argon2id on the threads of Node's pool, never on the event loop. It keeps true: at most `atOnce` are
// hashed at a time, some more wait, and beyond those it is said at once to try later; whether there is a hash to compare with
// does not show in the time that it takes.

import { createRequire } from 'node:module'
import type * as Argon2 from '@node-rs/argon2'
import type * as Cockatiel from 'cockatiel'
import { LaterError } from '../../core/errors.ts'

const require = createRequire(import.meta.url)

export interface PasswordHasherOptions {
  /** KiB that a hash takes. */
  memory: number
  /** How often it goes over them. */
  passes: number
  atOnce: number
}

/** So many wait for each that is hashed: half a second's, on an ordinary core. */
const WAITING = 16
/** What is compared where there is nothing to compare with. */
const NOBODYS = 'the password of no account'

export class PasswordHasher {
  readonly #cost: { memoryCost: number; timeCost: number; parallelism: number }
  // Both are loaded where the login server runs, and nowhere else.
  readonly #argon2 = require('@node-rs/argon2') as typeof Argon2
  readonly #cockatiel = require('cockatiel') as typeof Cockatiel
  readonly #bulkhead: Cockatiel.BulkheadPolicy
  #asked = 0
  #running = 0
  #mostAtOnce = 0
  #refused = 0
  #dummy = ''

  private constructor({ memory, passes, atOnce }: PasswordHasherOptions) {
    this.#cost = { memoryCost: memory, timeCost: passes, parallelism: 1 }
    this.#bulkhead = this.#cockatiel.bulkhead(atOnce, atOnce * WAITING)
  }

  static async open(options: PasswordHasherOptions): Promise<PasswordHasher> {
    const hasher = new PasswordHasher(options)
    hasher.#dummy = await hasher.hash(NOBODYS)
    return hasher
  }

  /** How many are hashed now and how many wait; of all until now how many were hashed at once at most, and how many refused. */
  count(): { running: number; waiting: number; mostAtOnce: number; refused: number } {
    const [running, mostAtOnce, refused] = [this.#running, this.#mostAtOnce, this.#refused]
    return { running, waiting: this.#asked - running, mostAtOnce, refused }
  }

  /** A PHC string, with its cost and a salt of its own. Throws LaterError. */
  hash(password: string): Promise<string> {
    return this.#bounded(() => this.#argon2.hash(password, this.#cost))
  }

  /** False without a hash, after the same time. Throws LaterError. */
  async verify(hash: string | undefined, password: string): Promise<boolean> {
    const fits = await this.#bounded(() => this.#argon2.verify(hash ?? this.#dummy, password))
    return fits && hash !== undefined
  }

  /** Whether it was made with less than what is asked for now. */
  isWeak(hash: string): boolean {
    const { memoryCost, timeCost } = this.#argon2.parseOptions(hash)
    return memoryCost < this.#cost.memoryCost || timeCost < this.#cost.timeCost
  }

  async #bounded<R>(work: () => Promise<R>): Promise<R> {
    this.#asked++
    try {
      return await this.#bulkhead.execute(() => this.#run(work))
    } catch (error) {
      if (!this.#cockatiel.isBulkheadRejectedError(error)) throw error
      this.#refused++
      throw new LaterError('TRY_AGAIN', 1, 'too many passwords are being checked; try again in a moment')
    } finally {
      this.#asked--
    }
  }

  async #run<R>(work: () => Promise<R>): Promise<R> {
    this.#running++
    this.#mostAtOnce = Math.max(this.#mostAtOnce, this.#running)
    try {
      return await work()
    } finally {
      this.#running--
    }
  }
}
