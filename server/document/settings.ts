// The settings of saving, and of the documents of services.

import type { z } from 'zod'
import { count, folder, ms, section } from '../lib/setting-types.ts'

export const saveSettings = section({
  interval: ms(2000, 50, 600_000).describe('ms between two saves of what changed, give or take 10 %'),
  maxBusy: ms(3000, 50, 600_000).describe('ms that an unfinished message may delay the saving of its role'),
  bulkRoles: count(500, 10_000).describe('roles in one bulk write'),
  bulkBytes: count(4_194_304).describe(
    'approximate bytes in one bulk write; a single larger role is still written',
  ),
  warnBytes: count(12_582_912).describe('bytes of a document from which a warning says that it is large'),
  refuseBytes: count(15_728_640).describe(
    'bytes of a document that are kept at most: one that is larger is not saved until it is smaller',
  ),
  warnAge: ms(10_000, 100, 3_600_000).describe('ms that a change may stay unsaved before a warning'),
  refuseAge: ms(60_000, 100, 3_600_000).describe(
    'ms that a change may stay unsaved before new logins are refused with TRY_AGAIN',
  ),
  unsaved: folder('var/unsaved').describe('folder for what a stop could not save; the next start applies it'),
  refuseCount: count(20_000).describe(
    'unsaved roles on one thread from which new logins are refused with TRY_AGAIN',
  ),
})

export const documentSettings = section({
  idle: ms(300_000, 100, 86_400_000).describe(
    "ms after which a service's document that nobody has asked for is saved and leaves the memory",
  ),
})

export type SaveConfig = z.output<typeof saveSettings>
