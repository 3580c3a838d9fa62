// The keys by which a gate knows the login server's tokens: from the store where both share it, else from the login server's
// address. Each thread has its own.

import { createRemoteJWKSet, importJWK, type JWK } from 'jose'
import { AppError } from '../../core/errors.ts'
import type { Clock } from '../../lib/clock.ts'
import type { KeyStore } from '../../store/account/key-store.ts'
import { ALGORITHM, publicPart } from './signing-keys.ts'

/** As jose asks for a key. */
export type KeySource = (header: { kid?: string; alg?: string }) => Promise<CryptoKey | Uint8Array>

export interface LoginKeysOptions {
  store: KeyStore
  clock: Clock
  /** `login.url`; empty: the login server's store is this one. */
  url: string
}

export function loginKeys({ url, ...here }: LoginKeysOptions): KeySource {
  if (url === '') {
    const keys = new StoredKeys(here)
    return ({ kid }) => keys.find(kid)
  }
  const remote = createRemoteJWKSet(new URL('/.well-known/jwks.json', url), { timeoutDuration: 3000, cooldownDuration: 5000 })
  return header => remote(header as { kid: string; alg: string })
}

/** ms for which what the store said counts, of keys that are known; for one that is not known it is asked again sooner. */
const FRESH = 10_000
const SOONER = 1000

class StoredKeys {
  readonly #store: KeyStore
  readonly #clock: Clock
  #keys = new Map<string, CryptoKey>()
  #askedAt = Number.NEGATIVE_INFINITY
  #asking: Promise<void> | undefined

  constructor({ store, clock }: Omit<LoginKeysOptions, 'url'>) {
    this.#store = store
    this.#clock = clock
  }

  /** Throws LOGIN_FAILED for one that is not there, TRY_AGAIN while the store does not say. */
  async find(kid = ''): Promise<CryptoKey> {
    const age = this.#clock.ticks() - this.#askedAt
    const known = this.#keys.get(kid)
    if (known && age < FRESH) return known
    if (age >= SOONER) await this.#ask()
    const found = this.#keys.get(kid)
    if (!found) throw new AppError('LOGIN_FAILED', 'the token is signed with a key that is not known')
    return found
  }

  #ask(): Promise<void> {
    this.#asking ??= this.#read().finally(() => {
      this.#asking = undefined
    })
    return this.#asking
  }

  async #read(): Promise<void> {
    const askedAt = this.#clock.ticks()
    try {
      const stored = await this.#store.list()
      const keys = stored.map(async ({ kid, jwk }) => [kid, await readPublic(kid, jwk)] as const)
      this.#keys = new Map(await Promise.all(keys))
    } catch (cause) {
      if (this.#keys.size === 0) throw new AppError('TRY_AGAIN', 'the keys cannot be read', { cause })
    }
    this.#askedAt = askedAt
  }
}

const readPublic = async (kid: string, jwk: string): Promise<CryptoKey> =>
  (await importJWK(publicPart(kid, JSON.parse(jwk) as JWK), ALGORITHM)) as CryptoKey
