// The demo's designer tables, in data/. `npm run tables` checks them; a saved file replaces them in the running server.

import { z } from 'zod'
import { defineTables, ref, settings, table } from '../kit/index.ts'

const amount = z.int().min(0)

export const tables = defineTables(
  import.meta.url,
  {
    /** What each day of the sign-in gives; days count from 0. */
    sign: table({
      key: 'day',
      row: z.object({ day: amount, gold: amount, item: ref('item').optional(), count: amount.default(0) }),
      source: 'sign.csv',
    }),

    item: table({
      key: 'id',
      row: z.object({
        id: z.int().min(1),
        name: z.string().max(20),
        kind: z.enum(['potion', 'scroll', 'weapon', 'armor', 'chest']),
        price: amount,
        /** How many lie in one place of the bag. */
        stack: z.int().min(1).max(999),
        effect: z.object({ hp: amount, mp: amount, attack: amount, defense: amount }).partial().optional(),
        tags: z.array(z.string()).default([]),
      }),
      index: { kind: {}, name: { unique: true } },
      source: { file: 'item.xlsx#Items', header: ['name', 'type', 'comment'] },
    }),

    /** What the shop sells, and how often to one player in a day. */
    shop: table({
      key: 'offer',
      row: z.object({ offer: z.int().min(1), item: ref('item'), price: amount, perDay: z.int().min(1) }),
      source: 'shop.csv',
    }),

    /** Words that names and chat may not contain. */
    badword: table({ key: 'word', row: z.object({ word: z.string().min(2) }), source: 'badword.txt' }),

    settings: settings({
      row: z.object({
        signDays: z.int().min(1).max(31),
        newRole: z.object({ gold: amount, items: z.array(ref('item')) }),
        name: z.object({ min: z.int().min(1), max: z.int().max(40) }),
        chat: z.object({ longest: z.int().min(1), everyMs: amount }),
        /** Gold of a day's present, and how many days in a row make it larger. */
        present: z.object({ gold: amount, days: z.int().min(1) }),
        duel: z.object({ gold: amount }),
      }),
      source: 'settings.json',
    }),
  },
  [
    ({ sign, settings }, report) => {
      for (let day = 0; day < settings.signDays; day++)
        if (!sign.has(day))
          report({ table: 'settings', column: 'signDays', expected: `a reward in sign for day ${day}` })
    },
    ({ sign }, report) => {
      for (const { day, item, count } of sign)
        if (item !== undefined && count === 0)
          report({ table: 'sign', key: day, column: 'count', expected: 'at least 1, as there is an item' })
    },
  ],
)
