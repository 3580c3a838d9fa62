// Who has logged in, by the body of a login and its reply: where tokens are shown that is the account that the token names.

import type { SchemaAnswer } from '../../../../protocol/page-api.ts'

export interface TakenLogin {
  body: Record<string, unknown>
  reply: unknown
  answer: SchemaAnswer
}

export function playerOf({ body, reply, answer }: TakenLogin): string | undefined {
  const claim = answer.token?.claim ?? (answer.login && 'sub')
  if (claim === undefined || !body.token) return text(body.acc)
  const { account, acc, uid } = (reply ?? {}) as Record<string, unknown>
  return text(claimsOf(body.token)[claim]) ?? text(account) ?? text(acc) ?? text(uid)
}

const text = (value: unknown): string | undefined =>
  (typeof value === 'string' && value !== '') || typeof value === 'number' ? String(value) : undefined

/** Of a JWT; nothing of what is none. */
function claimsOf(token: unknown): Record<string, unknown> {
  try {
    const [, payload = ''] = String(token).split('.')
    const bytes = atob(payload.replaceAll('-', '+').replaceAll('_', '/'))
    const claims: unknown = JSON.parse(new TextDecoder().decode(Uint8Array.from(bytes, byteOf)))
    return typeof claims === 'object' && claims !== null ? (claims as Record<string, unknown>) : {}
  } catch {
    return {} // the server reads it in its own way
  }
}

const byteOf = (character: string): number => character.charCodeAt(0)
