// What stands beside the arena's field.

import type { RefObject } from 'preact'
import { useState } from 'preact/hooks'
import { Button } from '../../ui/button.tsx'
import { usePage } from '../page.ts'
import { type ArenaSession, CUT } from './arena-session.ts'

interface Props {
  session: ArenaSession
  map: RefObject<HTMLCanvasElement>
}

const MORE_BOTS = 10
const MOST_BOTS = 200
const MOST_LISTED = 6

export function ArenaSide({ session, map }: Props) {
  const { t } = usePage()
  const { network, view, truth, botCount } = session
  const isOut = view === undefined || session.isAway
  return (
    <div class="arena-side">
      <div class="arena-bots">
        <span class="number grow">{t('bots', botCount)}</span>
        <Button
          isDisabled={isOut || botCount >= MOST_BOTS}
          onClick={() => void session.setBots(Math.min(MOST_BOTS, botCount + MORE_BOTS))}
        >
          {t('addBots', MORE_BOTS)}
        </Button>
        <Button isDisabled={isOut || botCount === 0} onClick={() => void session.setBots(0)}>
          {t('noBots')}
        </Button>
      </div>
      <Slider
        label={t('ping')}
        most={500}
        step={10}
        onChange={ms => {
          network.delay = ms / 2
        }}
      />
      <Slider
        label={t('lossShare')}
        most={10}
        step={1}
        onChange={percent => {
          network.loss = percent / 100
        }}
      />
      <Button icon="cut" isDisabled={isOut || session.cutFor > 0} onClick={() => session.cut()}>
        {t('arenaCutFor', CUT / 1000)}
      </Button>
      <section aria-label={t('arenaTruth')}>
        <h3>{t('arenaTruth')}</h3>
        <canvas
          ref={map}
          class="arena-map"
          role="img"
          aria-label={t('arenaMap', truth?.heroes.length ?? 0, view?.heroes.size ?? 0)}
        />
        <p class="arena-key hint">
          <span>● {t('mapServer')}</span>
          <span>○ {t('mapKnown')}</span>
          <span>◌ {t('mapSight')}</span>
        </p>
      </section>
      <Meter session={session} />
      <InSight session={session} />
    </div>
  )
}

interface SliderProps {
  label: string
  most: number
  step: number
  onChange: (value: number) => void
}

function Slider({ label, most, step, onChange }: SliderProps) {
  const [value, setValue] = useState(0)
  return (
    <label class="field">
      <span class="field-head">
        {label}
        <output class="number">{value}</output>
      </span>
      <input
        type="range"
        min={0}
        max={most}
        step={step}
        value={value}
        aria-label={label}
        onInput={({ currentTarget }) => {
          setValue(Number(currentTarget.value))
          onChange(Number(currentTarget.value))
        }}
      />
    </label>
  )
}

function Meter({ session }: { session: ArenaSession }) {
  const { t } = usePage()
  const { meter, truth, pending } = session
  const rows = [
    [t('bytesIn'), Math.round(meter.received)],
    [t('bytesOut'), Math.round(meter.sent)],
    [t('tickMs'), truth ? truth.tick_ms.toFixed(2) : '–'],
    [t('unusedInputs'), pending],
    [t('corrected'), meter.correction.toFixed(2)],
  ] as const
  return (
    <dl class="arena-meter">
      {rows.map(([name, value]) => (
        <>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </>
      ))}
    </dl>
  )
}

/** The nearest, in words. */
function InSight({ session }: { session: ArenaSession }) {
  const { t } = usePage()
  const { own, view } = session
  const near = [...(own && view ? view.heroes : [])]
    .filter(hero => hero !== own)
    .map(hero => ({ hero, way: Math.hypot(hero.x - own!.x, hero.y - own!.y) }))
    .sort((a, b) => a.way - b.way)
    .slice(0, MOST_LISTED)
  return (
    <section aria-label={t('inSight')}>
      <h3>{t('inSight')}</h3>
      {near.length === 0 && <p class="hint">{t('nobodyInSight')}</p>}
      <ul class="arena-sight number">
        {near.map(({ hero, way }) => (
          <li key={hero.id}>{t('inSightOne', hero.name, hero.hp, way.toFixed(1))}</li>
        ))}
      </ul>
    </section>
  )
}
