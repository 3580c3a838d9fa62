// The demo's game: a column for each player, with the day, a duel and the shop. Parts whose messages the server lacks are
// not there.

import { useEffect } from 'preact/hooks'
import { useStore } from '../../ui/store.ts'
import { PlayerColumns } from '../connection/player-columns.tsx'
import type { Connection } from '../model/connection.ts'
import { panelStateOf } from '../model/panel-state.ts'
import { usePage } from '../page.ts'
import { useAnswer } from '../use-answer.ts'
import type { CardProps } from './card-props.ts'
import { DemoLine } from './demo-line.tsx'
import { DemoSession } from './demo-session.ts'
import { DuelCard } from './duel-card.tsx'
import { askForOffers, type Offer } from './offers.ts'
import { ShopCard } from './shop-card.tsx'

export function DemoView() {
  const { page, t } = usePage()
  const offers = useAnswer(page.protocols.answer.hasTables ? askForOffers : askForNone)
  const sessionOf = (connection: Connection) => page.panelOf(connection, DemoSession)
  return (
    <PlayerColumns
      needed={['sign']}
      what="sign"
      label={t('demo')}
      icon="demo"
      hasContent={connection => sessionOf(connection).hasContent}
    >
      {connection => <DemoColumn session={sessionOf(connection)} offers={offers.answer} />}
    </PlayerColumns>
  )
}

const askForNone = async (): Promise<Offer[]> => []

interface ColumnProps {
  session: DemoSession
  /** undefined: not known (yet, or again). */
  offers: readonly Offer[] | undefined
}

function DemoColumn({ session, offers }: ColumnProps) {
  const { page } = usePage()
  useStore(session, session.connection)
  useEffect(() => {
    if (offers) session.know(offers)
  }, [session, offers])
  const isAway = panelStateOf(session.connection) !== 'in'
  const { protocols } = page
  const known = offers ?? session.offers
  return (
    <div class="demo scroll grow">
      <Day session={session} isAway={isAway} />
      {protocols.has('duel_join', 'duel_show') && <DuelCard session={session} isAway={isAway} />}
      {protocols.has('shop_buy') && known && <ShopCard session={session} isAway={isAway} offers={known} />}
    </div>
  )
}

function Day({ session, isAway }: CardProps) {
  const { page, t } = usePage()
  const { gold, signs, present } = session
  return (
    <section class="demo-card" aria-label={t('today')}>
      <header>
        <h3>{t('today')}</h3>
        <span class="demo-gold number">{gold === undefined ? '' : t('gold', gold)}</span>
      </header>
      <DemoLine
        session={session}
        isAway={isAway}
        deed="sign"
        label={t('checkIn')}
        onAct={() => session.sign()}
      >
        <p>{t('daily')}</p>
        <p class="hint number">{signs === undefined ? '' : t('checkedIn', signs)}</p>
      </DemoLine>
      {page.protocols.has('present') && (
        <DemoLine
          session={session}
          isAway={isAway}
          deed="present"
          label={t(present ? 'taken' : 'takePresent')}
          isDone={present !== undefined}
          onAct={() => session.takePresent()}
        >
          <p>{t('present')}</p>
          <p class="hint number">
            {typeof present === 'object' ? t('presentTaken', present.gold, present.days) : t('presentHint')}
          </p>
        </DemoLine>
      )}
    </section>
  )
}
