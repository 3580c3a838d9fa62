// What the settings of the login server may be, looked at before anything starts: no password crosses a network in plain text, no
// two programs share a store that is one's own.

import { StartError } from '../core/errors.ts'
import { isLoopback } from '../lib/networks.ts'
import { hasLoginServer, type LoginConfig } from './settings.ts'

export interface LoginSurroundings {
  login: LoginConfig
  auth: { kind: string }
  store: { kind: string; path: string }
}

/** The default of `store.path`. */
const GAMES_PATH = 'var/store'

/** Throws StartError that says which setting to change. */
export function checkLogin(given: LoginSurroundings): void {
  if (hasLoginServer(given)) checkHost(given.login)
  if (given.login.alone) checkStore(given.store)
  else if (given.auth.kind === 'accounts') checkToken(given.login)
}

function checkHost({ host, trustProxy }: LoginConfig): void {
  if (trustProxy > 0 || isLoopback(host) || host === 'localhost') return
  throw new StartError(
    `login.host: passwords would reach ${host} unencrypted; listen on 127.0.0.1 behind a proxy with TLS, or set login.trustProxy if one is in front`,
  )
}

function checkStore({ kind, path }: LoginSurroundings['store']): void {
  if (kind !== 'embedded' || path !== GAMES_PATH) return
  throw new StartError(
    `store.path: ${path} is the game's; a login server by itself needs one of its own, such as var/login, or MongoDB (store.url)`,
  )
}

function checkToken({ url, token }: LoginConfig): void {
  if (url !== '' && token === '')
    throw new StartError('login.token: expected a token of scope cluster of the login server, got none')
}
