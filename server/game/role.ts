// What the demo keeps of a player. Fields are declared once, here; every change to them is saved.

import { z } from 'zod'
import { AppError, defineRole, type RoleOf } from '../kit/index.ts'

/** What others send to a role. */
interface Gold {
  gold: number
}
interface Items {
  item: string
  count: number
}

export const role = defineRole({
  schema: z.object({
    /** As others see it. */
    name: z.string().default(''),
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
    /** Its id; '' for none. */
    guild: z.string().default(''),
  }),
  methods: {
    spend(gold: number) {
      if (this.gold < gold) throw new AppError('NOT_ENOUGH_GOLD')
      this.gold -= gold
    },
    addItems(item: string, count: number) {
      this.bag[item] = (this.bag[item] ?? 0) + count
    },
    giveAway(item: string, count: number) {
      const left = (this.bag[item] ?? 0) - count
      if (left < 0) throw new AppError('NOT_ENOUGH_ITEMS')
      if (left === 0) delete this.bag[item]
      else this.bag[item] = left
    },
  },
  receives: {
    gold(role, { gold }: Gold) {
      role.gold += gold
    },
    items(role, { item, count }: Items) {
      role.addItems(item, count)
    },
  },
  refused: {
    donation(role, { gold }: Gold) {
      role.gold += gold
    },
    sell(role, { item, count }: Items) {
      role.addItems(item, count)
    },
    buy(role, { count, price }: { count: number; price: number }) {
      role.gold += count * price
    },
  },
})

export type Role = RoleOf<typeof role>
