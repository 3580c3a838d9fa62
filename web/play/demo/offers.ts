// The shop's offers: rows of a table, with the names of their items from another.

import { askForRows } from '../table/table-store.ts'

export interface Offer {
  offer: number
  item: number
  price: number
  perDay: number
  name: string
}

type Priced = Omit<Offer, 'name'>

/** Another game's shop may have other columns. */
const isPriced = (row: object): row is Priced =>
  ['offer', 'item', 'price', 'perDay'].every(
    name => typeof (row as Record<string, unknown>)[name] === 'number',
  )

/** Rejects where there are no such tables, or no server. */
export async function askForOffers(): Promise<Offer[]> {
  const [shop, items] = await Promise.all([askForRows('shop', 0), askForRows('item', 0)])
  const names = new Map(items.rows.map(row => [row.id, String(row.name ?? '')]))
  return shop.rows.filter(isPriced).map(row => ({ ...row, name: names.get(row.item) || `#${row.item}` }))
}
