// The types that a game names, by which the kit's own are made for it.

import type { Credentials } from '../auth/authenticator.ts'
import type { RoleCore } from '../role/define-role.ts'

/** What an agent of a game has; the game names its own in game/kit.ts. Kinds of rooms are not looked at here: their classes
 * extend a base that is made for the same game. */
export interface GameTypes {
  role: RoleCore
  tables?: object
  rooms?: unknown
  boards?: object
  /** What its `settings` are once they are checked. */
  settings?: object
  /** Its metrics: `Metrics<typeof metrics>`. */
  metrics?: object
  /** What its dates do to roles: `typeof dates`. */
  dates?: object
  /** Its computations: `typeof import('./compute/index.ts')`. */
  compute?: object
  /** What its handlers give to `guest.login()`, where that is not `acc` and `token`; its `authenticate` looks at it. */
  credentials?: object
}

export type CredentialsOf<G> = G extends { credentials: infer C extends object } ? C : Credentials
