// Platforms that give their players OpenID tokens (Apple, Google and many more): a token of theirs, signed with a key that they
// publish, says who its player is. The keys that are known stay good while the platform does not answer.

import { jwtVerify } from 'jose'
import type { KeySource } from '../../auth/token-authenticator.ts'
import { AppError } from '../../core/errors.ts'
import type { Clock } from '../../lib/clock.ts'
import { LONGEST_ID, type Platform } from './platform.ts'

export interface OpenIdOptions {
  /** As its tokens have it in `iss`. */
  issuer: string
  /** The ids of this game's apps there, as its tokens have one in `aud`. */
  audience: readonly string[]
  keys: KeySource
  clock: Clock
}

/** Of tokens that anybody can check; none that needs a secret. */
const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA', 'Ed25519']
/** s that clocks may differ. */
const TOLERANCE = 30

export class OpenIdPlatform implements Platform {
  readonly #options: OpenIdOptions

  constructor(options: OpenIdOptions) {
    this.#options = options
  }

  async identify(code: string): Promise<string> {
    return checkId(await this.#verify(code))
  }

  async #verify(code: string): Promise<unknown> {
    const { issuer, audience, keys, clock } = this.#options
    try {
      const { payload } = await jwtVerify(code, keys, {
        issuer,
        audience: [...audience],
        algorithms: ALGORITHMS,
        requiredClaims: ['sub', 'exp'],
        clockTolerance: TOLERANCE,
        currentDate: new Date(clock.now()),
      })
      return payload.sub
    } catch (error) {
      if (error instanceof AppError) throw error
      throw new AppError('LOGIN_FAILED', 'the token of the platform does not count (any more)', {
        cause: error,
      })
    }
  }
}

function checkId(sub: unknown): string {
  if (typeof sub === 'string' && sub !== '' && sub.length <= LONGEST_ID) return sub
  throw new AppError('LOGIN_FAILED', 'the token of the platform names no player')
}
