// A duel: find an opponent, show a hand, see who has won.

import { Button } from '../../ui/button.tsx'
import type { Word } from '../../words/translator.ts'
import { usePage } from '../page.ts'
import type { CardProps } from './card-props.ts'
import { DemoLine } from './demo-line.tsx'
import { type Duel, HANDS } from './demo-session.ts'

export function DuelCard({ session, isAway }: CardProps) {
  const { t } = usePage()
  const { duel } = session
  const isUnderWay = duel.phase === 'waiting' || duel.phase === 'on'
  return (
    <section class="demo-card" aria-label={t('duel')}>
      <header>
        <h3>{t('duel')}</h3>
      </header>
      <DemoLine
        session={session}
        isAway={isAway}
        deed="duel"
        label={t(isUnderWay ? 'giveUp' : 'findOpponent')}
        onAct={() => (isUnderWay ? session.giveUp() : session.join())}
      >
        <p role="status">
          <Said duel={duel} />
        </p>
      </DemoLine>
      {duel.phase === 'on' && !duel.hand && (
        <div class="demo-hands">
          {HANDS.map(hand => (
            <Button key={hand} isDisabled={isAway} onClick={() => void session.show(hand)}>
              {t(hand)}
            </Button>
          ))}
        </div>
      )}
    </section>
  )
}

const RESULTS: Record<'won' | 'lost' | 'draw', Word> = { won: 'duelWon', lost: 'duelLost', draw: 'duelDraw' }

function Said({ duel }: { duel: Duel }) {
  const { page, t } = usePage()
  if (duel.phase === 'none') return <>{t('duelHint')}</>
  if (duel.phase === 'waiting') return <>{t('waitsForOpponent')}</>
  if (duel.phase === 'over') return <>{t(RESULTS[duel.result], duel.gold)}</>
  const hand = duel.hand ? ` · ${t('handShown', t(duel.hand))}` : ''
  return <>{t('against', page.nameOf(duel.opponent)) + hand}</>
}
