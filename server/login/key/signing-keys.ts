// The keys that access tokens are signed with. It keeps true: a new key is published before it signs, and an old one stays
// published for as long as what it has signed counts, so that a rotation logs nobody out. Other processes may add and remove keys
// at any time (`npm run auth -- keys`): the store is looked at every few seconds.

import { randomBytes } from 'node:crypto'
import { exportJWK, generateKeyPair, importJWK, type JSONWebKeySet, type JWK, jwtVerify, SignJWT } from 'jose'
import { AppError } from '../../core/errors.ts'
import type { Logger } from '../../core/log/log.ts'
import type { Clock } from '../../lib/clock.ts'
import type { KeyStore, StoredKey } from '../../store/account/key-store.ts'

/** Of all tokens. */
export const ALGORITHM = 'EdDSA'
/** ms that a key is published before it signs: gates that ask for keys have it by then. */
const SIGNS_AFTER = 60_000
/** ms between two looks into the store. */
const LOOK_EVERY = 10_000
/** s that clocks of servers may differ. */
const TOLERANCE = 5

export interface SigningKeysOptions {
  store: KeyStore
  clock: Clock
  log: Logger
  issuer: string
  audience: string
  /** s that an access token counts. */
  ttl: number
}

/** What an access token says, beside who has made it for whom. */
export interface AccessClaims {
  /** The account. */
  sub: string
  /** As the player has typed it. */
  name?: string
  /** s since 1970, with the milliseconds behind the point. */
  iat: number
}

interface SigningKey {
  kid: string
  created: number
  secret: CryptoKey
  open: CryptoKey
  published: JWK
}

/** The one that signs: the newest that everybody knows; the oldest where none is that old. `keys`: the oldest first. */
export function signingOf<T extends { created: number }>(keys: readonly T[], now: number): T | undefined {
  const known = keys.filter(({ created }) => created <= now - SIGNS_AFTER)
  return known.at(-1) ?? keys[0]
}

export class SigningKeys {
  readonly #options: SigningKeysOptions
  #keys: SigningKey[] = []
  #timer: NodeJS.Timeout | undefined

  private constructor(options: SigningKeysOptions) {
    this.#options = options
  }

  static async open(options: SigningKeysOptions): Promise<SigningKeys> {
    const keys = new SigningKeys(options)
    await keys.look()
    keys.#timer = setInterval(() => void keys.#lookQuietly(), LOOK_EVERY)
    return keys
  }

  close(): void {
    clearInterval(this.#timer)
  }

  /** Reads the store; makes a key where there is none. */
  async look(): Promise<void> {
    const { store, clock } = this.#options
    const stored = await store.list()
    if (stored.length === 0) {
      const first = await createKey(clock.now())
      await store.add(first)
      stored.push(first)
    }
    const known = new Map(this.#keys.map(key => [key.kid, key]))
    this.#keys = await Promise.all(stored.map(async key => known.get(key.kid) ?? readKey(key)))
  }

  /** The public parts. */
  get published(): JSONWebKeySet {
    return { keys: this.#keys.map(({ published }) => published) }
  }

  /** An access token of a login that counted at `now`, in ms since 1970. */
  async sign({ sub, name }: Omit<AccessClaims, 'iat'>, now: number): Promise<string> {
    const { issuer, audience, ttl } = this.#options
    const key = signingOf(this.#keys, now)!
    return new SignJWT(name === undefined ? {} : { name })
      .setProtectedHeader({ alg: ALGORITHM, kid: key.kid, typ: 'JWT' })
      .setIssuer(issuer)
      .setAudience(audience)
      .setSubject(sub)
      .setIssuedAt(issuedAt(now) / 1000)
      .setExpirationTime(Math.ceil(now / 1000) + ttl)
      .setJti(randomBytes(12).toString('base64url'))
      .sign(key.secret)
  }

  /** What a token of these keys says. Throws LOGIN_FAILED. */
  async verify(token: string): Promise<AccessClaims> {
    const { issuer, audience, clock } = this.#options
    try {
      const { payload } = await jwtVerify(token, ({ kid }) => this.#find(kid), {
        issuer,
        audience,
        algorithms: [ALGORITHM],
        requiredClaims: ['sub', 'exp', 'iat'],
        clockTolerance: TOLERANCE,
        currentDate: new Date(clock.now()),
      })
      return payload as unknown as AccessClaims
    } catch (cause) {
      throw new AppError('LOGIN_FAILED', 'this access token does not count (any more)', { cause })
    }
  }

  #find(kid: string | undefined): CryptoKey {
    const key = this.#keys.find(each => each.kid === kid)
    if (!key) throw new Error('no such key')
    return key.open
  }

  async #lookQuietly(): Promise<void> {
    try {
      await this.look()
    } catch (error) {
      this.#options.log.warn({ err: error }, 'the signing keys cannot be read; those that are known stay')
    }
  }
}

/** A whole second would be taken for any moment of it (watchdog/ended-tokens.ts). */
const issuedAt = (now: number): number => (now % 1000 === 0 ? now - 1 : now)

/** A key for the store. */
export async function createKey(now: number): Promise<StoredKey> {
  const { privateKey } = await generateKeyPair(ALGORITHM, { crv: 'Ed25519', extractable: true })
  const kid = randomBytes(8).toString('hex')
  return { kid, created: now, jwk: JSON.stringify(await exportJWK(privateKey)) }
}

async function readKey({ kid, created, jwk }: StoredKey): Promise<SigningKey> {
  const secret = JSON.parse(jwk) as JWK
  const published = publicPart(kid, secret)
  return { kid, created, published, secret: await readJwk(secret), open: await readJwk(published) }
}

const readJwk = async (jwk: JWK): Promise<CryptoKey> => (await importJWK(jwk, ALGORITHM)) as CryptoKey

/** As it is published. */
export const publicPart = (kid: string, { kty, crv, x }: JWK): JWK =>
  ({ kty, crv, x, kid, alg: ALGORITHM, use: 'sig' }) as JWK
