// The keys that `auth.token` names, and the algorithms that each may be used with: a token can't choose another kind.

import { createPublicKey, type KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { StartError } from '../core/errors.ts'
import type { Logger } from '../core/log/log.ts'
import type { Clock } from '../lib/clock.ts'
import { RemoteKeys } from './remote-keys.ts'
import type { TokenConfig } from './settings.ts'
import type { Jose, KeySource } from './token-authenticator.ts'

export interface TokenKeys {
  keys: KeySource
  algorithms: string[]
}

export interface TokenKeysHost {
  jose: Jose
  log: Logger
  clock: Clock
}

const RSA = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512']
const CURVES: Readonly<Record<string, string>> = {
  prime256v1: 'ES256',
  secp384r1: 'ES384',
  secp521r1: 'ES512',
}
export const EDWARDS = ['EdDSA', 'Ed25519']
const PUBLIC = [...RSA, ...Object.values(CURVES), ...EDWARDS]

/** ms that a server of keys has to answer. */
const FETCH_TIMEOUT = 5000
/** Bits of the smallest RSA key. */
const LEAST_RSA = 2048

/** Of settings that checkTokenKeys has let pass. */
export async function openTokenKeys(settings: TokenConfig, host: TokenKeysHost): Promise<TokenKeys> {
  const { secret, key, jwks } = settings
  if (secret !== '') return { keys: await secretKeys(secret), algorithms: ['HS256'] }
  if (key !== '') return publicKeys(key)
  const remote = new RemoteKeys({ ...host, url: new URL(jwks), timeout: FETCH_TIMEOUT })
  return { keys: remote.keyOf, algorithms: PUBLIC }
}

/** Throws StartError unless there is just one kind of keys, and the key, if there is one, can be used. */
export function checkTokenKeys({ secret, key, jwks }: TokenConfig): void {
  const given = Object.entries({ secret, key, jwks }).filter(([, value]) => value !== '')
  if (given.length === 0)
    throw new StartError(
      'auth.kind: token needs one of auth.token.secret, auth.token.key and auth.token.jwks',
    )
  if (given.length > 1)
    throw new StartError(
      `auth.token: expected one of secret, key and jwks, got ${given.map(([name]) => name).join(' and ')}`,
    )
  if (key !== '') publicKeys(key)
  if (jwks !== '') checkAddress(jwks)
}

/** Errors of fetch would show a password. */
function checkAddress(text: string): void {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url?.username !== '' || url.password !== '')
    throw new StartError('auth.token.jwks: expected https://… without a user and a password')
}

async function secretKeys(secret: string): Promise<KeySource> {
  const hmac = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', Buffer.from(secret), hmac, false, ['verify'])
  return async () => key
}

function publicKeys(text: string): TokenKeys {
  const key = readPublicKey(text)
  return { keys: async () => key, algorithms: algorithmsOf(key) }
}

/** `text`: PEM, or the file of it. */
function readPublicKey(text: string): KeyObject {
  const pem = text.includes('-----BEGIN ') ? text : readKeyFile(text)
  if (pem.includes(' PRIVATE KEY-----'))
    fail('a private key; it belongs to who signs tokens and nowhere else')
  try {
    return createPublicKey(pem)
  } catch (error) {
    return fail((error as Error).message)
  }
}

function readKeyFile(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    return fail(`${JSON.stringify(path)}, which can't be read: ${(error as NodeJS.ErrnoException).code}`)
  }
}

function algorithmsOf({ asymmetricKeyType: type, asymmetricKeyDetails: details = {} }: KeyObject): string[] {
  const { modulusLength = 0, namedCurve = '' } = details
  if (type === 'ed25519') return EDWARDS
  if (type === 'rsa' && modulusLength >= LEAST_RSA) return RSA
  if (type === 'rsa') return fail(`RSA with ${modulusLength} bits; ${LEAST_RSA} are the least`)
  const algorithm = type === 'ec' && Object.hasOwn(CURVES, namedCurve) && CURVES[namedCurve]
  return algorithm ? [algorithm] : fail(`${type} ${namedCurve}`.trim())
}

function fail(got: string): never {
  throw new StartError(
    `auth.token.key: expected a public key (RSA, EC, Ed25519) as PEM or its file, got ${got}`,
  )
}
