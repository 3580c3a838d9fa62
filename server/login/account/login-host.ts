// What the login server is made of, for its parts that answer requests.

import type { Refusals } from '../../auth/refusals.ts'
import type { Logger } from '../../core/log/log.ts'
import type { BanStore } from '../../store/ban-store.ts'
import type { Arrivals } from '../guard/arrivals.ts'
import type { Guesses } from '../guard/guesses.ts'
import type { SigningKeys } from '../key/signing-keys.ts'
import type { PasswordHasher } from '../password/password-hasher.ts'
import type { PasswordRules } from '../password/password-rules.ts'
import type { Platforms } from '../platform/open-platforms.ts'
import type { Sessions } from '../session/sessions.ts'
import type { LoginConfig } from '../settings.ts'
import type { Accounts } from './accounts.ts'

/** A reset that a player has asked for: `token` is for nobody else. */
export interface ResetAsked {
  /** The account's id, and the name that it is entered by. */
  account: string
  name: string
  token: string
  /** ms since 1970. */
  expires: number
}

/** What a game does for accounts. */
export interface AccountHooks {
  /** Sends the token to its player, by mail or however the game reaches it. The kit sends nothing itself. */
  onResetAsked?(asked: ResetAsked): unknown
}

/** Where the game's players are: on this node or on others. */
export interface Players {
  /** Ends the account's connection, wherever it is; access tokens from before `validFrom`, in ms since 1970, let nobody in
   * any more. */
  close(account: string, validFrom: number): Promise<void>
  /** Removes all that is stored of the player, whose tokens all end; may be called again when it has failed. */
  remove(account: string): Promise<void>
}

export interface LoginHost {
  config: LoginConfig
  log: Logger
  accounts: Accounts
  sessions: Sessions
  keys: SigningKeys
  hasher: PasswordHasher
  rules: PasswordRules
  guesses: Guesses
  /** New accounts with a name, and the others. */
  registrations: Arrivals
  guests: Arrivals
  platforms: Platforms
  bans: BanStore
  refusals: Refusals
  players: Players
  hooks: AccountHooks
  /** ms since 1970. */
  now(): number
}
