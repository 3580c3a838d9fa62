// The keys by which a gate knows the login server's tokens, where both share a store. Each thread has its own.

import { errors, importJWK, type JWK } from 'jose'
import type { KeySource } from '../../auth/token-authenticator.ts'
import { AppError } from '../../core/errors.ts'
import type { Clock } from '../../lib/clock.ts'
import type { KeyStore } from '../../store/account/key-store.ts'
import { ALGORITHM, publicPart } from './signing-keys.ts'

export interface StoredKeysOptions {
  store: KeyStore
  clock: Clock
}

/** ms for which what the store said counts, of keys that are known; for one that is not known it is asked again sooner. */
const FRESH = 10_000
const SOONER = 1000

export class StoredKeys {
  readonly #store: KeyStore
  readonly #clock: Clock
  #keys = new Map<string, CryptoKey>()
  #askedAt = Number.NEGATIVE_INFINITY
  #asking: Promise<void> | undefined

  constructor({ store, clock }: StoredKeysOptions) {
    this.#store = store
    this.#clock = clock
  }

  /** Throws TRY_AGAIN while the store has not said which there are. */
  readonly keyOf: KeySource = async ({ kid = '' }) => {
    const age = this.#clock.ticks() - this.#askedAt
    const known = this.#keys.get(kid)
    if (known && age < FRESH) return known
    if (age >= SOONER) await this.#ask()
    const found = this.#keys.get(kid)
    if (!found) throw new errors.JWKSNoMatchingKey()
    return found
  }

  #ask(): Promise<void> {
    this.#asking ??= this.#read().finally(() => {
      this.#asking = undefined
    })
    return this.#asking
  }

  /** Those that are known stay while the store does not answer. */
  async #read(): Promise<void> {
    const askedAt = this.#clock.ticks()
    try {
      const stored = await this.#store.list()
      const keys = stored.map(async ({ kid, jwk }) => [kid, await readPublic(kid, jwk)] as const)
      this.#keys = new Map(await Promise.all(keys))
      this.#askedAt = askedAt
    } catch (cause) {
      if (this.#keys.size === 0) throw new AppError('TRY_AGAIN', 'the keys cannot be read', { cause })
    }
  }
}

const readPublic = async (kid: string, jwk: string): Promise<CryptoKey> =>
  (await importJWK(publicPart(kid, JSON.parse(jwk) as JWK), ALGORITHM)) as CryptoKey
