// The shop: its offers are rows of a table, the names of items those of another.

import { useEffect, useState } from 'preact/hooks'
import { Button } from '../../ui/button.tsx'
import { usePage } from '../page.ts'
import { askForRows } from '../table/table-store.ts'
import type { CardProps } from './card-props.ts'

interface Offer {
  offer: number
  item: number
  price: number
  perDay: number
  name: string
}

export function ShopCard({ session, isAway }: CardProps) {
  const { page, t } = usePage()
  const [offers, setOffers] = useState<readonly Offer[]>([])
  const hasTables = page.tables !== undefined
  useEffect(() => {
    if (hasTables) readOffers().then(setOffers, () => undefined)
  }, [hasTables])
  return (
    <section class="demo-card" aria-label={t('shop')}>
      <h3>{t('shop')}</h3>
      <ul>
        {offers.map(({ offer, name, price, perDay }) => (
          <li key={offer} class="demo-line">
            <span>
              {name}
              <span class="hint number">
                {t('offer', price, perDay)}
                {session.left.has(offer) && ` · ${t('left', session.left.get(offer)!)}`}
              </span>
            </span>
            <Button isDisabled={isAway} onClick={() => void session.buy(offer)}>
              {t('buy')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}

async function readOffers(): Promise<Offer[]> {
  const [shop, items] = await Promise.all([askForRows('shop', 0), askForRows('item', 0)])
  const names = new Map(items.rows.map(row => [row.id, String(row.name ?? '')]))
  return (shop.rows as unknown as Offer[]).map(row => ({
    ...row,
    name: names.get(row.item) || `#${row.item}`,
  }))
}
