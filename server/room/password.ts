// Passwords of rooms, stored as salt$hash. They keep strangers out of a room and are no secret of a player: one round of
// SHA-256 is enough.

import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** '' for no password. */
export function hashPassword(password: string, salt = randomBytes(8).toString('hex')): string {
  if (password === '') return ''
  return `${salt}$${createHash('sha256').update(salt).update(password).digest('hex')}`
}

export function isPassword(stored: string, given: string): boolean {
  const [salt] = stored.split('$')
  const hash = hashPassword(given, salt)
  return hash.length === stored.length && timingSafeEqual(Buffer.from(hash), Buffer.from(stored))
}
