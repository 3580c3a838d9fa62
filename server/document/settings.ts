// The settings of saving.

import type { z } from 'zod'
import { count, folder, ms, section } from '../lib/setting-types.ts'

export const saveSettings = section({
  interval: ms(2000, 50, 600_000).describe('ms between two saves of what changed, give or take 10 %'),
  maxBusy: ms(3000, 50, 600_000).describe('ms that a half-done message may hold up the saving of its role'),
  bulkRoles: count(500, 10_000).describe('roles written at once'),
  bulkBytes: count(4_194_304).describe('bytes written at once, about; a single larger role still is'),
  warnAge: ms(10_000, 100, 3_600_000).describe('ms that a change may wait unsaved before it is warned of'),
  refuseAge: ms(60_000, 100, 3_600_000).describe(
    'ms that a change may wait unsaved before new logins are refused with TRY_AGAIN',
  ),
  unsaved: folder('var/unsaved').describe('folder for what a stop could not save; the next start applies it'),
  refuseCount: count(20_000).describe(
    'roles of one thread with unsaved changes from which new logins are refused with TRY_AGAIN',
  ),
})

export type SaveConfig = z.output<typeof saveSettings>
