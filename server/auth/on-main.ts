// Logins on main: what all serving threads share of them.

import type { MainSetup } from '../setup/main-setup.ts'
import type { AccountStore } from '../store/account/account-store.ts'
import type { RoleStore } from '../store/role-store.ts'
import { type AuthSurroundings, authWarnings } from './check-auth.ts'
import { KnownNames, type OldNames, readOldNames } from './known-names.ts'
import { normalNameOf } from './name.ts'
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
  /** With the kit's own accounts: the id of the one that is entered by this name. */
  findByName?(typed: string): Promise<string | undefined>
}

export interface AuthOnMainOptions extends AuthSurroundings {
  roles: RoleStore
  accounts: AccountStore
}

export async function authOnMain(
  setup: MainSetup,
  { roles, accounts, ...given }: AuthOnMainOptions,
): Promise<MainAuth> {
  for (const warning of authWarnings(given)) setup.log.warn(warning)
  const isTyped = given.auth.kind === 'open' && !given.game.authenticate
  const names = isTyped ? await readOldNames(roles) : []
  const seed = { names, newRoles: createNewRoleMemory() }
  const plain = { seed, accountOf: (typed: string) => typed }
  if (given.auth.kind === 'accounts' && !given.game.authenticate)
    return { ...plain, findByName: typed => findByName(accounts, typed) }
  if (!isTyped) return plain
  const known = new KnownNames(names)
  return { seed, accountOf: typed => accountOf(known, typed) }
}

async function findByName(accounts: AccountStore, typed: string): Promise<string | undefined> {
  const key = normalNameOf(typed)
  return key === undefined ? undefined : (await accounts.findBy({ kind: 'name', key }))?.id
}

/** A name that nobody may have is nobody's account. */
function accountOf(known: KnownNames, typed: string): string {
  try {
    return known.accountOf(typed)
  } catch {
    return typed
  }
}
