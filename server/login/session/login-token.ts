// The secrets that the login server gives out: refresh tokens, and those that reset a password. Each names what it belongs to,
// so that it is found without an index, and is otherwise 256 random bits, of which only the hash is stored.
//
//   refresh   ACCOUNT.FAMILY.SECRET
//   reset     ACCOUNT.SECRET

import { createHash, createHmac, randomBytes } from 'node:crypto'

export interface RefreshToken {
  account: string
  family: string
  secret: string
}

export interface ResetToken {
  account: string
  secret: string
}

const REFRESH = /^(\d{1,20})\.([\w-]{16})\.([\w-]{43})$/
const RESET = /^(\d{1,20})\.([\w-]{43})$/

/** undefined for what is none. */
export function readRefreshToken(text: string): RefreshToken | undefined {
  const [, account, family, secret] = REFRESH.exec(text) ?? []
  return secret === undefined ? undefined : { account: account!, family: family!, secret }
}

export const writeRefreshToken = ({ account, family, secret }: RefreshToken): string =>
  `${account}.${family}.${secret}`

/** undefined for what is none. */
export function readResetToken(text: string): ResetToken | undefined {
  const [, account, secret] = RESET.exec(text) ?? []
  return secret === undefined ? undefined : { account: account!, secret }
}

export const writeResetToken = ({ account, secret }: ResetToken): string => `${account}.${secret}`

export const newSecret = (): string => randomBytes(32).toString('base64url')
export const newFamilyId = (): string => randomBytes(12).toString('base64url')
export const newSalt = (): string => randomBytes(32).toString('base64url')

/** So many random bits need no slow hash. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')

/** The secret that follows: who has the one before and the salt, which the store has, finds it again; who has one of them does not. */
export const successorOf = (secret: string, salt: string): string =>
  createHmac('sha256', salt).update(secret).digest('base64url')
