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
    /** Item -> how many. */
    bag: z.record(z.string(), z.int().min(1)).default({}),
    /** Offer of the shop -> how often it was bought today. */
    bought: z.record(z.string(), z.int().min(1)).default({}),
    /** Days in a row with a present, and whether there was one today. */
    presents: z.int().min(0).default(0),
    has_present: z.boolean().default(false),
    /** uids whom this player does not want to hear. */
    blocked: z.array(z.string()).default([]),
  }),
})

export type Role = RoleOf<typeof role>
