// Logins of a serving thread: by the game's own `authenticate`, or else by `auth.kind`.

import { StartError } from '../core/errors.ts'
import type { Logger } from '../core/log/log.ts'
import type { ServiceScope } from '../core/service/service.ts'
import type { Thread } from '../core/thread/thread.ts'
import type { Authenticator } from './authenticator.ts'
import { GameAuthenticator } from './game-authenticator.ts'
import { KnownNames } from './known-names.ts'
import { NewRoles } from './new-roles.ts'
import type { AuthSeed } from './on-main.ts'
import { OpenAuthenticator } from './open-authenticator.ts'
import { Refusals } from './refusals.ts'
import type { AuthConfig } from './settings.ts'
import { type KeySource, TokenAuthenticator } from './token-authenticator.ts'
import { EDWARDS, openTokenKeys } from './token-keys.ts'

/** How the login server's tokens are known. */
export interface AccountTokens {
  keys: KeySource
  issuer: string
  audience: string
}

export interface AuthOnThreadOptions {
  seed: AuthSeed
  config: { auth: AuthConfig; gate: { loginTimeout: number } }
  game: { authenticate?: unknown }
  /** What code of the game has that runs for no player. */
  gameOf(host: { node: ServiceScope; log: Logger; now(): number }): unknown
  /** For `auth.kind: accounts`. */
  accountTokens?: AccountTokens | undefined
}

/** What the agents of a thread have of logins. */
export interface ThreadAuth {
  authenticator: Authenticator
  newRoles: NewRoles
  refusals: Refusals
}

export async function authOnThread(thread: Thread, options: AuthOnThreadOptions): Promise<ThreadAuth> {
  const { seed, config } = options
  return {
    authenticator: await createAuthenticator(thread, options),
    newRoles: new NewRoles(seed.newRoles, config.auth, thread.log),
    refusals: new Refusals(thread.log),
  }
}

async function createAuthenticator(thread: Thread, options: AuthOnThreadOptions): Promise<Authenticator> {
  const { seed, config, game, gameOf } = options
  const { log, clock } = thread
  if (game.authenticate) {
    return new GameAuthenticator({
      game: () => gameOf({ node: thread, log, now: () => clock.now() }),
      timeout: config.gate.loginTimeout,
    })
  }
  if (config.auth.kind === 'open') return new OpenAuthenticator(new KnownNames(seed.names))
  return createByToken(thread, options)
}

/** jose is loaded only where it is needed. */
async function createByToken(
  { log, clock }: Thread,
  { config: { auth }, accountTokens }: AuthOnThreadOptions,
): Promise<Authenticator> {
  const jose = await import('jose')
  const { issuer, audience, account, tolerance } = auth.token
  if (auth.kind === 'token') {
    const { keys, algorithms } = await openTokenKeys(auth.token, { jose, log, clock })
    const rules = { algorithms, issuer, audience, account, tolerance }
    return new TokenAuthenticator({ jose, keys, rules, clock })
  }
  if (!accountTokens) throw new StartError('auth.kind: accounts needs a login server, and there is none')
  const { keys, ...names } = accountTokens
  const rules = { algorithms: EDWARDS, ...names, account: 'sub', tolerance }
  return new TokenAuthenticator({ jose, keys, rules, clock })
}
