// What a test puts around the stores of a thread: a module that every thread imports for itself, as nothing else crosses.

import type { AroundStores } from '../setup/start-options.ts'
import type { AllStores } from './on-main.ts'

/** `stores` as they are when nothing stands around them. */
export async function surround(stores: AllStores, around: AroundStores | undefined): Promise<AllStores> {
  if (!around) return stores
  const module = (await import(around.module)) as { around(stores: AllStores, data: unknown): AllStores }
  return module.around(stores, around.data)
}
