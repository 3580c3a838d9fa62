// Accounts that were made before names had a normal form, and keep theirs: `Ann`. Whoever types such a name as it is gets
// it; so does who types it otherwise (`ANN`), unless two accounts meet in one form. There are no new ones, so they are looked
// for once, at the start.

import type { RoleStore } from '../store/role-store.ts'
import { normalName, normalNameOf } from './name.ts'

/** Names as they are typed -> accounts. */
export type OldNames = readonly (readonly [string, string])[]

type Roles = Pick<RoleStore, 'accounts' | 'find'>

/** A normal form and the accounts that have it, that of just this name among them; '' for those without one. */
type Meeting = [form: string, accounts: string[]]

export class KnownNames {
  readonly #accounts: ReadonlyMap<string, string>

  constructor(old: OldNames) {
    this.#accounts = new Map(old)
  }

  /** The account of a name as it was typed. Throws LOGIN_FAILED for one that nobody may have. */
  accountOf(typed: string): string {
    const own = this.#accounts.get(typed) ?? this.#accounts.get(typed.normalize('NFC'))
    if (own !== undefined) return own
    const name = normalName(typed)
    return this.#accounts.get(name) ?? name
  }
}

/** What KnownNames is made of. */
export async function readOldNames(roles: Roles): Promise<OldNames> {
  const names: [string, string][] = []
  for (const [form, accounts] of await findIrregular(roles)) {
    for (const account of accounts) names.push([account, account])
    if (form !== '' && accounts.length === 1) names.push([form, accounts[0]!])
  }
  return names
}

/** Accounts that meet in one normal form, and those that have none: an operator may want to rename them. */
export async function findMeetings(roles: Roles): Promise<Meeting[]> {
  const irregular = await findIrregular(roles)
  return irregular.filter(([form, accounts]) => form === '' || accounts.length > 1)
}

/** All accounts that are not in their normal form, with the one that is where there is one. */
async function findIrregular(roles: Roles): Promise<Meeting[]> {
  const byForm = new Map<string, string[]>()
  for await (const account of roles.accounts()) {
    const form = normalNameOf(account) ?? ''
    if (form === account) continue
    const there = byForm.get(form)
    if (there) there.push(account)
    else byForm.set(form, [account])
  }
  for (const [form, accounts] of byForm)
    if (form !== '' && (await roles.find({ acc: form }))) accounts.unshift(form)
  return [...byForm]
}
