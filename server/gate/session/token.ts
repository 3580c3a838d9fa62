// What a client shows to come back: the thread and connection that it had, when its session began, and 128 random bits, which
// alone make it a secret. In no log and on no page.
//
//   life.connection.began.random, the numbers in base 36

import { randomBytes, timingSafeEqual } from 'node:crypto'

export interface SessionToken {
  /** Of the thread. */
  life: number
  connection: number
  /** ms since 1970. */
  began: number
}

const FORM = /^([0-9a-z]{1,11})\.([0-9a-z]{1,11})\.([0-9a-z]{1,11})\.[\w-]{22}$/

export function makeToken({ life, connection, began }: SessionToken): string {
  const numbers = [life, connection, began].map(number => number.toString(36))
  return [...numbers, randomBytes(16).toString('base64url')].join('.')
}

/** undefined where it is none of this kind. */
export function readToken(token: string): SessionToken | undefined {
  const match = FORM.exec(token)
  if (!match) return undefined
  const [life, connection, began] = match.slice(1).map(part => Number.parseInt(part, 36))
  return { life: life!, connection: connection!, began: began! }
}

/** Without telling by the time how much of it is right. */
export function isSameToken(a: string, b: string): boolean {
  const [one, other] = [Buffer.from(a), Buffer.from(b)]
  return one.length === other.length && timingSafeEqual(one, other)
}
