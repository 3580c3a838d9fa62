// Logins on main: what all serving threads share of them.

import type { MainSetup } from '../setup/main-setup.ts'
import type { RoleStore } from '../store/role-store.ts'
import { type AuthSurroundings, authWarnings } from './check-auth.ts'
import { KnownNames, type OldNames, readOldNames } from './known-names.ts'
import { createNewRoleMemory, type NewRoleMemory } from './new-roles.ts'

/** What serving threads get. */
export interface AuthSeed {
  names: OldNames
  newRoles: NewRoleMemory
}

export interface MainAuth {
  seed: AuthSeed
  /** The account that a name stands for which somebody has typed. */
  accountOf(typed: string): string
}

export interface AuthOnMainOptions extends AuthSurroundings {
  roles: RoleStore
}

export async function authOnMain(
  setup: MainSetup,
  { roles, ...given }: AuthOnMainOptions,
): Promise<MainAuth> {
  for (const warning of authWarnings(given)) setup.log.warn(warning)
  const isTyped = given.auth.kind === 'open' && !given.game.authenticate
  const names = isTyped ? await readOldNames(roles) : []
  const seed = { names, newRoles: createNewRoleMemory() }
  if (!isTyped) return { seed, accountOf: typed => typed }
  const known = new KnownNames(names)
  return { seed, accountOf: typed => accountOf(known, typed) }
}

/** A name that nobody may have is nobody's account. */
function accountOf(known: KnownNames, typed: string): string {
  try {
    return known.accountOf(typed)
  } catch {
    return typed
  }
}
