// What the nodes of a game and a login server elsewhere say to each other. A node asks POST /nodes again and again: each time it
// says what it is and which orders it has done, and hears of new ones as soon as there are any.

import { z } from 'zod'

/** ms that a question waits for orders; what it has said of its node is as old at most. */
export const WAITS = 5000

export const announcement = z.strictObject({
  /** `node.id`, and a word that is another one after each start. */
  node: z.int().min(0).max(127),
  life: z.string().min(1).max(64),
  gate: z.strictObject({ url: z.string().max(500), port: z.int().min(0).max(65_535), tls: z.boolean() }),
  /** How many are online. */
  players: z.int().min(0),
  /** False while it lets nobody in. */
  isOpen: z.boolean(),
  /** The numbers of orders that it has done since it asked last. */
  done: z.array(z.int()).max(10_000),
})

export type Announcement = z.output<typeof announcement>

const order = z.object({ number: z.int(), account: z.string() })

/** `close` the account's connection (`validFrom`: as Players has it); `remove` what is stored of its player. */
export const orders = z.object({
  orders: z.array(
    z.discriminatedUnion('kind', [
      order.extend({ kind: z.literal('close'), validFrom: z.int() }),
      order.extend({ kind: z.literal('remove') }),
    ]),
  ),
})

export type Order = z.output<typeof orders>['orders'][number]
