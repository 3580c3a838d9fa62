// Platforms that give their players OpenID tokens (Apple, Google and many more): a token of theirs, signed with a key that they
// publish, says who its player is.

import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey, jwtVerify } from 'jose'
import { AppError } from '../../core/errors.ts'
import type { Clock } from '../../lib/clock.ts'
import { LONGEST_ID, type Platform } from './platform.ts'
import type { PlatformLine } from './platform-line.ts'

export interface OpenIdOptions {
  /** As its tokens have it in `iss`. */
  issuer: string
  /** Where its keys are. */
  jwks: string
  /** The ids of this game's apps there, as its tokens have one in `aud`. */
  audience: readonly string[]
  line: PlatformLine
  clock: Clock
}

/** Of tokens that anybody can check; none that needs a secret. */
const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA', 'Ed25519']
/** s that clocks may differ. */
const TOLERANCE = 30
/** ms for which keys count, and after which a token with an unknown one has them asked for again. */
const FRESH = 6 * 3_600_000
const AGAIN = 10_000

export class OpenIdPlatform implements Platform {
  readonly #options: OpenIdOptions
  #keys: JWTVerifyGetKey | undefined
  #askedAt = Number.NEGATIVE_INFINITY
  #asking: Promise<JWTVerifyGetKey> | undefined

  constructor(options: OpenIdOptions) {
    this.#options = options
  }

  async identify(code: string): Promise<string> {
    const { issuer, audience, clock } = this.#options
    try {
      const { payload } = await jwtVerify(code, (header, token) => this.#keyOf(header, token), {
        issuer,
        audience: [...audience],
        algorithms: ALGORITHMS,
        requiredClaims: ['sub', 'exp'],
        clockTolerance: TOLERANCE,
        currentDate: new Date(clock.now()),
      })
      return checkId(payload.sub)
    } catch (error) {
      if (error instanceof AppError) throw error
      throw new AppError('LOGIN_FAILED', 'the token of the platform does not count (any more)', { cause: error })
    }
  }

  async #keyOf(...[header, token]: Parameters<JWTVerifyGetKey>): ReturnType<JWTVerifyGetKey> {
    const age = this.#options.clock.ticks() - this.#askedAt
    const keys = this.#keys && age < FRESH ? this.#keys : await this.#ask()
    try {
      return await keys(header, token)
    } catch (error) {
      const mayBeNew = error instanceof errors.JWKSNoMatchingKey && age >= AGAIN
      if (!mayBeNew) throw error
      return (await this.#ask())(header, token)
    }
  }

  /** Those that are known stay while the platform does not answer. */
  async #ask(): Promise<JWTVerifyGetKey> {
    this.#asking ??= this.#read().finally(() => {
      this.#asking = undefined
    })
    try {
      return await this.#asking
    } catch (error) {
      if (!this.#keys) throw error
      return this.#keys
    }
  }

  async #read(): Promise<JWTVerifyGetKey> {
    const { line, jwks, clock } = this.#options
    const askedAt = clock.ticks()
    const text = await line.ask(new URL(jwks))
    try {
      this.#keys = createLocalJWKSet(JSON.parse(text) as JSONWebKeySet)
    } catch (cause) {
      throw new AppError('TRY_AGAIN', 'the platform publishes no keys', { cause })
    }
    this.#askedAt = askedAt
    return this.#keys
  }
}

function checkId(sub: unknown): string {
  if (typeof sub === 'string' && sub !== '' && sub.length <= LONGEST_ID) return sub
  throw new AppError('LOGIN_FAILED', 'the token of the platform names no player')
}
