// Another key to sign with, in the place of the one that signs: for operators. Nobody is logged out: what the old key has signed
// counts until it ends, and refresh tokens are not signed.

import type { KeyStore, StoredKey } from '../../store/account/key-store.ts'
import { createKey } from './signing-keys.ts'

/** ms after which nothing counts any more that a key has signed before its successor came. */
const KEPT = 3_600_000

export interface Rotation {
  added: StoredKey
  /** The kids of those that nothing needs any more. */
  removed: string[]
}

export async function rotateKeys(store: KeyStore, now: number): Promise<Rotation> {
  const keys = await store.list()
  const added = await createKey(now)
  await store.add(added)
  const old = keys.filter((_, i) => (keys[i + 1]?.created ?? now) < now - KEPT)
  for (const { kid } of old) await store.remove(kid)
  return { added, removed: old.map(({ kid }) => kid) }
}
