// The settings of logins.

import { z } from 'zod'
import { section } from '../lib/setting-types.ts'

export const authSettings = section({
  kind: z.enum(['open']).default('open').describe('who may log in: open takes any account name'),
})
