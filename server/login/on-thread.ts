// How a serving thread knows the tokens of the login server: by the keys in the store that both have, or by those that the login
// server publishes.

import type { AccountTokens } from '../auth/on-thread.ts'
import { RemoteKeys } from '../auth/remote-keys.ts'
import type { Thread } from '../core/thread/thread.ts'
import type { KeyStore } from '../store/account/key-store.ts'
import type { LoginConfig } from './settings.ts'

export interface LoginOnThreadOptions {
  config: { login: LoginConfig; auth: { kind: string } }
  stores: { keys: KeyStore }
}

/** ms that the login server has to answer. */
const TIMEOUT = 5000

/** undefined where logins are not by accounts. jose is loaded only where it is needed. */
export async function loginOnThread(
  { clock, log }: Thread,
  { config: { login, auth }, stores }: LoginOnThreadOptions,
): Promise<AccountTokens | undefined> {
  if (auth.kind !== 'accounts') return undefined
  const { issuer, audience, url } = login
  if (url === '') {
    const { StoredKeys } = await import('./key/login-keys.ts')
    return { keys: new StoredKeys({ store: stores.keys, clock }).keyOf, issuer, audience }
  }
  const jose = await import('jose')
  const published = new URL('/.well-known/jwks.json', url)
  const keys = new RemoteKeys({ jose, log, clock, url: published, timeout: TIMEOUT })
  return { keys: keys.keyOf, issuer, audience }
}
