// The dates of a player who is to be forgotten. They are found by looking at all, since no store knows whom a date is for.

import type { DateStore } from '../../store/due/date-store.ts'
import { readTarget } from '../date/date-target.ts'

/** Dates that are looked at in one go. */
const PAGE = 500

export async function forgetDates(store: DateStore, uid: string): Promise<void> {
  for (let from = 0; ; from += PAGE) {
    const dates = await store.page(from, PAGE)
    const own = dates.filter(({ target }) => isFor(uid, target))
    for (const { id } of own) await store.remove(id)
    // Those behind have moved up.
    from -= own.length
    if (dates.length < PAGE) return
  }
}

function isFor(uid: string, text: string): boolean {
  const target = readTarget(text)
  return 'role' in target && target.role === uid
}
