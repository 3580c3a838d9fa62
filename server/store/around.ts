// What a test puts around the stores of a thread: a module that every thread imports for itself, as nothing else crosses.

import type { AroundStores } from '../setup/start-options.ts'

/** `stores` as they are when nothing stands around them. */
export async function surround<S extends object>(stores: S, around: AroundStores | undefined): Promise<S> {
  if (!around) return stores
  const module = (await import(around.module)) as { around(stores: S, data: unknown): S }
  return module.around(stores, around.data)
}
