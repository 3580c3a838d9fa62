// What the demo keeps of a player. Fields are declared once, here; every change to them is saved.

import { z } from 'zod'
import { defineRole, type RoleOf } from '../kit/index.ts'

export const role = defineRole({
  schema: z.object({
    sign_cnt: z.int().min(0).default(0),
    /** On how many days, and on which the last time (2026-01-31); '' for never. */
    sign_days: z.int().min(0).default(0),
    signed_on: z.string().default(''),
    gold: z.int().min(0).default(0),
    /** uids whom this player does not want to hear. */
    blocked: z.array(z.string()).default([]),
  }),
})

export type Role = RoleOf<typeof role>
