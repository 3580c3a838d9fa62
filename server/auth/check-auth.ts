// What the settings of logins may be, looked at before anything starts: a server that players reach believes nobody's name,
// and keys that can't be used end the start.

import { StartError } from '../core/errors.ts'
import { isPublicHost } from '../lib/networks.ts'
import type { AuthConfig } from './settings.ts'
import { checkTokenKeys } from './token-keys.ts'

export interface AuthSurroundings {
  auth: AuthConfig
  gate: { host: string; port: number; trustProxy: number }
  /** Whose `authenticate` takes the place of `auth.kind`. */
  game: { authenticate?: unknown }
}

/** Throws StartError that says which setting to change. `isProduction`: players are to come. */
export function checkAuth(given: AuthSurroundings, isProduction: boolean): void {
  const { auth, gate, game } = given
  if (game.authenticate) return
  if (auth.kind === 'token') checkTokenKeys(auth.token)
  if (isProduction && auth.kind === 'open' && !auth.allowOpen && isPublicHost(gate.host))
    throw new StartError(
      `auth.kind: open believes every name, and gate.host ${gate.host} is reached by others; set auth.kind to token or accounts, write authenticate in the game, or set auth.allowOpen`,
    )
}

/** What is allowed, and wrong where players are to come. */
export function authWarnings({ auth, gate, game }: AuthSurroundings): string[] {
  const { kind, token } = auth
  if (game.authenticate)
    return kind === 'open' ? [] : [`auth.kind is ${kind}, and left aside: the game has its own authenticate`]
  const { host, port, trustProxy } = gate
  if (kind === 'open' && (isPublicHost(host) || trustProxy > 0))
    return [`auth.kind is open: anyone who reaches ${host}:${port} can log in as anyone`]
  if (kind !== 'token') return []
  const found: string[] = []
  if (token.secret === '' && token.audience.length === 0)
    found.push('auth.token.audience is empty: tokens that were made for another program are let in too')
  if (/^http:/i.test(token.jwks) && isPublicHost(hostOf(token.jwks)))
    found.push('auth.token.jwks is fetched without encryption: who is on the way can log in as anyone')
  return found
}

/** Without the brackets of IPv6. */
const hostOf = (url: string): string => new URL(url).hostname.replace(/^\[|\]$/g, '')
