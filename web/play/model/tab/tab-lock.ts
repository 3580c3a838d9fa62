// A tab that was duplicated has a copy of all that the first one keeps, its sessions too. The first holds a lock with the tab's
// name, and says so to who asks; the other takes a name of its own.

import { keep, recall } from '../../../ui/storage.ts'

/** ms for a tab to answer. A page that is being left holds its lock a while longer, and answers no more. */
const WAIT = 500

type Word = { ask: string } | { have: string }

/** Whether what is kept for this tab is its own. So it seems where the browser has no locks: it has them for https and localhost. */
export async function isOwnTab(): Promise<boolean> {
  if (!navigator.locks) return true
  const kept = recall('name', 'tab')
  const isCopy = kept !== undefined && (await isHeld(kept)) && (await isAnswered(kept))
  const name = kept === undefined || isCopy ? crypto.randomUUID() : kept
  keep('name', name, 'tab')
  void navigator.locks.request(lockOf(name), () => new Promise(() => undefined))
  const channel = openChannel()
  channel.onmessage = ({ data }: MessageEvent<Word>) => {
    if ('ask' in data && data.ask === name) channel.postMessage({ have: name } satisfies Word)
  }
  return !isCopy
}

const lockOf = (name: string): string => `gatehouse.${name}`

const openChannel = (): BroadcastChannel => new BroadcastChannel('gatehouse.tabs')

async function isHeld(name: string): Promise<boolean> {
  const { held = [] } = await navigator.locks.query()
  return held.some(lock => lock.name === lockOf(name))
}

function isAnswered(name: string): Promise<boolean> {
  const channel = openChannel()
  return new Promise<boolean>(resolve => {
    setTimeout(resolve, WAIT, false)
    channel.onmessage = ({ data }: MessageEvent<Word>) =>
      'have' in data && data.have === name && resolve(true)
    channel.postMessage({ ask: name } satisfies Word)
  }).finally(() => channel.close())
}
