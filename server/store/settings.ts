// The settings of the store, and which node it is.

import { z } from 'zod'
import { folder, optionalUrl, section } from '../lib/setting-types.ts'

export const nodeSettings = section({
  id: z.int().min(0).max(127).default(0).describe('number of this node; no two nodes on one store share it'),
})

export const storeSettings = section({
  kind: z
    .enum(['embedded', 'mongo'])
    .default('embedded')
    .describe(
      'where data is stored: embedded is LMDB in a folder; mongo is MongoDB, the default if store.url is set',
    ),
  path: folder('var/store').describe('folder of the embedded store, and of the leaderboards'),
  url: optionalUrl('mongodb', 'mongodb+srv').describe('mongodb://… for kind mongo'),
  minFree: z
    .int()
    .min(0)
    .default(16_777_216)
    .describe(
      'bytes to keep free on the disk of the embedded store, at most an eighth of the disk; below that nothing is written and players get TRY_AGAIN',
    ),
})

export type StoreConfig = z.output<typeof storeSettings>
