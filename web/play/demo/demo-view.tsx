// The demo's game: a column for each player, with the day, the shop and a duel. Parts whose messages the server lacks are
// not there.

import { Button } from '../../ui/button.tsx'
import { useStore } from '../../ui/store.ts'
import { PlayerColumns } from '../connection/player-columns.tsx'
import type { Connection } from '../model/connection.ts'
import { failureText } from '../model/explain.ts'
import { panelStateOf } from '../model/panel-state.ts'
import { usePage } from '../page.ts'
import type { CardProps } from './card-props.ts'
import { DemoSession } from './demo-session.ts'
import { DuelCard } from './duel-card.tsx'
import { ShopCard } from './shop-card.tsx'

export function DemoView() {
  const { t } = usePage()
  return (
    <PlayerColumns needed={['sign']} what="sign" label={t('demo')} icon="demo">
      {connection => <DemoColumn connection={connection} />}
    </PlayerColumns>
  )
}

function DemoColumn({ connection }: { connection: Connection }) {
  const { page } = usePage()
  const session = page.panelOf(connection, DemoSession)
  useStore(session, connection)
  const isAway = panelStateOf(connection) !== 'in'
  const { problem } = session
  const { protocols, settings } = page
  return (
    <div class="demo scroll grow">
      {problem && (
        <p class="notice bad" role="alert">
          {failureText(protocols.answer, problem, settings.language)}
        </p>
      )}
      <Day session={session} isAway={isAway} />
      {protocols.has('duel_join', 'duel_show') && <DuelCard session={session} isAway={isAway} />}
      {protocols.has('shop_buy') && <ShopCard session={session} isAway={isAway} />}
    </div>
  )
}

function Day({ session, isAway }: CardProps) {
  const { page, t } = usePage()
  const { gold, signs, present } = session
  return (
    <section class="demo-card" aria-label={t('today')}>
      <h3>{t('today')}</h3>
      {gold !== undefined && <p class="demo-gold number">{t('gold', gold)}</p>}
      <div class="demo-line">
        <span class="hint">{signs === undefined ? '' : t('signed', signs)}</span>
        <Button isDisabled={isAway} onClick={() => void session.sign()}>
          {t('signNow')}
        </Button>
      </div>
      {page.protocols.has('present') && (
        <div class="demo-line">
          <span class="hint">{present ? t('presentTaken', present.gold, present.days) : ''}</span>
          <Button isDisabled={isAway} onClick={() => void session.takePresent()}>
            {t('takePresent')}
          </Button>
        </div>
      )}
    </section>
  )
}
