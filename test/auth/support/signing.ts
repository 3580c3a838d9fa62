// Tokens as studios and attackers make them.

import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { type JWTPayload, SignJWT } from 'jose'

export const SECRET = 'a secret of the tests, which is long enough'

export interface Making {
  alg?: string
  kid?: string
  key?: KeyObject | Uint8Array
  /** s from now; no end where it is undefined. */
  ends?: number | undefined
}

/** By default a good one of SECRET. */
export function makeToken(
  claims: JWTPayload,
  { alg = 'HS256', kid, key = Buffer.from(SECRET), ...more }: Making = {},
): Promise<string> {
  const token = new SignJWT(claims).setProtectedHeader({ alg, ...(kid !== undefined && { kid }) })
  const ends = 'ends' in more ? more.ends : 60
  if (ends !== undefined) token.setExpirationTime(Math.floor(Date.now() / 1000) + ends)
  return token.sign(key)
}

export interface KeyPair {
  publicKey: KeyObject
  privateKey: KeyObject
  /** The public one. */
  pem: string
}

export function makePair(type: 'ed25519' | 'rsa' | 'ec'): KeyPair {
  const pair =
    type === 'rsa'
      ? generateKeyPairSync('rsa', { modulusLength: 2048 })
      : type === 'ec'
        ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
        : generateKeyPairSync('ed25519')
  return { ...pair, pem: pair.publicKey.export({ type: 'spki', format: 'pem' }) as string }
}

/** A token whose parts are as they are given; `signature` is not checked. */
export const forge = (header: object, claims: object, signature = ''): string =>
  [header, claims].map(part => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.') +
  `.${signature}`
