// A tab that was duplicated has a copy of all that the first one keeps, its sessions too. Who holds the lock of the tab's name is
// the first; the other takes a name of its own.

import { keep, recall } from '../../../ui/storage.ts'

/** ms: a page that is left lets go of its lock a moment later than the next one begins. */
const WAIT = 300

/** Whether what is kept for this tab is its own. So it seems where the browser has no locks: it has them for https and localhost. */
export async function isOwnTab(): Promise<boolean> {
  if (!navigator.locks) return true
  const name = recall('name', 'tab')
  if (name !== undefined && (await hold(name))) return true
  const own = crypto.randomUUID()
  keep('name', own, 'tab')
  void hold(own)
  return name === undefined
}

/** Until the page is left. False where another tab has it. */
function hold(name: string): Promise<boolean> {
  return new Promise(resolve => {
    const held = () => {
      resolve(true)
      return new Promise<never>(() => undefined)
    }
    const options = { signal: AbortSignal.timeout(WAIT) }
    navigator.locks.request(`gatehouse.${name}`, options, held).catch(() => resolve(false))
  })
}
