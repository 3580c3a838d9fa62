// The shop: what can be bought, and how often still today.

import { EmptyState } from '../../ui/empty-state.tsx'
import { usePage } from '../page.ts'
import type { CardProps } from './card-props.ts'
import { DemoLine } from './demo-line.tsx'
import type { Offer } from './offers.ts'

export function ShopCard({ session, isAway, offers }: CardProps & { offers: readonly Offer[] }) {
  const { t } = usePage()
  return (
    <section class="demo-card" aria-label={t('shop')}>
      <header>
        <h3>{t('shop')}</h3>
      </header>
      {offers.length === 0 && <EmptyState icon="demo" text={t('noOffers')} />}
      {offers.map(({ offer, name, price, perDay }) => {
        const left = session.left.get(offer)
        return (
          <DemoLine
            key={offer}
            session={session}
            isAway={isAway}
            deed={offer}
            label={t(left === 0 ? 'soldOut' : 'buy')}
            isDone={left === 0}
            onAct={() => session.buy(offer)}
          >
            <p>{name}</p>
            <p class="hint number">
              {t('offer', price, perDay)}
              {left !== undefined && ` · ${t('left', left)}`}
            </p>
          </DemoLine>
        )
      })}
    </section>
  )
}
