// The settings of roles.

import { z } from 'zod'
import { section } from '../lib/setting-types.ts'

export const roleSettings = section({
  checks: z
    .boolean()
    .default(true)
    .describe('check every value written to a role against its schema; false trusts the code'),
})
