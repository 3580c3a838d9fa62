// The market for one item: sellers and buyers leave orders with a limit, and whoever comes later trades with the best of them,
// the oldest first. Orders hold what they offer: gold and items come with them, and go when they are filled or cancelled. So
// nothing is ever in two places, whatever ends the process. Its id is the item.

import { z } from 'zod'
import type { MarketOrder } from '../../../protocol/generated/index.ts'
import { AppError, type Place, type Sender } from '../../kit/index.ts'
import { DocumentService } from '../kit.ts'

const MOST_ORDERS = 500
const MOST_OWN = 20

const order = z.object({
  uid: z.string(),
  side: z.enum(['sell', 'buy']),
  price: z.int(),
  count: z.int(),
})
type Order = z.output<typeof order>

/** Limits of an order, as it comes with what it offers. */
export interface Offer {
  count: number
  price: number
}

/** What the market holds, by which the rules below are written. */
interface Book {
  readonly id: string
  orders: Record<string, Order>
  last: number
}

const goods = (to: string, item: string, count: number, { send }: Sender): void => {
  if (count > 0) send({ role: to }, 'items', { item, count })
}

const gold = (to: string, amount: number, { send }: Sender): void => {
  if (amount > 0) send({ role: to }, 'gold', { gold: amount })
}

/** An order of the other side that this one trades with; of two with one price the older. */
function bestFor(book: Book, { side, price }: Order): string | undefined {
  const isBetter = (a: number, b: number) => (side === 'buy' ? a < b : a > b)
  let best: string | undefined
  for (const [id, other] of Object.entries(book.orders)) {
    if (other.side === side || isBetter(price, other.price)) continue
    const known = best === undefined ? undefined : book.orders[best]!
    if (!known || isBetter(other.price, known.price)) best = id
  }
  return best
}

/** Trades at the price of the order that was there first; the new one has paid its own. */
function trade(book: Book, taker: Order, id: string, tools: Sender): void {
  const maker = book.orders[id]!
  const count = Math.min(taker.count, maker.count)
  const [seller, buyer] = taker.side === 'sell' ? [taker, maker] : [maker, taker]
  gold(seller.uid, count * maker.price, tools)
  goods(buyer.uid, book.id, count, tools)
  gold(buyer.uid, count * (buyer.price - maker.price), tools)
  taker.count -= count
  maker.count -= count
  if (maker.count === 0) delete book.orders[id]
}

function place(book: Book, taker: Order, tools: Sender): void {
  const own = Object.values(book.orders).filter(({ uid }) => uid === taker.uid)
  if (own.length >= MOST_OWN) throw new AppError('TOO_MANY_ORDERS')
  for (let id = bestFor(book, taker); id && taker.count > 0; id = bestFor(book, taker))
    trade(book, taker, id, tools)
  if (taker.count === 0) return
  if (Object.keys(book.orders).length >= MOST_ORDERS) throw new AppError('TOO_MANY_ORDERS')
  book.last += 1
  book.orders[book.last] = taker
}

const offering =
  (side: Order['side']) =>
  (book: Book, { count, price }: Offer, from: Place, tools: Sender): void => {
    if (!('role' in from)) throw new AppError('NOT_ALLOWED')
    place(book, { uid: from.role, side, price, count }, tools)
  }

export class Market extends DocumentService({
  kind: 'market',
  schema: z.object({ orders: z.record(z.string(), order).default({}), last: z.int().default(0) }),
  receives: { sell: offering('sell'), buy: offering('buy') },
}) {
  cancel(uid: string, id: number): void {
    const found = this.document.orders[id]
    if (found?.uid !== uid) throw new AppError('NO_SUCH_ORDER')
    const tools: Sender = { send: (...move) => this.send(...move) }
    if (found.side === 'sell') goods(uid, this.id, found.count, tools)
    else gold(uid, found.count * found.price, tools)
    delete this.document.orders[id]
  }

  show(uid: string): MarketOrder[] {
    const all = Object.entries(this.document.orders)
    return all.map(([id, { uid: of, side, price, count }]) => ({
      id: Number(id),
      side,
      price,
      count,
      is_own: of === uid,
    }))
  }
}
