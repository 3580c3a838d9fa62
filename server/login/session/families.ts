// Refresh tokens of one account, as changes of its document. A family is one device: each token is used once, and its use gives
// the next. It keeps true: a token that was used before ends its family, since it may be a thief who uses it; only the one just
// used, within 60 s and while its successor is unused, gets that successor again, since phones lose replies.
//
//   given ── used ──→ replaced by its successor ── used again ──→ within 60 s, the successor unused: the successor again
//                                                          └────→ else: the family ends

import type { RefreshFamily, StoredAccount } from '../../store/account/account-store.ts'
import {
  hashOf,
  newFamilyId,
  newSalt,
  newSecret,
  type RefreshToken,
  successorOf,
  writeRefreshToken,
} from './login-token.ts'

/** ms in which a reply that was lost can be asked for again. */
const AGAIN_WITHIN = 60_000
/** Devices of one account; one more ends the family that was used longest ago. */
const MOST = 32

export interface FamilyTime {
  /** ms since 1970. */
  now: number
  /** ms that a token lasts which is not used. */
  ttl: number
}

/** `account`: undefined when nothing has to be stored. */
export interface Rotated {
  account?: StoredAccount
  /** undefined: the token is of no use (any more). */
  token?: string
  /** It was used before: its family has ended, and so have the account's access tokens. */
  isStolen?: true
}

export function beginFamily(
  account: StoredAccount,
  { now, ttl }: FamilyTime,
): Required<Omit<Rotated, 'isStolen'>> {
  const [id, secret] = [newFamilyId(), newSecret()]
  const family: RefreshFamily = { id, hash: hashOf(secret), given: now, expires: now + ttl }
  const rest = alive(account.families, now).sort((a, b) => b.given - a.given)
  return {
    account: { ...account, families: [family, ...rest].slice(0, MOST) },
    token: writeRefreshToken({ account: account.id, family: id, secret }),
  }
}

export function rotate(account: StoredAccount, token: RefreshToken, { now, ttl }: FamilyTime): Rotated {
  const family = alive(account.families, now).find(({ id }) => id === token.family)
  if (!family) return {}
  const hash = hashOf(token.secret)
  if (hash === family.hash) return next(account, family, { token, now, ttl })
  const { before, given } = family
  if (before?.hash === hash && now < given + AGAIN_WITHIN)
    return { token: writeRefreshToken({ ...token, secret: successorOf(token.secret, before.salt) }) }
  return { account: { ...endFamily(account, family.id), validFrom: now }, isStolen: true }
}

function next(
  account: StoredAccount,
  { id, hash }: RefreshFamily,
  { token, now, ttl }: FamilyTime & { token: RefreshToken },
): Rotated {
  const salt = newSalt()
  const secret = successorOf(token.secret, salt)
  const family = { id, hash: hashOf(secret), given: now, expires: now + ttl, before: { hash, salt } }
  const families = alive(account.families, now).map(each => (each.id === id ? family : each))
  return { account: { ...account, families }, token: writeRefreshToken({ ...token, secret }) }
}

/** Whether the token is the one that counts, or was the one before. */
export const isOf = (account: StoredAccount, { family, secret }: RefreshToken): boolean =>
  account.families.some(
    ({ id, hash, before }) => id === family && [hash, before?.hash].includes(hashOf(secret)),
  )

export const endFamily = (account: StoredAccount, family: string): StoredAccount => ({
  ...account,
  families: account.families.filter(({ id }) => id !== family),
})

const alive = (families: readonly RefreshFamily[], now: number): RefreshFamily[] =>
  families.filter(({ expires }) => now < expires)
