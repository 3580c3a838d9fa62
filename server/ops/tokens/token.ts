// A program's token: what it looks like, and what is kept of it.

import { createHash, randomBytes } from 'node:crypto'
import { StartError } from '../../core/errors.ts'
import { SCOPES, type Scope } from '../../setup/scopes.ts'
import type { StoredToken } from '../../store/token-store.ts'

/** So that tools which look for secrets in texts find it. */
const PREFIX = 'gatehouse_'
const BYTES = 32
const NAME = /^[a-zA-Z0-9][a-zA-Z0-9._-]{0,63}$/
const UNITS: Record<string, number> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }
/** Ten years, in ms. */
const LONGEST = 3650 * 86_400_000

export interface TokenWish {
  name: string
  scopes: readonly Scope[]
  /** ms; undefined: until it is revoked. */
  ttl: number | undefined
}

/** `text` is shown once and kept nowhere. */
export function createToken(
  { name, scopes, ttl }: TokenWish,
  now: number,
): { text: string; stored: StoredToken } {
  const text = PREFIX + randomBytes(BYTES).toString('base64url')
  const stored: StoredToken = { name, hash: hashOf(text).toString('hex'), scopes: [...scopes], created: now }
  return { text, stored: ttl === undefined ? stored : { ...stored, expires: now + ttl } }
}

/** 256 random bits need no slow hash. */
export const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest()

/** What an operator has written. Throws StartError. */
export function readWish(given: { name?: string; scope?: string; ttl?: string }): TokenWish {
  const { name = '', scope = '', ttl } = given
  if (!NAME.test(name))
    throw new StartError(`--name: expected letters, digits, . _ -, at most 64, got ${JSON.stringify(name)}`)
  return { name, scopes: readScopes(scope), ttl: ttl === undefined ? undefined : readTtl(ttl) }
}

function readScopes(text: string): Scope[] {
  const words = text.split(',').map(word => word.trim())
  const wrong = words.find(word => !SCOPES.includes(word as Scope))
  if (wrong !== undefined)
    throw new StartError(`--scope: expected some of ${SCOPES.join(', ')}, got ${JSON.stringify(wrong)}`)
  return [...new Set(words as Scope[])]
}

function readTtl(text: string): number {
  const [, count, unit] = /^(\d{1,9})([smhd])$/.exec(text) ?? []
  const ms = Number(count) * UNITS[unit ?? '']!
  if (ms > 0 && ms <= LONGEST) return ms
  throw new StartError(`--ttl: expected a time such as 30d, 12h, 90m or 45s, got ${JSON.stringify(text)}`)
}
