// Logins by a token that another program has signed, a JWT: with a studio's own key (`auth.kind: token`), or by the login
// server (`accounts`). It keeps true: only the algorithms of its keys are accepted, a token has an end, and what is wrong
// with a token is said to who shows one that was signed by a key we believe; everybody else hears that it is not valid.

import type { JWTPayload, JWTVerifyGetKey } from 'jose'
import { AppError } from '../core/errors.ts'
import type { Clock } from '../lib/clock.ts'
import { readAccount } from './account.ts'
import type { Authenticator, Identity, LoginAttempt } from './authenticator.ts'

/** Finds the key of a token by its header. Throws jose's JWKSNoMatchingKey where there is none, TRY_AGAIN where that can't be
 * told now. */
export type KeySource = JWTVerifyGetKey

export type Jose = typeof import('jose')

export interface TokenRules {
  algorithms: string[]
  /** '' for any. */
  issuer: string | string[]
  audience: string | string[]
  /** The claim that names the account. */
  account: string
  /** ms that clocks may differ. */
  tolerance: number
}

export interface TokenAuthenticatorOptions {
  jose: Jose
  keys: KeySource
  rules: TokenRules
  clock: Clock
}

/** Longer ones are not looked at. */
const LONGEST = 16_384

/** Claim -> what its owner hears. */
const REASONS: Readonly<Record<string, string>> = {
  exp: 'the token has no end',
  nbf: 'the token is not valid yet',
  iss: 'the token is by somebody who is not believed here',
  aud: 'the token is for something else',
}

export class TokenAuthenticator implements Authenticator {
  readonly #options: TokenAuthenticatorOptions

  constructor(options: TokenAuthenticatorOptions) {
    this.#options = options
  }

  async authenticate({ credentials: { token } }: LoginAttempt): Promise<Identity> {
    if (typeof token !== 'string' || token === '') throw refusal('token: expected a token, got none')
    if (token.length > LONGEST) throw refusal('the token is too long')
    const claims = await this.#verify(token)
    const { account: claim } = this.#options.rules
    const account = readAccount(Object.hasOwn(claims, claim) ? claims[claim] : undefined)
    if (account === undefined) throw refusal('the token names no account')
    const issuedAt = typeof claims.iat === 'number' ? Math.round(claims.iat * 1000) : undefined
    return { account, claims: Object.freeze(claims), issuedAt }
  }

  async #verify(token: string): Promise<JWTPayload> {
    const { jose, keys, rules, clock } = this.#options
    const { algorithms, issuer, audience, tolerance } = rules
    try {
      const { payload } = await jose.jwtVerify(token, keys, {
        algorithms,
        requiredClaims: ['exp'],
        ...(issuer.length > 0 && { issuer }),
        ...(audience.length > 0 && { audience }),
        clockTolerance: tolerance / 1000,
        currentDate: new Date(clock.now()),
      })
      return payload
    } catch (error) {
      if (error instanceof AppError) throw error
      throw refusal(reasonOf(error, jose), error)
    }
  }
}

function reasonOf(error: unknown, { errors }: Jose): string {
  if (error instanceof errors.JWTExpired) return 'the token has expired'
  const claim = error instanceof errors.JWTClaimValidationFailed ? error.claim : ''
  return (Object.hasOwn(REASONS, claim) && REASONS[claim]) || 'the token is not valid'
}

const refusal = (reason: string, cause?: unknown): AppError => new AppError('LOGIN_FAILED', reason, { cause })
