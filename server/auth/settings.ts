// The settings of logins: who may come in, and how many new roles are made.

import { z } from 'zod'
import { asSecret, count, ms, optionalUrl, rate, section } from '../lib/setting-types.ts'

/** Bytes of a secret that nobody can guess from a token; as many as HS256 has. */
const LEAST_SECRET = 32

const tokenSecret = asSecret(
  z.string().refine(text => text === '' || Buffer.byteLength(text) >= LEAST_SECRET, {
    error: `expected at least ${LEAST_SECRET} bytes, so that nobody guesses it from a token`,
  }),
).default('')

/** Empty for any. */
const names = () => z.union([z.string(), z.array(z.string().min(1))]).default('')

const token = section({
  secret: tokenSecret.describe(
    'secret that tokens are signed with, HS256: the bytes of this text; empty for none',
  ),
  key: z
    .string()
    .default('')
    .describe(
      'public key that tokens are signed for (RSA, EC, Ed25519): PEM, or a file of it; empty for none',
    ),
  jwks: optionalUrl('https', 'http').describe(
    'address of the public keys (JWKS) that tokens are signed for; empty for none',
  ),
  issuer: names().describe('what a token must have as iss; a list allows several; empty for anything'),
  audience: names().describe('what a token must have as aud; a list allows several; empty for anything'),
  account: z.string().min(1).default('sub').describe('the claim that names the account'),
  tolerance: ms(5000, 0, 300_000).describe('ms that the clock of who makes tokens may differ'),
})

export const authSettings = section({
  kind: z
    .enum(['open', 'token', 'accounts'])
    .default('open')
    .describe(
      'who may log in: open takes any name, token a JWT by auth.token, accounts a token of the login server; a game with authenticate decides itself',
    ),
  allowOpen: z
    .boolean()
    .default(false)
    .describe('open is allowed in production too, where anybody can reach the gate'),
  token,
  newRolesPerAddress: count(500).describe(
    'new roles in an hour from one address, then TRY_AGAIN; an IPv6 /64 is one address, a /48 may have eight times as many; loopback is not counted',
  ),
  newRoleRate: rate(300).describe('new roles a second in the whole node, then TRY_AGAIN'),
  newRoleBurst: count(5000).describe('new roles in the whole node that may come at once'),
})

export type AuthConfig = z.output<typeof authSettings>
export type TokenConfig = AuthConfig['token']
